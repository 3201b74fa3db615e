// The memory of MAPI results: chains of blocks that are freed by their root.
#pragma once

#include <cstddef>

#include "olkacct/mapi.h"

namespace olkacct::mapi {

/// The pointers come aligned as malloc aligns, to contents undefined (a fill pattern in debug
/// builds). nullptr when memory is out. Any thread; one thread at a time for one chain.
[[nodiscard]] void* allocate_root(std::size_t size) noexcept;

/// Adds a block to the chain that `member`, a root or any block of one, belongs to.
[[nodiscard]] void* allocate_more(std::size_t size, void* member) noexcept;

/// A root of the new size with the old content; what is linked to the old root moves to it. The old
/// root is gone on success and untouched on failure.
[[nodiscard]] void* reallocate_root(void* root, std::size_t size) noexcept;

/// Overwrites and frees the root and every block of its chain. In debug builds a pointer that is no
/// live root is recognised and left alone; elsewhere it is undefined (MC-03).
void free_root(void* root) noexcept;

/// Roots in clients' hands.
std::size_t live_roots() noexcept;

/// A root under construction: freed unless it is handed over. Allocating throws std::bad_alloc.
class Chain {
  public:
    explicit Chain(std::size_t size);
    Chain(const Chain&) = delete;
    Chain& operator=(const Chain&) = delete;
    ~Chain() { free_root(root_); }

    [[nodiscard]] void* root() const { return root_; }
    template <class T>
    [[nodiscard]] T* as() const {
        return static_cast<T*>(root_);
    }
    [[nodiscard]] void* more(std::size_t size);
    template <class T>
    [[nodiscard]] T* array(std::size_t count) {
        return static_cast<T*>(more(count * sizeof(T)));
    }

    template <class T>
    [[nodiscard]] T* release() {
        void* const root = root_;
        root_ = nullptr;
        return static_cast<T*>(root);
    }

  private:
    void* root_;
};

}  // namespace olkacct::mapi

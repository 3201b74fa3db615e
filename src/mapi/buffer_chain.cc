// Blocks with a header in front; a root's header leads the list of what is linked to it.
#include "mapi/buffer_chain.h"

#include <atomic>
#include <cstdint>
#include <cstring>
#include <limits>
#include <mutex>
#include <new>
#include <unordered_set>

#include "base/com/client_memory.h"
#include "base/com/module_count.h"

namespace olkacct::mapi {
namespace {

constexpr std::uint64_t kLive = 0x6f6c6b6d61706921;
constexpr unsigned char kFill = 0xCD;

struct alignas(std::max_align_t) Block {
    std::uint64_t mark;
    std::size_t size;
    Block* root;  // itself for a root
    Block* next;  // of the chain, from the root on
};

// Only a set can tell a foreign pointer without reading in front of it; where blocks are not
// checked it stays empty.
class LiveRoots {
  public:
    void add(void* root) {
        if constexpr (!com::kBlocksAreChecked) return;
        const std::lock_guard lock(mutex_);
        roots_.insert(root);
    }
    bool remove(void* root) {
        if constexpr (!com::kBlocksAreChecked) return true;
        const std::lock_guard lock(mutex_);
        return roots_.erase(root) == 1;
    }

  private:
    std::mutex mutex_;
    std::unordered_set<void*> roots_;
};

// One for the process, as the blocks are, and never destroyed: a late free is allowed (MS-06).
LiveRoots& live_set() {
    static LiveRoots& instance = *new LiveRoots;
    return instance;
}

std::atomic<std::size_t> live_count{0};

Block* block_of(void* content) { return static_cast<Block*>(content) - 1; }

Block* make_block(std::size_t size) noexcept {
    if (size > std::numeric_limits<std::size_t>::max() - sizeof(Block)) return nullptr;
    void* const memory = ::operator new(sizeof(Block) + size, std::nothrow);
    if (memory == nullptr) return nullptr;
    auto* const block = new (memory) Block{kLive, size, nullptr, nullptr};
    if constexpr (com::kBlocksAreChecked) std::memset(block + 1, kFill, size);
    return block;
}

// Volatile, because the compiler may drop ordinary writes to memory that is freed next.
void wipe_and_free(Block* block) noexcept {
    auto* byte = reinterpret_cast<volatile unsigned char*>(block);
    for (std::size_t i = 0, size = sizeof(Block) + block->size; i < size; ++i) byte[i] = 0;
    ::operator delete(static_cast<void*>(block));
}

}  // namespace

void* allocate_root(std::size_t size) noexcept {
    Block* const block = make_block(size);
    if (block == nullptr) return nullptr;
    block->root = block;
    try {
        live_set().add(block + 1);
    } catch (const std::bad_alloc&) {
        wipe_and_free(block);
        return nullptr;
    }
    live_count.fetch_add(1, std::memory_order_relaxed);
    com::ModuleCount::enter();
    return block + 1;
}

void* allocate_more(std::size_t size, void* member) noexcept {
    Block* const block = make_block(size);
    if (block == nullptr) return nullptr;
    Block* const root = block_of(member)->root;
    block->root = root;
    block->next = root->next;
    root->next = block;
    return block + 1;
}

void* reallocate_root(void* root, std::size_t size) noexcept {
    void* const made = allocate_root(size);
    if (made == nullptr) return nullptr;
    Block* const from = block_of(root);
    Block* const to = block_of(made);
    std::memcpy(made, root, from->size < size ? from->size : size);
    to->next = from->next;
    from->next = nullptr;
    for (Block* block = to->next; block != nullptr; block = block->next) block->root = to;
    free_root(root);
    return made;
}

void free_root(void* root) noexcept {
    if (root == nullptr || !live_set().remove(root)) return;
    Block* block = block_of(root);
    if (block->mark != kLive) return;
    while (block != nullptr) {
        Block* const next = block->next;
        wipe_and_free(block);
        block = next;
    }
    live_count.fetch_sub(1, std::memory_order_relaxed);
    com::ModuleCount::leave();
}

std::size_t live_roots() noexcept { return live_count.load(std::memory_order_relaxed); }

Chain::Chain(std::size_t size) : root_(allocate_root(size)) {
    if (root_ == nullptr) throw std::bad_alloc();
}

void* Chain::more(std::size_t size) {
    void* const block = allocate_more(size, root_);
    if (block == nullptr) throw std::bad_alloc();
    return block;
}

}  // namespace olkacct::mapi

// A pointer that owns one reference, for clients of COM interfaces in tests.
#pragma once

#include <utility>

namespace olkacct::test {

// Owns one reference.
template <class T>
class Owned {
  public:
    Owned() = default;
    explicit Owned(T* owned) : pointer_(owned) {}
    Owned(Owned&& other) noexcept : pointer_(std::exchange(other.pointer_, nullptr)) {}
    Owned& operator=(Owned&& other) noexcept {
        std::swap(pointer_, other.pointer_);
        return *this;
    }
    ~Owned() { reset(); }

    void reset() {
        if (T* const old = std::exchange(pointer_, nullptr); old != nullptr) old->Release();
    }
    T** put() {
        reset();
        return &pointer_;
    }
    T* get() const { return pointer_; }
    T* operator->() const { return pointer_; }
    explicit operator bool() const { return pointer_ != nullptr; }

  private:
    T* pointer_ = nullptr;
};

}  // namespace olkacct::test

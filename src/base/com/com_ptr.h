// A pointer that owns one reference on a COM object.
#pragma once

#include <cstddef>
#include <utility>

#include "base/com/uuid_of.h"
#include "olkacct/com.h"

namespace olkacct::com {

// Every change of ownership has a visible verb: copy() adds a reference, attach() takes over the
// caller's, detach() gives it up, put() lets a COM method fill the pointer.
template <class T>
class ComPtr {
  public:
    ComPtr() noexcept = default;
    ComPtr(std::nullptr_t) noexcept {}
    ComPtr(const ComPtr& other) noexcept : pointer_(other.pointer_) { add(); }
    ComPtr(ComPtr&& other) noexcept : pointer_(std::exchange(other.pointer_, nullptr)) {}
    ComPtr& operator=(ComPtr other) noexcept {
        std::swap(pointer_, other.pointer_);
        return *this;
    }
    ~ComPtr() { drop(); }

    static ComPtr copy(T* borrowed) noexcept {
        ComPtr made = attach(borrowed);
        made.add();
        return made;
    }
    static ComPtr attach(T* owned) noexcept {
        ComPtr made;
        made.pointer_ = owned;
        return made;
    }

    [[nodiscard]] T* detach() noexcept { return std::exchange(pointer_, nullptr); }
    void reset() noexcept { drop(); }

    // The place for a method's out-parameter; what was held before is released first.
    [[nodiscard]] T** put() noexcept {
        drop();
        return &pointer_;
    }
    [[nodiscard]] void** put_void() noexcept { return reinterpret_cast<void**>(put()); }

    // The object's `Other` interface, or null. Trusts neither a failure's out-pointer nor a success
    // without one.
    template <class Other>
    [[nodiscard]] ComPtr<Other> query() const noexcept {
        void* answer = nullptr;
        if (pointer_ == nullptr || FAILED(pointer_->QueryInterface(uuid_of<Other>(), &answer)))
            return nullptr;
        return ComPtr<Other>::attach(static_cast<Other*>(answer));
    }

    T* get() const noexcept { return pointer_; }
    T* operator->() const noexcept { return pointer_; }
    T& operator*() const noexcept { return *pointer_; }
    explicit operator bool() const noexcept { return pointer_ != nullptr; }
    friend bool operator==(const ComPtr&, const ComPtr&) = default;

  private:
    void add() noexcept {
        if (pointer_ != nullptr) pointer_->AddRef();
    }
    // The member is empty before the object hears of it: Release may run code that comes back here.
    void drop() noexcept {
        if (T* const old = std::exchange(pointer_, nullptr); old != nullptr) old->Release();
    }

    T* pointer_ = nullptr;
};

// Makes an object of a class derived from ComObject; the pointer owns the first reference.
template <class Class, class... Arguments>
[[nodiscard]] ComPtr<Class> make_object(Arguments&&... arguments) {
    return ComPtr<Class>::attach(new Class(std::forward<Arguments>(arguments)...));
}

}  // namespace olkacct::com

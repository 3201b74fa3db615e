// Objects of a client, whose methods may throw although they must not.
#pragma once

#include <utility>

#include "olkacct/com.h"

namespace olkacct::accounts {

/// Calls a method of a client's object; what it throws is E_UNEXPECTED.
template <class Call>
HRESULT call_foreign(Call&& call) noexcept {
    try {
        return call();
    } catch (...) {
        return E_UNEXPECTED;
    }
}

/// Owns one reference on a client's object.
template <class T>
class Foreign {
  public:
    Foreign() = default;
    explicit Foreign(T* owned) noexcept : pointer_(owned) {}
    Foreign(Foreign&& other) noexcept : pointer_(std::exchange(other.pointer_, nullptr)) {}
    Foreign& operator=(Foreign&& other) noexcept {
        std::swap(pointer_, other.pointer_);
        return *this;
    }
    ~Foreign() { reset(); }

    void reset() noexcept {
        T* const old = std::exchange(pointer_, nullptr);
        if (old == nullptr) return;
        call_foreign([old] {
            old->Release();
            return S_OK;
        });
    }

    T* get() const noexcept { return pointer_; }
    T* operator->() const noexcept { return pointer_; }
    explicit operator bool() const noexcept { return pointer_ != nullptr; }

  private:
    T* pointer_ = nullptr;
};

}  // namespace olkacct::accounts

// The base of every COM class: atomic reference count and the one list of its interfaces.
#pragma once

#include <atomic>
#include <type_traits>

#include "base/com/module_count.h"
#include "base/com/uuid_of.h"
#include "olkacct/com.h"

namespace olkacct::com {

// A class that implements `Interface` derives from ComObject<Interface, Ancestors...>, where the
// ancestors are the interfaces between IUnknown and `Interface`. QueryInterface answers IUnknown,
// the ancestors and `Interface`, nothing else.
//
// An object starts with one reference, owned by who made it; the last Release destroys it on the
// thread that calls it. The destructor may call out to objects that touch this one's count.
template <class Interface, class... Ancestors>
class ComObject : public Interface {
    static_assert((std::is_base_of_v<Ancestors, Interface> && ...));

  public:
    ComObject(const ComObject&) = delete;
    ComObject& operator=(const ComObject&) = delete;

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID riid, void** object) noexcept override {
        if (object == nullptr) return E_POINTER;
        *object = nullptr;
        const bool found = answer<IUnknown>(riid, object) || answer<Interface>(riid, object) ||
                           (answer<Ancestors>(riid, object) || ...);
        if (!found) return E_NOINTERFACE;
        AddRef();
        return S_OK;
    }

    ULONG STDMETHODCALLTYPE AddRef() noexcept override {
        return references_.fetch_add(1, std::memory_order_relaxed) + 1;
    }

    ULONG STDMETHODCALLTYPE Release() noexcept override {
        const ULONG left = references_.fetch_sub(1, std::memory_order_acq_rel) - 1;
        if (left == 0) {
            // A reference taken and given back while the destructor runs must not end in a second
            // destruction.
            references_.store(kDying, std::memory_order_relaxed);
            delete this;
        }
        return left;
    }

  protected:
    ComObject() noexcept = default;
    // Comes after the interface's slots in the table, so clients never see it.
    virtual ~ComObject() = default;

  private:
    static constexpr ULONG kDying = 0x40000000;

    template <class Candidate>
    bool answer(REFIID riid, void** object) noexcept {
        if (!(riid == uuid_of<Candidate>())) return false;
        *object = static_cast<Candidate*>(this);
        return true;
    }

    std::atomic<ULONG> references_{1};
    ModuleGuard module_;
};

}  // namespace olkacct::com

// The class factories of the classes that clients may create.
#pragma once

#include "base/com/com_object.h"
#include "base/com/com_ptr.h"
#include "base/com/guard.h"
#include "olkacct/com.h"

namespace olkacct::com {

/// Makes one object of the class and asks it for the interface. E_POINTER, E_NOINTERFACE,
/// E_OUTOFMEMORY.
template <class Class, class... Arguments>
HRESULT create(REFIID riid, void** object, Arguments... arguments) noexcept {
    if (object == nullptr) return E_POINTER;
    *object = nullptr;
    return guarded([&] { return make_object<Class>(arguments...)->QueryInterface(riid, object); });
}

class ClassFactory final : public ComObject<IClassFactory> {
  public:
    /// create() of the class.
    using Create = HRESULT (*)(REFIID riid, void** object) noexcept;

    explicit ClassFactory(Create create) : create_(create) {}

    HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown* pUnkOuter, REFIID riid,
                                             void** ppvObject) noexcept override;
    // Keeps the library loaded; E_UNEXPECTED for an unlock without a lock.
    HRESULT STDMETHODCALLTYPE LockServer(BOOL fLock) noexcept override;

  private:
    const Create create_;
};

}  // namespace olkacct::com

// Makes managers and editors for COM's activation.
#pragma once

#include "base/com/com_object.h"
#include "olkacct/com.h"

namespace olkacct::accounts {

class ClassFactory final : public com::ComObject<IClassFactory> {
  public:
    // Makes one object of the class and asks it for the interface.
    using Create = HRESULT (*)(REFIID riid, void** object) noexcept;

    explicit ClassFactory(Create create) : create_(create) {}

    HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown* pUnkOuter, REFIID riid,
                                             void** ppvObject) noexcept override;
    // Keeps the library loaded; E_UNEXPECTED for an unlock without a lock.
    HRESULT STDMETHODCALLTYPE LockServer(BOOL fLock) noexcept override;

  private:
    const Create create_;
};

/// A manager that is not initialised yet (AM-Com-1, AM-Com-2).
HRESULT create_manager(REFIID riid, void** object) noexcept;

/// An editor that is not opened yet.
HRESULT create_editor(REFIID riid, void** object) noexcept;

/// OlkGetClassObject.
HRESULT get_class_object(REFCLSID rclsid, REFIID riid, void** object) noexcept;

}  // namespace olkacct::accounts

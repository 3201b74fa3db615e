// Makes managers for COM's activation.
#pragma once

#include "base/com/com_object.h"
#include "olkacct/com.h"

namespace olkacct::accounts {

class ClassFactory final : public com::ComObject<IClassFactory> {
  public:
    HRESULT STDMETHODCALLTYPE CreateInstance(IUnknown* pUnkOuter, REFIID riid,
                                             void** ppvObject) noexcept override;
    // Keeps the library loaded; E_UNEXPECTED for an unlock without a lock.
    HRESULT STDMETHODCALLTYPE LockServer(BOOL fLock) noexcept override;
};

/// A manager that is not initialised yet (AM-Com-1, AM-Com-2).
HRESULT create_manager(REFIID riid, void** object) noexcept;

/// OlkGetClassObject.
HRESULT get_class_object(REFCLSID rclsid, REFIID riid, void** object) noexcept;

}  // namespace olkacct::accounts

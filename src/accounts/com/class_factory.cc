// The class factories of the manager and the editor.
#include "accounts/com/class_factory.h"

#include <atomic>

#include "accounts/com/account_editor.h"
#include "accounts/com/manager.h"
#include "base/com/com_ptr.h"
#include "base/com/guard.h"

namespace olkacct::accounts {
namespace {

// Locks belong to the process, not to a factory object: clients lock through one and unlock
// through another.
std::atomic<unsigned> server_locks{0};

bool take_server_lock_back() noexcept {
    unsigned held = server_locks.load();
    while (held != 0)
        if (server_locks.compare_exchange_weak(held, held - 1)) return true;
    return false;
}

template <class Class, class... Arguments>
HRESULT create(REFIID riid, void** object, Arguments... arguments) noexcept {
    if (object == nullptr) return E_POINTER;
    *object = nullptr;
    return com::guarded(
        [&] { return com::make_object<Class>(arguments...)->QueryInterface(riid, object); });
}

}  // namespace

HRESULT ClassFactory::CreateInstance(IUnknown* pUnkOuter, REFIID riid, void** ppvObject) noexcept {
    if (ppvObject != nullptr) *ppvObject = nullptr;
    if (pUnkOuter != nullptr) return CLASS_E_NOAGGREGATION;
    return create_(riid, ppvObject);
}

HRESULT ClassFactory::LockServer(BOOL fLock) noexcept {
    if (fLock != FALSE) {
        server_locks.fetch_add(1);
        com::ModuleCount::enter();
        return S_OK;
    }
    if (!take_server_lock_back()) return E_UNEXPECTED;
    com::ModuleCount::leave();
    return S_OK;
}

HRESULT create_manager(REFIID riid, void** object) noexcept {
    return create<ManagerObject>(riid, object);
}

HRESULT create_editor(REFIID riid, void** object) noexcept {
    return create<AccountEditorObject>(riid, object);
}

HRESULT get_class_object(REFCLSID rclsid, REFIID riid, void** object) noexcept {
    if (object == nullptr) return E_POINTER;
    *object = nullptr;
    if (rclsid == CLSID_OlkAccountManager)
        return create<ClassFactory>(riid, object, &create_manager);
    if (rclsid == CLSID_OlkAccountEditor) return create<ClassFactory>(riid, object, &create_editor);
    return CLASS_E_CLASSNOTAVAILABLE;
}

}  // namespace olkacct::accounts

// The members of IClassFactory.
#include "base/com/class_factory.h"

#include <atomic>

#include "base/com/module_count.h"

namespace olkacct::com {
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

}  // namespace

HRESULT ClassFactory::CreateInstance(IUnknown* pUnkOuter, REFIID riid, void** ppvObject) noexcept {
    if (ppvObject != nullptr) *ppvObject = nullptr;
    if (pUnkOuter != nullptr) return CLASS_E_NOAGGREGATION;
    return create_(riid, ppvObject);
}

HRESULT ClassFactory::LockServer(BOOL fLock) noexcept {
    if (fLock != FALSE) {
        server_locks.fetch_add(1);
        ModuleCount::enter();
        return S_OK;
    }
    if (!take_server_lock_back()) return E_UNEXPECTED;
    ModuleCount::leave();
    return S_OK;
}

}  // namespace olkacct::com

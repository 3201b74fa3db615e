// IOlkAccountManager: the accounts of the profile that the client's helper names.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "accounts/account_manager.h"
#include "accounts/com/session_lender.h"
#include "accounts/com/sinks.h"
#include "base/com/com_object.h"
#include "base/com/com_ptr.h"
#include "olkacct/acctmgmt.h"

namespace olkacct::accounts {

// Any thread. No lock is held while the helper is called: Init asks it for the profile, and the
// accounts ask for its session. None is held while sinks are called.
class ManagerObject final : public com::ComObject<IOlkAccountManager, IOlkErrorUnknown> {
  public:
    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT hr, LPWSTR* ppwszError) noexcept override;
    HRESULT STDMETHODCALLTYPE Init(IOlkAccountHelper* pAcctHelper, DWORD dwFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE DisplayAccountList(HWND hwnd, DWORD dwFlags, LPCWSTR wszTitle,
                                                 DWORD cCategories, const CLSID* rgclsidCategories,
                                                 const CLSID* pclsidType) noexcept override;
    HRESULT STDMETHODCALLTYPE FindAccount(DWORD dwProp, ACCT_VARIANT* pVar,
                                          IOlkAccount** ppAccount) noexcept override;
    HRESULT STDMETHODCALLTYPE DeleteAccount(DWORD dwAcctID) noexcept override;
    HRESULT STDMETHODCALLTYPE SaveChanges(DWORD dwAcctID, DWORD dwFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE GetOrder(const CLSID* pclsidCategory, DWORD* pcAccts,
                                       DWORD* prgAccts[]) noexcept override;
    HRESULT STDMETHODCALLTYPE SetOrder(const CLSID* pclsidCategory, DWORD cAccts,
                                       DWORD rgAccts[]) noexcept override;
    HRESULT STDMETHODCALLTYPE EnumerateAccounts(const CLSID* pclsidCategory,
                                                const CLSID* pclsidType, DWORD dwFlags,
                                                IOlkEnum** ppEnum) noexcept override;
    HRESULT STDMETHODCALLTYPE FreeMemory(BYTE* pv) noexcept override;
    HRESULT STDMETHODCALLTYPE Advise(IOlkAccountNotify* pNotify,
                                     DWORD* pdwCookie) noexcept override;
    HRESULT STDMETHODCALLTYPE Unadvise(DWORD dwCookie) noexcept override;

    HRESULT STDMETHODCALLTYPE Slot6() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot7() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot8() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot9() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot10() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot12() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot13() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot14() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot16() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot21() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot22() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot26() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot27() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot28() noexcept override { return E_NOTIMPL; }

  private:
    ~ManagerObject() override;

    // One call of Init that got past the checks; gives the turn back when it ends.
    class InitTurn;

    HRESULT open(IOlkAccountHelper* helper, DWORD flags);
    // Runs `body` with the core, or gives E_OLK_NOT_INITIALIZED (AM-Gen-1, S-07).
    template <class Body>
    HRESULT with_core(Body&& body) noexcept;
    // The same for what calls sinks: the client may release the manager inside (S-58).
    template <class Body>
    HRESULT with_core_kept(Body&& body) noexcept;

    // Guards the two members below it and the change of the ones after them.
    std::mutex mutex_;
    std::condition_variable turn_ended_;
    // The thread inside Init, if there is one.
    std::optional<std::thread::id> initializing_;

    // Set once, by the Init that succeeds, before ready_ is; never changed after that. The helper
    // is kept until the manager is destroyed (AM-Init-5) and released last.
    std::shared_ptr<SessionLender> lender_;
    std::shared_ptr<AccountManager> core_;
    std::atomic<bool> ready_{false};
    Sinks sinks_;
};

}  // namespace olkacct::accounts

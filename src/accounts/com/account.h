// IOlkAccount: one account of a manager's snapshot.
#pragma once

#include <cstdint>
#include <memory>

#include "accounts/account_manager.h"
#include "accounts/com/session_lender.h"
#include "base/com/com_object.h"
#include "olkacct/acctmgmt.h"

namespace olkacct::accounts {

// Holds the shared core and an id, not the account's data: it shows what the core's snapshot says
// at each call, and E_ACCT_NOT_FOUND once the account is gone from it. It outlives the manager
// that made it (S-55). Any thread.
class AccountObject final : public com::ComObject<IOlkAccount, IOlkErrorUnknown> {
  public:
    AccountObject(std::shared_ptr<AccountManager> manager, std::shared_ptr<SessionLender> lender,
                  std::uint32_t id);

    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT hr, LPWSTR* ppwszError) noexcept override;
    HRESULT STDMETHODCALLTYPE GetAccountInfo(CLSID* pclsidType, DWORD* pcCategories,
                                             CLSID** prgclsidCategory) noexcept override;
    HRESULT STDMETHODCALLTYPE GetProp(DWORD dwProp, ACCT_VARIANT* pVar) noexcept override;
    HRESULT STDMETHODCALLTYPE SetProp(DWORD dwProp, ACCT_VARIANT* pVar) noexcept override;
    HRESULT STDMETHODCALLTYPE FreeMemory(BYTE* pv) noexcept override;
    HRESULT STDMETHODCALLTYPE SaveChanges(DWORD dwFlags) noexcept override;

    HRESULT STDMETHODCALLTYPE Slot4() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot5() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot6() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot7() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot8() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot9() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot13() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot14() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot15() noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Slot17() noexcept override { return E_NOTIMPL; }

  private:
    // GetProp of what only a session knows. The client may release the account inside it.
    HRESULT ask_session(SessionValue value, ACCT_VARIANT& variant);

    const std::shared_ptr<AccountManager> manager_;
    const std::shared_ptr<SessionLender> lender_;
    const std::uint32_t id_;
    KnownAbsences& absences_;
};

}  // namespace olkacct::accounts

// The members of IOlkAccountManager other than Init.
#include "accounts/com/manager.h"

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "accounts/com/account.h"
#include "accounts/com/convert.h"
#include "accounts/com/enumerator.h"
#include "accounts/com/error_text.h"
#include "accounts/enumeration.h"
#include "base/com/client_memory.h"
#include "base/com/guard.h"

namespace olkacct::accounts {
namespace {

std::optional<Category> category_of(const CLSID* clsid) {
    return clsid == nullptr ? std::nullopt : category_from_class_id(to_guid(*clsid));
}

}  // namespace

template <class Body>
HRESULT ManagerObject::with_core(Body&& body) noexcept {
    if (!ready_.load(std::memory_order_acquire)) return E_OLK_NOT_INITIALIZED;
    return com::guarded(std::forward<Body>(body));
}

template <class Body>
HRESULT ManagerObject::with_core_kept(Body&& body) noexcept {
    const auto self = com::ComPtr<ManagerObject>::copy(this);
    return with_core(std::forward<Body>(body));
}

HRESULT ManagerObject::GetLastError(HRESULT hr, LPWSTR* ppwszError) noexcept {
    return give_error_text(hr, ppwszError);
}

HRESULT ManagerObject::DisplayAccountList(HWND /*hwnd*/, DWORD /*dwFlags*/, LPCWSTR /*wszTitle*/,
                                          DWORD cCategories, const CLSID* rgclsidCategories,
                                          const CLSID* pclsidType) noexcept {
    return with_core([&] {
        const bool unused =
            cCategories == 0 && rgclsidCategories == nullptr && pclsidType == nullptr;
        // There is no dialog here (S-18).
        return unused ? E_ACCT_UI_BUSY : MAPI_E_INVALID_PARAMETER;
    });
}

HRESULT ManagerObject::FindAccount(DWORD dwProp, ACCT_VARIANT* pVar,
                                   IOlkAccount** ppAccount) noexcept {
    if (ppAccount != nullptr) *ppAccount = nullptr;
    return with_core([&] {
        const bool supported = dwProp == PROP_ACCT_ID || dwProp == PROP_ACCT_IS_EXCH;
        if (!supported || pVar == nullptr || ppAccount == nullptr || pVar->dwType != PT_LONG)
            return E_OLK_PARAM_NOT_SUPPORTED;
        const auto profile = core_->snapshot();
        const Account* const account = dwProp == PROP_ACCT_ID
                                           ? profile->find_account(pVar->Val.dw)
                                           : find_by_exchange(*profile, pVar->Val.dw != 0);
        if (account == nullptr) return E_ACCT_NOT_FOUND;
        *ppAccount = com::make_object<AccountObject>(core_, lender_, account->id).detach();
        return S_OK;
    });
}

HRESULT ManagerObject::DeleteAccount(DWORD dwAcctID) noexcept {
    return with_core_kept([&] { return to_hresult(core_->delete_account(dwAcctID)); });
}

HRESULT ManagerObject::SaveChanges(DWORD dwAcctID, DWORD dwFlags) noexcept {
    return with_core_kept([&] {
        if (dwFlags != OLK_ACCOUNT_NO_FLAGS) return E_INVALIDARG;
        return to_hresult(core_->save(dwAcctID));
    });
}

HRESULT ManagerObject::GetOrder(const CLSID* pclsidCategory, DWORD* pcAccts,
                                DWORD* prgAccts[]) noexcept {
    if (pcAccts != nullptr) *pcAccts = 0;
    if (prgAccts != nullptr) *prgAccts = nullptr;
    return with_core([&] {
        const auto category = category_of(pclsidCategory);
        if (!category || pcAccts == nullptr || prgAccts == nullptr) return E_INVALIDARG;
        const auto ids = enumerate(*core_->renew(), category, std::nullopt);
        if (ids.empty()) return S_OK;
        BYTE* const block = com::copy_bytes(std::as_bytes(std::span(ids)));
        if (block == nullptr) return E_OUTOFMEMORY;
        *prgAccts = reinterpret_cast<DWORD*>(block);
        *pcAccts = static_cast<DWORD>(ids.size());
        return S_OK;
    });
}

HRESULT ManagerObject::SetOrder(const CLSID* pclsidCategory, DWORD cAccts,
                                DWORD rgAccts[]) noexcept {
    return with_core_kept([&] {
        const auto category = category_of(pclsidCategory);
        if (!category) return E_INVALIDARG;
        const auto ids = rgAccts == nullptr ? IdAt() : [rgAccts](std::size_t at) -> std::uint32_t {
            return rgAccts[at];
        };
        return to_hresult(core_->set_order(*category, cAccts, ids));
    });
}

HRESULT ManagerObject::EnumerateAccounts(const CLSID* pclsidCategory, const CLSID* pclsidType,
                                         DWORD dwFlags, IOlkEnum** ppEnum) noexcept {
    if (ppEnum != nullptr) *ppEnum = nullptr;
    return with_core([&] {
        const auto category = category_of(pclsidCategory);
        std::optional<AccountType> type;
        if (pclsidType != nullptr) type = account_type_from_class_id(to_guid(*pclsidType));
        if (ppEnum == nullptr || dwFlags != OLK_ACCOUNT_NO_FLAGS ||
            (pclsidCategory != nullptr && !category) || type == AccountType::other)
            return E_INVALIDARG;
        auto ids = enumerate(*core_->renew(), category, type);
        *ppEnum = com::make_object<Enumerator>(core_, lender_, std::move(ids)).detach();
        return S_OK;
    });
}

HRESULT ManagerObject::FreeMemory(BYTE* pv) noexcept { return com::free_block(pv); }

HRESULT ManagerObject::Advise(IOlkAccountNotify* pNotify, DWORD* pdwCookie) noexcept {
    if (pdwCookie != nullptr) *pdwCookie = 0;
    return with_core([&] {
        if (pNotify == nullptr || pdwCookie == nullptr) return E_INVALIDARG;
        return sinks_.add(*core_, *pNotify, *pdwCookie);
    });
}

HRESULT ManagerObject::Unadvise(DWORD dwCookie) noexcept {
    return with_core_kept([&] { return sinks_.remove(dwCookie) ? S_OK : E_INVALIDARG; });
}

}  // namespace olkacct::accounts

// The members of IOlkAccount.
#include "accounts/com/account.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "accounts/com/convert.h"
#include "accounts/com/error_text.h"
#include "accounts/com/variant.h"
#include "accounts/property_access.h"
#include "base/com/client_memory.h"
#include "base/com/com_ptr.h"
#include "base/com/guard.h"

namespace olkacct::accounts {
namespace {

// Mail, AddressBook, Store: the order of S-33.
std::vector<CLSID> category_clsids(const Account& account) {
    std::vector<CLSID> clsids;
    for (const Category category : all_categories)
        if (account.categories.contains(category))
            clsids.push_back(to_clsid(category_class_id(category)));
    return clsids;
}

}  // namespace

AccountObject::AccountObject(std::shared_ptr<AccountManager> manager,
                             std::shared_ptr<SessionLender> lender, std::uint32_t id)
    : manager_(std::move(manager)),
      lender_(std::move(lender)),
      id_(id),
      absences_(manager_->known_absences(id)) {}

HRESULT AccountObject::GetLastError(HRESULT hr, LPWSTR* ppwszError) noexcept {
    return give_error_text(hr, ppwszError);
}

HRESULT AccountObject::GetAccountInfo(CLSID* pclsidType, DWORD* pcCategories,
                                      CLSID** prgclsidCategory) noexcept {
    if (pclsidType != nullptr) *pclsidType = CLSID{};
    if (pcCategories != nullptr) *pcCategories = 0;
    if (prgclsidCategory != nullptr) *prgclsidCategory = nullptr;
    if (pclsidType == nullptr || pcCategories == nullptr || prgclsidCategory == nullptr)
        return E_INVALIDARG;
    return com::guarded([&] {
        const auto profile = manager_->snapshot();
        const Account* const account = profile->find_account(id_);
        if (account == nullptr) return E_ACCT_NOT_FOUND;
        const std::vector<CLSID> categories = category_clsids(*account);
        if (!categories.empty()) {
            BYTE* const block = com::copy_bytes(std::as_bytes(std::span(categories)));
            if (block == nullptr) return E_OUTOFMEMORY;
            *prgclsidCategory = reinterpret_cast<CLSID*>(block);
        }
        *pclsidType = to_clsid(account->type_id.value_or(Guid{}));
        *pcCategories = static_cast<DWORD>(categories.size());
        return S_OK;
    });
}

HRESULT AccountObject::GetProp(DWORD dwProp, ACCT_VARIANT* pVar) noexcept {
    if (pVar == nullptr) return E_INVALIDARG;
    clear_variant(*pVar);
    return com::guarded([&] {
        const auto info = find_readable_property(dwProp);
        if (!info) return to_hresult(info.error());
        if (absences_.contains(*info.value())) return E_ACCT_NOT_FOUND;
        const AccountView view = manager_->view(id_);
        const auto value = read_property(view, *info.value());
        if (value) return fill_variant(*value, *pVar);
        const SessionValue wanted = session_value_of(view, *info.value());
        if (wanted != SessionValue::none) return ask_session(wanted, *pVar);
        manager_->remember_absence(view, absences_, *info.value());
        return to_hresult(value.error());
    });
}

HRESULT AccountObject::ask_session(SessionValue value, ACCT_VARIANT& variant) {
    const auto self = com::ComPtr<AccountObject>::copy(this);
    auto bytes = lender_->read(value);
    if (!bytes) return E_ACCT_NOT_FOUND;
    return fill_variant(PropertyValue(std::move(*bytes)), variant);
}

HRESULT AccountObject::SetProp(DWORD dwProp, ACCT_VARIANT* pVar) noexcept {
    if (pVar == nullptr) return E_INVALIDARG;
    return com::guarded([&] {
        const auto profile = manager_->snapshot();
        const ErrorCode settable = check_settable(*profile, id_, dwProp);
        if (settable != ErrorCode::ok) return to_hresult(settable);
        const ErrorCode valid = check_new_value(dwProp, propose(*pVar));
        if (valid != ErrorCode::ok) return to_hresult(valid);
        return to_hresult(manager_->set_property(id_, dwProp, copy_value(*pVar)));
    });
}

HRESULT AccountObject::FreeMemory(BYTE* pv) noexcept { return com::free_block(pv); }

HRESULT AccountObject::SaveChanges(DWORD dwFlags) noexcept {
    if (dwFlags != OLK_ACCOUNT_NO_FLAGS) return E_INVALIDARG;
    return com::guarded([&] {
        // Sinks that hear of it may release the account.
        const auto self = com::ComPtr<AccountObject>::copy(this);
        return to_hresult(manager_->save(id_));
    });
}

}  // namespace olkacct::accounts

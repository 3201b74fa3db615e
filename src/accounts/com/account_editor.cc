// The members of IOlkAccountEditor.
#include "accounts/com/account_editor.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "accounts/chosen_profile.h"
#include "accounts/com/convert.h"
#include "accounts/com/error_text.h"
#include "accounts/com/variant.h"
#include "base/com/account_source.h"
#include "base/com/guard.h"
#include "olkacct/edits.h"
#include "olkacct/text.h"

namespace olkacct::accounts {
namespace {

constexpr DWORD known_flags = OLK_NEW_INCOMPLETE | OLK_NEW_DEFAULT;

static_assert(static_cast<DWORD>(AccountKind::pop3) == OLK_KIND_POP3);
static_assert(static_cast<DWORD>(AccountKind::data_file) == OLK_KIND_DATA_FILE);
static_assert(static_cast<DWORD>(AccountKind::address_book) == OLK_KIND_ADDRESS_BOOK);
static_assert(static_cast<DWORD>(AccountKind::imap) == OLK_KIND_IMAP);
static_assert(static_cast<DWORD>(AccountKind::exchange) == OLK_KIND_EXCHANGE);
static_assert(static_cast<DWORD>(AccountKind::eas) == OLK_KIND_EAS);
static_assert(static_cast<DWORD>(AccountKind::hotmail) == OLK_KIND_HOTMAIL);
static_assert(static_cast<DWORD>(AccountKind::ldap) == OLK_KIND_LDAP);

std::u16string copy_text(LPCWSTR text) {
    return text == nullptr ? std::u16string()
                           : std::u16string(text, text + std::char_traits<WCHAR>::length(text));
}

// nullopt when a pointer is missing or a value is not of its tag's type.
std::optional<std::vector<NewProperty>> copy_properties(DWORD count, const ACCT_PROP* list) {
    if (list == nullptr && count != 0) return std::nullopt;
    std::vector<NewProperty> properties;
    for (DWORD i = 0; i < count; ++i) {
        auto property = copy_property(list[i].dwProp, list[i].Value);
        if (!property) return std::nullopt;
        properties.push_back(std::move(*property));
    }
    return properties;
}

std::optional<NewAccount> copy_new_account(const OLK_NEW_ACCOUNT& given) {
    auto properties = copy_properties(given.cProps, given.rgProps);
    if (!properties || given.dwKind > OLK_KIND_LDAP || (given.dwFlags & ~known_flags) != 0)
        return std::nullopt;
    NewAccount account;
    account.kind = static_cast<AccountKind>(given.dwKind);
    account.properties = std::move(*properties);
    if (given.dwStoreAcctID != 0) account.store_account = given.dwStoreAcctID;
    account.data_file = copy_text(given.pwszDataFile);
    account.incomplete = (given.dwFlags & OLK_NEW_INCOMPLETE) != 0;
    account.make_default = (given.dwFlags & OLK_NEW_DEFAULT) != 0;
    return account;
}

// What was done, and whether a password was left out.
HRESULT outcome(const Result<Plan>& done) {
    if (!done) return to_hresult(done);
    const bool left_out = std::ranges::any_of(done->remarks, [](const Remark& remark) {
        return remark.kind == RemarkKind::secret_refused;
    });
    return left_out ? OLK_S_SECRET_NOT_STORED : S_OK;
}

}  // namespace

template <class Body>
HRESULT AccountEditorObject::with_place(const Body& body) noexcept {
    return com::guarded([&] {
        std::shared_ptr<Place> place;
        {
            const std::lock_guard lock(mutex_);
            place = place_;
        }
        return place == nullptr ? E_OLK_NOT_INITIALIZED : body(*place);
    });
}

HRESULT AccountEditorObject::GetLastError(HRESULT hr, LPWSTR* ppwszError) noexcept {
    return give_error_text(hr, ppwszError);
}

HRESULT AccountEditorObject::Open(LPCWSTR pwszSource, LPCWSTR pwszProfile) noexcept {
    return com::guarded([&] {
        const auto path =
            pwszSource == nullptr ? com::account_source() : to_wtf8(copy_text(pwszSource));
        if (!path) return E_OLK_REGISTRY;
        auto source = Source::open(*path);
        if (!source) return to_hresult(source);
        auto place = std::make_shared<Place>(std::move(*source),
                                             [path = *path] { return Source::open(path); });
        auto profile = choose_profile(place->source, copy_text(pwszProfile));
        if (!profile) return to_hresult(profile);
        place->profile = std::move(*profile);
        const std::lock_guard lock(mutex_);
        place_.swap(place);
        return S_OK;
    });
}

HRESULT AccountEditorObject::CreateAccount(const OLK_NEW_ACCOUNT* pNew, DWORD* pdwAcctID) noexcept {
    if (pdwAcctID != nullptr) *pdwAcctID = 0;
    return with_place([&](Place& place) {
        if (pNew == nullptr || pNew->cbSize != sizeof *pNew) return E_INVALIDARG;
        auto account = copy_new_account(*pNew);
        if (!account) return E_INVALIDARG;
        const auto id = std::make_shared<std::uint32_t>(0);
        const auto done = place.run(edits::create_account(place.profile, std::move(*account), id));
        if (done && pdwAcctID != nullptr) *pdwAcctID = *id;
        return outcome(done);
    });
}

HRESULT AccountEditorObject::SetProps(DWORD dwAcctID, DWORD cProps,
                                      const ACCT_PROP* rgProps) noexcept {
    return with_place([&](Place& place) {
        auto properties = copy_properties(cProps, rgProps);
        if (!properties) return E_INVALIDARG;
        return outcome(place.run(
            edits::set_properties({place.profile, dwAcctID}, std::move(*properties)), dwAcctID));
    });
}

HRESULT AccountEditorObject::ClearProps(DWORD dwAcctID, DWORD cProps,
                                        const DWORD* rgProps) noexcept {
    return with_place([&](Place& place) {
        if (rgProps == nullptr && cProps != 0) return E_INVALIDARG;
        return outcome(place.run(
            edits::clear_properties({place.profile, dwAcctID}, {rgProps, rgProps + cProps}),
            dwAcctID));
    });
}

HRESULT AccountEditorObject::SetOrder(const CLSID* pclsidCategory, DWORD cAccts,
                                      const DWORD* rgAccts) noexcept {
    return with_place([&](Place& place) {
        const auto category = pclsidCategory == nullptr
                                  ? std::nullopt
                                  : category_from_class_id(to_guid(*pclsidCategory));
        if (!category || (rgAccts == nullptr && cAccts != 0)) return E_INVALIDARG;
        return outcome(
            place.run(edits::set_order(place.profile, *category, {rgAccts, rgAccts + cAccts})));
    });
}

HRESULT AccountEditorObject::SetDefaultAccount(DWORD dwAcctID) noexcept {
    return with_place([&](Place& place) {
        return outcome(place.run(edits::set_default_account({place.profile, dwAcctID})));
    });
}

}  // namespace olkacct::accounts

// The stored order of account values by version.
#include "profile/edit/account_layout.h"

#include <algorithm>
#include <array>
#include <span>

namespace olkacct::profile {
namespace {

using Name = std::u16string_view;

constexpr std::uint32_t version_of_16 = 2;

constexpr Name smtp_use_auth = u"SMTP Use Auth";

constexpr auto internet_order = std::to_array<Name>({
    u"clsid",
    u"Mini UID",
    u"Account Name",
    smtp_use_auth,
    u"Display Name",
    u"Email",
    u"* Server",
    u"SMTP Server",
    u"* User",
    u"* Password",
    u"* Port",
    u"* Use SSL",
    u"SMTP Port",
    u"SMTP Secure Connection",
    u"SMTP Use SSL",
    u"Leave on Server",
    u"Delivery Store EntryID",
    u"Delivery Folder EntryID",
    u"Preferences UID",
});

constexpr auto mapi_order = std::to_array<Name>({
    u"clsid",
    u"Mini UID",
    u"Service UID",
    u"Service Name",
    u"MAPI Provider",
    u"Account Name",
    u"Preferences UID",
});

constexpr auto mapi_order_2003 = std::to_array<Name>({
    u"clsid",
    u"Mini UID",
    u"Service Name",
    u"Service UID",
    u"MAPI Provider",
    u"Account Name",
});

std::span<const Name> order_of(Layout layout, AccountType type) {
    if (type != AccountType::mapi) {
        return internet_order;
    }
    return layout == Layout::outlook_2003 ? std::span<const Name>(mapi_order_2003) : mapi_order;
}

}  // namespace

Layout account_layout(const Profile& profile) {
    if (profile.version.value_or(0) >= version_of_16 || profile.root == ProfileRoot::office_16) {
        return Layout::outlook_16;
    }
    const bool none_has_preferences = std::ranges::none_of(
        profile.accounts,
        [](const Account& account) { return account.find_value(u"Preferences UID") != nullptr; });
    if (profile.root == ProfileRoot::windows_messaging_9x ||
        (profile.root == ProfileRoot::windows_messaging_nt && !profile.accounts.empty() &&
         none_has_preferences)) {
        return Layout::outlook_2003;
    }
    return Layout::outlook_2010;
}

void put_in_order(std::vector<PlacedValue>& values, Layout layout, AccountType type) {
    const auto order = order_of(layout, type);
    const auto place_of = [&](const PlacedValue& value) {
        if (layout != Layout::outlook_16 && value.place == smtp_use_auth) {
            return order.size() + 1;
        }
        return static_cast<std::size_t>(std::ranges::find(order, Name(value.place)) -
                                        order.begin());
    };
    std::ranges::stable_sort(values, {}, place_of);
}

}  // namespace olkacct::profile

// The stored order of account values by version.
#include "profile/edit/account_layout.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/upcase.h"
#include "olkacct/property.h"
#include "profile/edit/encode.h"
#include "profile/property_names.h"

namespace olkacct::profile {
namespace {

using Name = std::u16string_view;

constexpr std::uint32_t version_of_16 = 2;

constexpr Name smtp_use_auth = u"SMTP Use Auth";
constexpr Name smtp_secure_connection = u"SMTP Secure Connection";

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
    smtp_secure_connection,
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

PlacedValue place_value(RegistryValue value, AccountType type) {
    for (const PropertyInfo& info : property_table()) {
        if (!info.registry_value.empty() &&
            base::same_name(stored_value_name(info, type), value.name)) {
            return {std::u16string(info.registry_value), std::move(value)};
        }
    }
    std::u16string place = value.name;
    return {std::move(place), std::move(value)};
}

std::vector<RegistryValue> in_layout(std::vector<RegistryValue> values, Layout layout,
                                     AccountType type) {
    const bool says_none = layout == Layout::outlook_2010 && type == AccountType::pop3;
    const auto connection = std::ranges::find_if(values, [](const RegistryValue& value) {
        return base::same_name(value.name, smtp_secure_connection);
    });
    if (connection == values.end() && says_none) {
        values.push_back(number_value(smtp_secure_connection, 0));
    } else if (connection != values.end() && !says_none && decode_number(*connection) == 0U) {
        values.erase(connection);
    }
    std::vector<PlacedValue> placed;
    placed.reserve(values.size());
    for (RegistryValue& value : values) {
        placed.push_back(place_value(std::move(value), type));
    }
    put_in_order(placed, layout, type);
    std::vector<RegistryValue> ordered;
    ordered.reserve(placed.size());
    for (PlacedValue& value : placed) {
        ordered.push_back(std::move(value.value));
    }
    return ordered;
}

}  // namespace olkacct::profile

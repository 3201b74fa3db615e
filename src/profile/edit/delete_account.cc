// Deleting an account and what belongs to it alone. Sheet section 9; S-20.
#include "profile/edit/delete_account.h"

#include <algorithm>
#include <vector>

#include "olkacct/edits.h"
#include "profile/edit/delete_service.h"
#include "profile/edit/orders.h"
#include "profile/edit/sections.h"
#include "profile/edit/store_providers.h"
#include "profile/key_names.h"

namespace olkacct::profile {
namespace {

constexpr std::u16string_view service_uid_name = u"Service UID";
using Bytes = std::vector<std::byte>;

// Empty when the account has none, or shares it with another.
Bytes own_service(const Profile& profile, const Account& account) {
    const RegistryValue* uid = account.find_value(service_uid_name);
    if (uid == nullptr) {
        return {};
    }
    const bool shared = std::ranges::any_of(profile.accounts, [&](const Account& other) {
        const RegistryValue* others = other.find_value(service_uid_name);
        return other.id != account.id && others != nullptr && others->data == uid->data;
    });
    return shared ? Bytes() : uid->data;
}

// Says which accounts deliver into the data file that goes with the service.
Result<void> remark_deliveries(EditContext& context, const EditedProfile& profile,
                               const Account& account, const Bytes& service) {
    const auto key = find_section(context, profile.key, service);
    if (!key || !*key) {
        return key.map([](const auto&) {});
    }
    const auto providers = context.transaction().value(**key, uid_list::stores);
    if (!providers || !*providers) {
        return providers.map([](const auto&) {});
    }
    const std::span<const std::byte> uids = (*providers)->data;
    const auto provider =
        find_section(context, profile.key, uids.first(std::min(uids.size(), uid_size)));
    if (!provider || !*provider) {
        return provider.map([](const auto&) {});
    }
    const auto entry_id = context.transaction().value(**provider, provider_value::entry_id);
    if (!entry_id || !*entry_id) {
        return entry_id.map([](const auto&) {});
    }
    for (const Account& other : profile.content.accounts) {
        const RegistryValue* store = other.find_value(delivery_store_name);
        if (other.id != account.id && store != nullptr && store->data == (*entry_id)->data) {
            context.remark(RemarkKind::note, "account " + std::to_string(other.id) +
                                                 " delivers into the data file of account " +
                                                 std::to_string(account.id));
        }
    }
    return {};
}

}  // namespace

Result<void> delete_account(EditContext& context, const EditedProfile& profile, std::uint32_t id) {
    const Account& account = *profile.content.find_account(id);
    const auto key = find_account_key(context, profile, id);
    if (!key) {
        return tl::unexpected(key.error());
    }
    context.changed(profile.content.path);
    const Bytes service = own_service(profile.content, account);
    return remark_deliveries(context, profile, account, service)
        .and_then([&] { return remove_from_orders(context, profile, id); })
        .and_then([&] { return context.transaction().delete_key(*key); })
        .and_then([&] { return delete_service(context, profile.key, service); });
}

}  // namespace olkacct::profile

namespace olkacct::edits {

Edit delete_account(AccountRef account) {
    return [account = std::move(account)](profile::EditContext& context) -> Result<void> {
        const auto opened = context.open(account.profile);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        return profile::find_account(context, *opened, account.id).and_then([&](const Account*) {
            return profile::delete_account(context, *opened, account.id);
        });
    };
}

}  // namespace olkacct::edits

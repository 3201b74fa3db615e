// Checks of where mail goes: the delivery store of POP3 accounts and the profile's default store.
#include <algorithm>
#include <optional>

#include "olkacct/property.h"
#include "profile/doctor/checks.h"
#include "profile/edit/account_layout.h"
#include "profile/edit/entry_ids.h"
#include "profile/edit/sections.h"
#include "profile/edit/store_providers.h"
#include "profile/key_names.h"
#include "profile/section_value.h"

namespace olkacct::profile::doctor {
namespace {

constexpr std::u16string_view path_value = u"001f6700";

struct Stores {
    std::vector<std::vector<std::byte>> entry_ids;
    /// Of some provider nothing tells the entry id, so that any could be its own.
    bool all_known = true;
    bool has_default = false;

    [[nodiscard]] bool has_any() const { return !all_known || !entry_ids.empty(); }
};

void look_at(const Section& provider, Stores& stores) {
    const RegistryValue* entry_id = provider.find_value(provider_value::entry_id);
    const RegistryValue* path = provider.find_value(path_value);
    if (entry_id != nullptr) {
        stores.entry_ids.push_back(entry_id->data);
    } else if (path != nullptr) {
        stores.entry_ids.push_back(store_entry_id(decode_string(*path)));
    } else {
        stores.all_known = false;
    }
    const RegistryValue* flags = provider.find_value(provider_value::flags);
    const std::uint32_t bits = flags == nullptr ? 0 : decode_number(*flags).value_or(0);
    stores.has_default = stores.has_default || (bits & default_store_flag) != 0;
}

Stores stores_of(const Patient& patient) {
    Stores stores;
    const auto table = std::ranges::find_if(patient.sections(), [](const Section& section) {
        return base::same_name(section.name, service_table_name);
    });
    const RegistryValue* list =
        table == patient.sections().end() ? nullptr : table->find_value(uid_list::stores);
    if (list == nullptr) {
        return stores;
    }
    const std::span<const std::byte> uids = list->data;
    for (std::size_t at = 0; at + uid_size <= uids.size(); at += uid_size) {
        const Section* provider = patient.find_section(uids.subspan(at, uid_size));
        if (provider != nullptr && !provider->values.empty()) {
            look_at(*provider, stores);
        }
    }
    return stores;
}

void check_delivery(Patient& patient, const Account& account, const Stores& stores) {
    const RegistryValue* delivery = account.find_value(delivery_store_name);
    const bool is_set = delivery != nullptr && !delivery->data.empty();
    if (is_set && (!stores.all_known ||
                   std::ranges::find(stores.entry_ids, delivery->data) != stores.entry_ids.end())) {
        return;
    }
    patient.report({.severity = Severity::warning,
                    .check = is_set ? "lost_delivery_store" : "no_delivery_store",
                    .what = "account " + std::to_string(account.id) +
                            (is_set ? " delivers into a data file that the profile does not have"
                                    : " names no data file to deliver into"),
                    .key = patient.path_of(account),
                    .value = std::u16string(delivery_store_name),
                    .fix = {}});
}

}  // namespace

void check_delivery_stores(Patient& patient) {
    const Profile& profile = patient.profile();
    const Stores stores = stores_of(patient);
    // Outlook 2003 and older store no delivery store with the account.
    if (account_layout(profile) != Layout::outlook_2003) {
        for (const Account& account : profile.accounts) {
            if (account.type == AccountType::pop3) {
                check_delivery(patient, account, stores);
            }
        }
    }
    // Other accounts than POP3 bring a store with them, once Outlook has made it.
    const bool needs_default = std::ranges::any_of(profile.accounts, [&](const Account& account) {
        return account.categories.contains(Category::mail) &&
               (account.type == AccountType::pop3 || stores.has_any());
    });
    if (needs_default && !stores.has_default) {
        patient.report({.severity = Severity::warning,
                        .check = "no_default_store",
                        .what = "the profile has mail accounts and no default data file",
                        .key = patient.path_of_section(service_table_name),
                        .value = std::u16string(uid_list::stores),
                        .fix = {}});
    }
}

}  // namespace olkacct::profile::doctor

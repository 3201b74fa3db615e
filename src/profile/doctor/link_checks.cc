// Checks of the links between accounts and sections. Sheet sections 11.3 to 11.5.
#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

#include "olkacct/guid.h"
#include "olkacct/property.h"
#include "olkacct/text.h"
#include "profile/doctor/checks.h"
#include "profile/key_names.h"
#include "profile/uid_lists.h"

namespace olkacct::profile::doctor {
namespace {

std::u16string name_of(std::span<const std::byte> uid) {
    const std::string name = section_name(uid.first<uid_size>());
    return {name.begin(), name.end()};
}

std::vector<std::span<const std::byte>> uids_of(const RegistryValue& list) {
    std::vector<std::span<const std::byte>> uids;
    const std::span<const std::byte> bytes(list.data);
    for (std::size_t at = 0; at + uid_size <= bytes.size(); at += uid_size) {
        uids.push_back(bytes.subspan(at, uid_size));
    }
    return uids;
}

// A section without values is as good as none: it is what is left of a removed service or provider.
bool is_there(const Section* section) { return section != nullptr && !section->values.empty(); }

bool names(const RegistryValue& list, std::span<const std::byte> uid) {
    return std::ranges::any_of(uids_of(list), [uid](std::span<const std::byte> one) {
        return std::ranges::equal(one, uid);
    });
}

bool is_table(const Section& section) { return base::same_name(section.name, service_table_name); }

// Of a provider: its own section is left, but that of its service is gone, and no other names it.
bool has_lost_service(const Patient& patient, const Section& provider,
                      std::span<const std::byte> uid) {
    const RegistryValue* service = provider.find_value(service_uid_value);
    if (service == nullptr || is_there(patient.find_section(service->data))) {
        return false;
    }
    return std::ranges::none_of(patient.sections(), [uid](const Section& section) {
        return !is_table(section) &&
               std::ranges::any_of(provider_lists, [&](const ProviderList& one) {
                   const RegistryValue* list = section.find_value(one.value);
                   return list != nullptr && names(*list, uid);
               });
    });
}

// A list of MAPIUIDs must name sections; those that it names in vain are taken out by the fix, and
// so are, in the profile's table, providers whose service is gone.
void check_list(Patient& patient, const Section& section, std::u16string_view value_name,
                std::string_view check, const std::string& kind) {
    const RegistryValue* list = section.find_value(value_name);
    if (list == nullptr) {
        return;
    }
    std::vector<std::byte> kept;
    std::vector<std::string> missing;
    for (const auto uid : uids_of(*list)) {
        const Section* named = patient.find_section(uid);
        const std::string name = to_utf8(name_of(uid));
        if (!is_there(named)) {
            missing.push_back(name);
        } else if (is_table(section) && has_lost_service(patient, *named, uid)) {
            missing.push_back(name + " (its service is gone)");
        } else {
            kept.insert(kept.end(), uid.begin(), uid.end());
        }
    }
    if (missing.empty()) {
        return;
    }
    std::string what = "names " + kind + " that are not there:";
    for (const std::string& name : missing) {
        what += ' ' + name;
    }
    patient.report({.severity = Severity::error,
                    .check = check,
                    .what = std::move(what),
                    .key = patient.path_of(section),
                    .value = list->name,
                    .fix = {patient.replace(patient.path_of(section), *list,
                                            {list->name, list->type, std::move(kept)})}});
}

// A value of the account must name a section that holds something.
void follow(Patient& patient, const Account& account, std::u16string_view value_name,
            std::string_view check, const std::string& kind) {
    const RegistryValue* link = account.find_value(value_name);
    if (link == nullptr) {
        return;
    }
    const Section* section = patient.find_section(link->data);
    if (is_there(section)) {
        return;
    }
    const std::string target = link->data.size() == uid_size
                                   ? "section " + to_utf8(name_of(link->data)) + " is not there"
                                   : "the value is no MAPIUID";
    patient.report(
        {.severity = Severity::error,
         .check = check,
         .what = "account " + std::to_string(account.id) + " has lost its " + kind + ": " + target,
         .key = patient.path_of(account),
         .value = link->name,
         .fix = {}});
}

// Preferences can be made anew: a section that holds the name of the account alone is what
// accounts have that were never used (sheet section 11.5).
void check_preferences(Patient& patient, const Account& account) {
    const RegistryValue* link = account.find_value(u"Preferences UID");
    if (link == nullptr || patient.find_section(link->data) != nullptr) {
        return;
    }
    Finding finding{.severity = Severity::warning,
                    .check = "dangling_preferences",
                    .what = "account " + std::to_string(account.id) +
                            " names a preferences section that is not there",
                    .key = patient.path_of(account),
                    .value = link->name,
                    .fix = {}};
    if (link->data.size() == uid_size) {
        std::array<char, 16> digits{};
        std::snprintf(digits.data(), digits.size(), "%04u", account.id);
        const std::string name = "AcctSettings" + std::string(digits.data());
        std::vector<std::byte> text;
        for (const char letter : name + '\0') {
            text.push_back(static_cast<std::byte>(letter));
            text.push_back(std::byte{0});
        }
        const std::u16string section = patient.path_of_section(name_of(link->data));
        finding.fix.push_back(
            {.kind = ChangeKind::create_key, .key = section, .before = {}, .after = {}});
        finding.fix.push_back(patient.replace(
            section, std::nullopt, {u"001f3001", registry_type::binary, std::move(text)}));
    }
    patient.report(std::move(finding));
}

void check_service(Patient& patient, const Section& service) {
    for (const ProviderList& list : provider_lists) {
        check_list(patient, service, list.value, "dangling_provider", "providers");
        const RegistryValue* providers = service.find_value(list.value);
        for (const auto uid : providers == nullptr ? std::vector<std::span<const std::byte>>()
                                                   : uids_of(*providers)) {
            const Section* provider = patient.find_section(uid);
            const RegistryValue* back =
                provider == nullptr ? nullptr : provider->find_value(service_uid_value);
            if (back != nullptr && patient.find_section(back->data) != &service) {
                patient.report({.severity = Severity::error,
                                .check = "foreign_provider",
                                .what = "the provider belongs to another service than " +
                                        to_utf8(service.name) + ", which names it",
                                .key = patient.path_of(*provider),
                                .value = back->name,
                                .fix = {}});
            }
        }
    }
}

}  // namespace

void check_links(Patient& patient) {
    for (const Account& account : patient.profile().accounts) {
        follow(patient, account, u"Service UID", "dangling_service", "message service");
        check_preferences(patient, account);
    }
    const auto table = std::ranges::find_if(patient.sections(), is_table);
    if (table == patient.sections().end()) {
        return;
    }
    check_list(patient, *table, uid_list::services, "dangling_table_entry", "services");
    for (const ProviderList& list : provider_lists) {
        check_list(patient, *table, list.value, "dangling_table_entry", "providers");
    }
    const RegistryValue* services = table->find_value(uid_list::services);
    if (services == nullptr) {
        return;
    }
    std::set<const Section*> seen;
    for (const auto uid : uids_of(*services)) {
        const Section* service = patient.find_section(uid);
        if (service != nullptr && seen.insert(service).second) {
            check_service(patient, *service);
        }
    }
}

}  // namespace olkacct::profile::doctor

// Checks of the order lists and of the counters beside them. Sheet section 3.
#include <algorithm>

#include "base/byte_reader.h"
#include "profile/doctor/checks.h"
#include "profile/edit/encode.h"
#include "profile/edit/orders.h"
#include "profile/order_list.h"

namespace olkacct::profile::doctor {
namespace {

constexpr std::size_t entry_size = 4;
constexpr std::size_t last_change_size = 8;
// The id that NextAccountID must be greater than cannot grow beyond this.
constexpr std::uint32_t last_id = 0xFFFFFFFE;

std::string ids_text(const std::vector<std::uint32_t>& ids) {
    std::string text;
    for (const std::uint32_t id : ids) {
        text += (text.empty() ? "" : ", ") + std::to_string(id);
    }
    return text;
}

// What is wrong with one list, and the list without it.
struct ListState {
    std::vector<std::uint32_t> kept;
    std::vector<std::uint32_t> dead;
    std::vector<std::uint32_t> repeated;
};

ListState look_at(const Profile& profile, Category category) {
    ListState state;
    for (const OrderEntry& entry : profile.stored_order[static_cast<std::size_t>(category)]) {
        if (std::ranges::count(state.kept, entry.id) != 0) {
            state.repeated.push_back(entry.id);
        } else if (entry.missing) {
            state.dead.push_back(entry.id);
        } else {
            state.kept.push_back(entry.id);
        }
    }
    return state;
}

void check_list(Patient& patient, Category category) {
    const RegistryValue* stored = patient.accounts_value(order_list_name(category));
    if (stored == nullptr) {
        return;
    }
    const ListState state = look_at(patient.profile(), category);
    std::vector<std::pair<std::string_view, std::string>> problems;
    const std::string list = "the " + std::string(category_name(category)) + " list ";
    if (!state.dead.empty()) {
        problems.emplace_back("dead_order_entry",
                              list + "names accounts that do not exist: " + ids_text(state.dead));
    }
    if (!state.repeated.empty()) {
        problems.emplace_back("repeated_order_entry",
                              list + "names accounts twice: " + ids_text(state.repeated));
    }
    if (stored->data.size() % entry_size != 0) {
        problems.emplace_back("ragged_order_list",
                              list + "has " + std::to_string(stored->data.size()) +
                                  " bytes, which is no whole number of entries");
    }
    for (const auto& [check, what] : problems) {
        Finding finding{.severity = Severity::warning,
                        .check = check,
                        .what = what,
                        .key = patient.accounts_path(),
                        .value = stored->name,
                        .fix = {}};
        // One new list mends all that is wrong with the old one.
        if (check == problems.front().first) {
            finding.fix.push_back(patient.replace(
                patient.accounts_path(), *stored,
                {stored->name, registry_type::binary, encode_order_list(state.kept)}));
        }
        patient.report(std::move(finding));
    }
}

void check_unlisted(Patient& patient) {
    for (const Account& account : patient.profile().accounts) {
        if (account.unlisted) {
            patient.report(
                {.severity = Severity::warning,
                 .check = "unlisted_account",
                 .what = "account " + std::to_string(account.id) + " is in no order list",
                 .key = patient.path_of(account),
                 .value = {},
                 .fix = {}});
        }
    }
}

}  // namespace

void check_order_lists(Patient& patient) {
    for (const Category category : all_categories) {
        check_list(patient, category);
    }
    check_unlisted(patient);
}

void check_counters(Patient& patient) {
    const Profile& profile = patient.profile();
    std::uint32_t highest = profile.accounts.empty() ? 0 : profile.accounts.back().id;
    for (const Category category : all_categories) {
        for (const OrderEntry& entry : profile.stored_order[static_cast<std::size_t>(category)]) {
            highest = std::max(highest, entry.id);
        }
    }
    const RegistryValue* next = patient.accounts_value(u"NextAccountID");
    if (highest != 0 && highest <= last_id &&
        (!profile.next_account_id || *profile.next_account_id <= highest)) {
        const std::string now =
            profile.next_account_id ? std::to_string(*profile.next_account_id) : "missing";
        patient.report(
            {.severity = Severity::error,
             .check = "next_account_id",
             .what = "NextAccountID is " + now + " though id " + std::to_string(highest) +
                     " was given out already",
             .key = patient.accounts_path(),
             .value = u"NextAccountID",
             .fix = {patient.replace(patient.accounts_path(),
                                     next == nullptr ? std::optional<RegistryValue>() : *next,
                                     {next == nullptr ? u"NextAccountID" : next->name,
                                      registry_type::dword, encode_number(highest + 1)})}});
    }
    const RegistryValue* version = patient.accounts_value(u"LastChangeVer");
    if (version != nullptr && version->data.size() != last_change_size) {
        patient.report({.severity = Severity::warning,
                        .check = "last_change_ver",
                        .what = "LastChangeVer has " + std::to_string(version->data.size()) +
                                " bytes instead of 8",
                        .key = patient.accounts_path(),
                        .value = version->name,
                        .fix = {}});
    }
}

}  // namespace olkacct::profile::doctor

// Reading all of a profile for the checks.
#include "profile/doctor/patient.h"

#include <algorithm>
#include <array>

#include "olkacct/guid.h"
#include "profile/key_names.h"

namespace olkacct::profile::doctor {
namespace {

// A key and a value in it cannot both be spelt with this between them.
std::u16string place_of(const std::u16string& key, const std::u16string& value) {
    return key + u'\0' + value;
}

bool is_section_name(std::u16string_view name) {
    return name.size() == 2 * uid_size && std::ranges::all_of(name, [](char16_t unit) {
               const char16_t upper = base::upcase(unit);
               return (upper >= u'0' && upper <= u'9') || (upper >= u'A' && upper <= u'F');
           });
}

const RegistryValue* find_in(const std::vector<RegistryValue>& values, std::u16string_view name) {
    const auto found = std::ranges::find_if(
        values, [name](const RegistryValue& value) { return base::same_name(value.name, name); });
    return found == values.end() ? nullptr : &*found;
}

}  // namespace

const RegistryValue* Section::find_value(std::u16string_view value_name) const {
    return find_in(values, value_name);
}

Result<Patient> Patient::read(ReadContext& context, Profile profile) {
    Patient patient;
    patient.profile_ = std::move(profile);
    patient.accounts_path_ = patient.profile_.path + u'\\' + std::u16string(accounts_key_name);
    auto& transaction = context.transaction();
    const auto key = registry::find_path(transaction, transaction.root(), patient.profile_.path);
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (!*key) {
        return fail(ErrorCode::profile_not_found, "the profile is no longer there");
    }
    const auto subkeys = context.tolerate(transaction.subkeys(**key));
    if (!subkeys) {
        return tl::unexpected(subkeys.error());
    }
    for (const registry::Subkey& subkey : *subkeys) {
        const bool is_accounts = base::same_name(subkey.name, accounts_key_name);
        if ((!is_accounts && !is_section_name(subkey.name)) || !context.within_limit()) {
            continue;
        }
        auto values = context.tolerate(transaction.values(subkey.id));
        if (!values) {
            return tl::unexpected(values.error());
        }
        context.spend(*values);
        if (is_accounts) {
            patient.accounts_path_ = patient.profile_.path + u'\\' + subkey.name;
            patient.accounts_values_ = std::move(*values);
        } else {
            patient.section_index_.emplace(subkey.name, patient.sections_.size());
            patient.sections_.push_back({subkey.name, std::move(*values)});
        }
    }
    return patient;
}

const RegistryValue* Patient::accounts_value(std::u16string_view name) const {
    return find_in(accounts_values_, name);
}

std::u16string Patient::path_of(const Account& account) const {
    return accounts_path_ + u'\\' + account_key_name(account.id);
}

const Section* Patient::find_section(std::span<const std::byte> uid) const {
    if (uid.size() != uid_size) {
        return nullptr;
    }
    const std::string name = section_name(uid.first<uid_size>());
    const auto found = section_index_.find(std::u16string(name.begin(), name.end()));
    return found == section_index_.end() ? nullptr : &sections_[found->second];
}

Change Patient::replace(const std::u16string& key, std::optional<RegistryValue> stored,
                        RegistryValue after) {
    const std::u16string place = place_of(key, after.name);
    const auto earlier = replaced_.find(place);
    if (earlier != replaced_.end()) {
        stored = earlier->second;
    }
    replaced_[place] = after;
    return {.kind = ChangeKind::set_value,
            .key = key,
            .before = std::move(stored),
            .after = std::move(after)};
}

}  // namespace olkacct::profile::doctor

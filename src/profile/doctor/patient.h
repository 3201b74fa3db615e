// A profile as the checks look at it, with what they have found so far.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/upcase.h"
#include "olkacct/doctor.h"
#include "profile/read_context.h"

namespace olkacct::profile::doctor {

/// A subkey of the profile that is named like a MAPIUID.
struct Section {
    std::u16string name;
    std::vector<RegistryValue> values;

    /// By Windows' case rule; nullptr when there is no such value.
    [[nodiscard]] const RegistryValue* find_value(std::u16string_view value_name) const;
};

class Patient {
  public:
    /// Reads all sections. Damage in one place becomes a warning of the context.
    static Result<Patient> read(ReadContext& context, Profile profile);

    [[nodiscard]] const Profile& profile() const { return profile_; }
    [[nodiscard]] const std::u16string& accounts_path() const { return accounts_path_; }
    [[nodiscard]] const std::vector<RegistryValue>& accounts_values() const {
        return accounts_values_;
    }
    [[nodiscard]] const RegistryValue* accounts_value(std::u16string_view name) const;
    [[nodiscard]] std::u16string path_of(const Account& account) const;
    [[nodiscard]] std::u16string path_of(const Section& section) const {
        return profile_.path + u'\\' + section.name;
    }
    [[nodiscard]] std::u16string path_of_section(std::u16string_view name) const {
        return profile_.path + u'\\' + std::u16string(name);
    }

    [[nodiscard]] const std::vector<Section>& sections() const { return sections_; }
    /// nullptr when there is none, or `uid` is not 16 bytes.
    [[nodiscard]] const Section* find_section(std::span<const std::byte> uid) const;

    void report(Finding finding) { findings_.push_back(std::move(finding)); }
    [[nodiscard]] std::vector<Finding> take_findings() { return std::move(findings_); }

    /// The step that makes the value what `after` says. Of several for one value each starts from
    /// what the one before it leaves, so that all can be applied one after the other.
    Change replace(const std::u16string& key, std::optional<RegistryValue> stored,
                   RegistryValue after);

  private:
    Patient() = default;

    struct SameName {
        bool operator()(const std::u16string& left, const std::u16string& right) const {
            return base::compare_names(left, right) < 0;
        }
    };

    Profile profile_;
    std::u16string accounts_path_;
    std::vector<RegistryValue> accounts_values_;
    std::vector<Section> sections_;
    std::map<std::u16string, std::size_t, SameName> section_index_;
    std::map<std::u16string, RegistryValue, SameName> replaced_;
    std::vector<Finding> findings_;
};

}  // namespace olkacct::profile::doctor

// What a section shows: stored properties and those that are computed. Specification 11.2 and 12.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "profile/edit/find_profile.h"
#include "profile/messaging/service_tree.h"

namespace olkacct::profile {

enum class SectionKind : std::uint8_t { plain, instance, service, provider };

struct SectionView {
    SectionKind kind = SectionKind::plain;
    SectionProperties computed;
    SectionProperties stored;
    /// False in the instance section, which enumerates its search key only (MC-09).
    bool enumerates_computed = true;

    /// By identifier, computed ones first; nullptr when there is none.
    [[nodiscard]] const SectionProperty* find(std::uint32_t tag) const;
    /// All that is enumerated, computed ones first.
    [[nodiscard]] SectionProperties enumerated() const;
};

/// The sections that every profile has: they can be read also when the profile has no key for them
/// (MS-41, MS-43).
bool is_permanent_section(const Uid& uid);

Uid uid_of_section(std::u16string_view name);

/// The section that opening `uid` means: for the Exchange global one in a profile with Exchange the
/// settings of the legacy account (MP-Wks-3).
Uid redirected(const ServiceTree& tree, const Uid& uid);

/// nullopt when there is no such section. `shown_name` is PR_PROFILE_NAME.
Result<std::optional<SectionView>> view_section(registry::ReadTransaction& transaction,
                                                const ProfilePlace& profile,
                                                const std::u16string& shown_name, const Uid& uid);

/// Whether the property of such a section is computed, so that nobody sets or deletes it.
bool is_computed(SectionKind kind, std::uint32_t tag);

SectionKind kind_of_section(const ServiceTree& tree, const Uid& uid);

/// The plain content of a secure property: nullopt when there is none. secrets_not_supported where
/// the store keeps no secrets, and for bytes that it cannot open.
Result<std::optional<SectionProperty>> read_secure_property(registry::Store& store,
                                                            registry::ReadTransaction& transaction,
                                                            registry::KeyId section,
                                                            std::uint32_t tag);

}  // namespace olkacct::profile

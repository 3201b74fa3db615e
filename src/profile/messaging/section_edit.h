// Changing the properties of one section. Specification 11.2.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "profile/messaging/section_view.h"

namespace olkacct::profile {

enum class PropertyProblem : std::uint8_t {
    none,
    computed,       ///< nobody may set or delete it
    no_access,      ///< secure, and the store keeps no secrets
    unexpected_id,  ///< of the range of named properties (MC-07)
    not_found,      ///< deleted, but not there
};

/// Of each property in turn.
using PropertyProblems = std::vector<PropertyProblem>;

/// Sets what can be set; a value of the same identifier and another type goes. Multi-values keep
/// the offset width that they had, else take the profile's.
Result<PropertyProblems> set_section_properties(EditContext& context, const ProfilePlace& profile,
                                                registry::KeyId section, SectionKind kind,
                                                std::span<const SectionProperty> properties);

/// By identifier.
Result<PropertyProblems> delete_section_properties(EditContext& context, registry::KeyId section,
                                                   SectionKind kind,
                                                   std::span<const std::uint32_t> properties);

/// Sets one property without any of the checks, for the edits of this folder.
Result<void> put_property(EditContext& context, registry::KeyId profile, registry::KeyId section,
                          const SectionProperty& property);
Result<void> put_properties(EditContext& context, registry::KeyId profile, registry::KeyId section,
                            std::span<const SectionProperty> properties);

}  // namespace olkacct::profile

// The content of a secure property as the text that stores protect.
#pragma once

#include <optional>

#include "olkacct/secret.h"
#include "profile/section_property.h"

namespace olkacct::profile {

/// Two bytes of the property's stored form a unit, led by one that says whether the last unit is
/// half empty.
Secret to_secret(const SectionProperty& property, std::uint8_t offset_width);

/// nullopt when the text was not made so, or holds no property of this type.
std::optional<SectionProperty> from_secret(std::uint32_t tag, const Secret& secret);

}  // namespace olkacct::profile

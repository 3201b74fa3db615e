// Taking multi-values of sections between 32-bit and 64-bit Outlook. Sheet section 11.1.
#pragma once

#include <cstdint>
#include <optional>

#include "profile/edit/edit_context.h"

namespace olkacct::profile {

/// Writes a multi-value with offsets of this width. What is none, has no elements or the width
/// already, and what does not decode, stays as it is.
void put_into_width(RegistryValue& value, std::uint8_t width);

/// What the first profile below `profiles` that has a multi-value says.
Result<std::optional<std::uint8_t>> width_of_root(EditContext& context, registry::KeyId profiles);

}  // namespace olkacct::profile

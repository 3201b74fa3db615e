// Whether a value means something for its property, beyond what its type and size allow.
#pragma once

#include <optional>
#include <string>

#include "olkacct/edits.h"
#include "olkacct/property.h"

namespace olkacct::profile {

/// Why our own editing does not write the value, which is of the property's type: outside the
/// `allowed` column, or a text that is ill-formed, has control characters or line breaks, is a name
/// of spaces only or a server with spaces. nullopt for a good one, and for every secret. What
/// IOlkAccount::SetProp takes is not asked this (S-38).
std::optional<std::string> fault_of(const PropertyInfo& info, const NewProperty& property);

}  // namespace olkacct::profile

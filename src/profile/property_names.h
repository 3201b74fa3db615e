// Where a row of the property table stands in an account's key, and which accounts can have it.
#pragma once

#include <string>

#include "olkacct/property.h"

namespace olkacct::profile {

/// With the protocol of the type in place of `*`; empty when it is computed or its value name is
/// not known.
std::u16string stored_value_name(const PropertyInfo& info, AccountType type);

/// Presence by account type: S-62.
bool applies_to(const PropertyInfo& info, const Account& account);

}  // namespace olkacct::profile

// Where a row of the property table stands in an account's key, and which accounts can have it.
#pragma once

#include <string>

#include "olkacct/property.h"

namespace olkacct::profile {

/// With the protocol of the type in place of `*`; empty when it is computed or its value name is
/// not known.
std::u16string stored_value_name(const PropertyInfo& info, AccountType type);

/// Which properties an account of this type has from the start: S-62.
bool applies_to(const PropertyInfo& info, const Account& account);

/// Whether SetProp may write the property on accounts of this type, and it is there once it is
/// written: what is writable, except PROP_MAPI_... where no message service stands behind (S-62).
bool may_be_set(const PropertyInfo& info, AccountType type);

}  // namespace olkacct::profile

// Reads the profiles of a store: roots, profiles, accounts, orders.
#pragma once

#include "olkacct/source.h"
#include "registry/store.h"

namespace olkacct::profile {

/// Reads only what is asked for: the accounts key of each profile with its accounts, and of the
/// sections those that an Exchange account or an account in no order list leads to. Damage in one
/// place is a warning, and an error only where it leaves no profile at all.
Result<Contents> read_profiles(registry::ReadTransaction& transaction, const ReadOptions& options);

}  // namespace olkacct::profile

// Reads the profiles of a store: roots, profiles, accounts, orders.
#pragma once

#include <span>

#include "olkacct/source.h"
#include "registry/store.h"

namespace olkacct::profile {

/// Reads only what is asked for: the accounts key of each profile with its accounts, and of the
/// sections those that an Exchange account or an account in no order list leads to. Damage in one
/// place is a warning, and an error only where it leaves no profile at all.
Result<Contents> read_profiles(registry::ReadTransaction& transaction, const ReadOptions& options);

/// Brings a profile up to date that was read before the commits of `log`, by reading only what they
/// touched. False, with the profile as it was, when that takes reading all of it: anything but
/// values of its accounts that say neither what an account is nor where it belongs.
Result<bool> reread_accounts(registry::ReadTransaction& transaction, Profile& profile,
                             std::span<const registry::KeyChange> log);

}  // namespace olkacct::profile

// Asks every check about every profile of a source.
#pragma once

#include "olkacct/doctor.h"
#include "registry/store.h"

namespace olkacct::profile {

/// The findings of the profiles that `options` selects, in the order of read_profiles.
Result<std::vector<Finding>> examine_profiles(registry::ReadTransaction& transaction,
                                              const ReadOptions& options);

}  // namespace olkacct::profile

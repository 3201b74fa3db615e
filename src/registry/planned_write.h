// Changes laid over what a read transaction gives, in memory only.
#pragma once

#include <memory>
#include <string>

#include "registry/store.h"

namespace olkacct::registry {

/// The refusal of a commit of what was only to be planned.
tl::unexpected<Error> not_committed(const std::string& name);

/// Store::begin_plan of stores that have nothing better: reads see the changes, commit is refused.
/// Memory grows with what is changed and not with the store. A new key has no descriptor.
std::unique_ptr<WriteTransaction> plan_over(std::unique_ptr<ReadTransaction> below,
                                            std::string name);

}  // namespace olkacct::registry

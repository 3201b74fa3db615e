// What a plan does to each value from its first state to its last, for people and their scripts.
#pragma once

#include "olkacct/change.h"

namespace olkacct::app {

/// The plan with one change for each value, at the place of its first one; a value that ends as it
/// began is left out. Not across the deletion of a key, which may be made anew.
Plan whole_changes(const Plan& plan);

}  // namespace olkacct::app

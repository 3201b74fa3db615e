// Reads what a done plan wrote from the source again.
#pragma once

#include "olkacct/change.h"
#include "olkacct/source.h"

namespace olkacct::app {

/// `done` with every last value as `source` has it now. What is not as it was written (somebody
/// else was there meanwhile) is remarked, but for counters that have moved on. `source` must have
/// been opened after the change.
Result<Plan> read_back(const Source& source, Plan done);

}  // namespace olkacct::app

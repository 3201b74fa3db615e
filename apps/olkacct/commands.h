// The commands: each reads what its arguments name and writes to the output.
#pragma once

#include <string>
#include <string_view>

#include "arguments.h"
#include "olkacct/source.h"
#include "output.h"

namespace olkacct::app {

Result<void> run_profiles(const Arguments& arguments, Output& output);
Result<void> run_list(const Arguments& arguments, Output& output);
Result<void> run_show(const Arguments& arguments, Output& output);
Result<void> run_order(const Arguments& arguments, Output& output);
Result<void> run_dump(const Arguments& arguments, Output& output);
Result<void> run_scan(const Arguments& arguments, Output& output);

}  // namespace olkacct::app

// What each exit code of the command means: the error table, grouped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error_table.h"

namespace olkacct::app {

struct ExitCodeGroup {
    int exit_code;
    std::string_view meaning;
    /// The rows of the error table with this exit code, in their order.
    std::vector<const base::ErrorRow*> errors;
};

/// Ascending by exit code; every exit code of the error table is in it.
std::vector<ExitCodeGroup> exit_code_groups();

}  // namespace olkacct::app

// From argv to sorted words. CLI11 stands behind this header.
#pragma once

#include <string>
#include <variant>

#include "arguments.h"

namespace olkacct::app {

/// Text that the command line asked for instead of work: help or the version.
struct Printout {
    std::string text;
};

/// Errors: bad_usage.
Result<std::variant<RawArguments, Printout>> parse(int argc, const char* const* argv);

}  // namespace olkacct::app

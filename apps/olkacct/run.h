// The command from its arguments to its exit code.
#pragma once

namespace olkacct::app {

/// Never throws. Exit codes: docs/exit-codes.md.
int run(int argc, const char* const* argv);

}  // namespace olkacct::app

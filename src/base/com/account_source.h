// Which source managers and sessions open.
#pragma once

#include <optional>
#include <string>

namespace olkacct::com {

/// The path or URL set for the process, else the value of the environment variable OLKACCT_SOURCE,
/// else the live registry under Windows, else nothing. An empty variable counts as none. Any
/// thread.
std::optional<std::string> account_source();

/// Sets the path or URL for the process; nullopt gives the choice back to the environment.
void set_account_source(std::optional<std::string> path_or_url);

}  // namespace olkacct::com

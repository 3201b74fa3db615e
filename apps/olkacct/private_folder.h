// Folders that nobody but the user looks into, and where the system wants them.
#pragma once

#include <optional>
#include <string>
#include <system_error>

#include "olkacct/error.h"

namespace olkacct::app {

/// Makes one folder; std::errc::file_exists when there is something of that name.
std::error_code make_private_folder(const std::string& path);

/// Takes the rights of others to the folder away. access_denied when it belongs to somebody else.
/// Under Windows folders of a user are so by inheritance, and nothing is done.
Result<void> close_to_others(const std::string& path);

/// Where programs keep what is theirs between two runs: $XDG_STATE_HOME or ~/.local/state; under
/// Windows %LOCALAPPDATA%. Nothing when the environment names neither.
std::optional<std::string> state_folder();

}  // namespace olkacct::app

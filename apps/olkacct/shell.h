// Running a command line that the user gave, with the shell of the system.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "olkacct/error.h"

namespace olkacct::app {

struct ShellCommand {
    std::string line;
    /// NAME=VALUE, in the place of what this process has under the name.
    std::vector<std::string> variables = {};
    /// Whether the command has the standard input of this process, or none.
    bool has_input = true;
    /// Called once with a descriptor of what the command prints; without it that goes where ours
    /// goes. What it leaves unread is lost.
    std::function<void(int descriptor)> read_output = {};
};

struct ShellEnd {
    int signal = 0;  ///< that ended it, or 0
    int code = 0;
};

/// Waits for the command's end. call_failed when it cannot be started.
Result<ShellEnd> run_in_shell(const ShellCommand& command);

}  // namespace olkacct::app

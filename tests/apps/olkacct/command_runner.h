// Runs the built command as a child and keeps what it wrote.
#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace olkacct::test {

struct CommandResult {
    /// The exit code; 128 and the signal's number for a child that a signal ended.
    int exit_code = -1;
    std::string out;
    std::string err;
};

/// Where a child's standard output goes.
enum class Stdout {
    captured,
    closed,       ///< the descriptor is not open
    full_device,  ///< /dev/full
    broken_pipe,  ///< nobody reads
};

/// The command under test: $OLKACCT_COMMAND, else the one of the build folder.
std::filesystem::path command_path();

CommandResult run_command(const std::vector<std::string>& arguments, Stdout out = Stdout::captured);

/// The lines without their ends.
std::vector<std::string> lines_of(std::string_view text);

/// What the command prints. Fails the running test when it does not end well.
std::vector<std::string> output_lines(const std::vector<std::string>& arguments);

}  // namespace olkacct::test

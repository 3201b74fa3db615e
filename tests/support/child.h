// Runs work or a program in a child process that may neither grow nor run for long.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace olkacct::test {

struct ChildLimits {
    std::uint64_t address_space = std::uint64_t{256} << 20;
    // Of processor time, so that a busy machine does not decide.
    unsigned seconds = 1;
    // Without a word: then it is killed.
    unsigned silent_seconds = 30;
};

// For work that is not hostile.
inline constexpr ChildLimits no_limits{.address_space = UINT64_MAX, .seconds = 60};

struct ChildResult {
    std::string output;  // its standard output
    int exit_code = -1;
    int signal = 0;  // 0 when it ended by itself
};

// `work` writes to the string it is given, which becomes `output`; what it returns is the exit
// code. Call it from a process with one thread.
ChildResult run_work(const std::function<int(std::string&)>& work, const ChildLimits& limits = {});
// The same as the user `nobody` if this process is root, else as who it is. `work` must not
// need files that only root may read.
ChildResult run_as_nobody(const std::function<int(std::string&)>& work);
inline constexpr std::uint32_t nobody = 65534;
// The error stream of the program is thrown away. Throws when the program cannot be started.
ChildResult run_program(const std::vector<std::string>& arguments, const ChildLimits& limits = {});

}  // namespace olkacct::test

// Runs work or a program in a child process that may neither grow nor run for long.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace olkacct::test {

struct ChildLimits {
    std::uint64_t address_space = std::uint64_t{256} << 20;
    // Of processor time, so that a busy machine does not decide. A child that only waits is killed
    // after half a minute.
    unsigned seconds = 1;
};

struct ChildResult {
    std::string output;  // its standard output
    int exit_code = -1;
    int signal = 0;  // 0 when it ended by itself
};

// `work` writes to the string it is given, which becomes `output`; what it returns is the exit
// code. Call it from a process with one thread.
ChildResult run_work(const std::function<int(std::string&)>& work, const ChildLimits& limits = {});
// The error stream of the program is thrown away. Throws when the program cannot be started.
ChildResult run_program(const std::vector<std::string>& arguments, const ChildLimits& limits = {});

}  // namespace olkacct::test

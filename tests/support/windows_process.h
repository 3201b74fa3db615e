// Starting a program of Windows whose output is read.
#pragma once

#include <windows.h>

#include <string>
#include <vector>

namespace olkacct::test {

// Both are the caller's to close.
struct StartedProcess {
    HANDLE process = nullptr;
    HANDLE output = nullptr;
};

// Throws when it cannot be started.
StartedProcess start_process(const std::vector<std::string>& words);

}  // namespace olkacct::test

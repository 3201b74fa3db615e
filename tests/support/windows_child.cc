// Programs as child processes under Windows. Work in a child of its own there is not.
#include <windows.h>

#include <array>

#include "support/child.h"
#include "support/windows_process.h"

namespace olkacct::test {

ChildResult run_program(const std::vector<std::string>& arguments, const ChildLimits& limits) {
    const StartedProcess started = start_process(arguments);
    ChildResult result;
    std::array<char, 4096> buffer;
    DWORD got = 0;
    while (ReadFile(started.output, buffer.data(), buffer.size(), &got, nullptr) != FALSE &&
           got != 0)
        result.output.append(buffer.data(), got);
    CloseHandle(started.output);
    if (WaitForSingleObject(started.process, limits.seconds * 1000) != WAIT_OBJECT_0)
        TerminateProcess(started.process, 1);
    WaitForSingleObject(started.process, INFINITE);
    DWORD code = 0;
    GetExitCodeProcess(started.process, &code);
    CloseHandle(started.process);
    result.exit_code = static_cast<int>(code);
    std::erase(result.output, '\r');
    return result;
}

// There is none, and what may be done with a file is the file's own.
ChildResult run_as_nobody(const std::function<int(std::string&)>& work) {
    ChildResult result;
    result.exit_code = work(result.output);
    return result;
}

}  // namespace olkacct::test

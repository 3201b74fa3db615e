// Processes and pipes of Windows.
#include <windows.h>

#include <stdexcept>
#include <utility>

#include "support/running_program.h"
#include "support/windows_process.h"

namespace olkacct::test {
namespace {

HANDLE handle(std::intptr_t number) { return reinterpret_cast<HANDLE>(number); }

}  // namespace

RunningProgram::RunningProgram(const std::vector<std::string>& words) {
    const auto started = start_process(words);
    process_ = reinterpret_cast<std::intptr_t>(started.process);
    pipe_ = reinterpret_cast<std::intptr_t>(started.output);
}

std::size_t RunningProgram::read(std::span<char> buffer) {
    DWORD got = 0;
    const BOOL done =
        ReadFile(handle(pipe_), buffer.data(), static_cast<DWORD>(buffer.size()), &got, nullptr);
    return done == FALSE ? 0 : got;
}

void RunningProgram::kill() {
    killed_ = true;
    TerminateProcess(handle(process_), 1);
}

int RunningProgram::finish() {
    CloseHandle(handle(pipe_));
    const HANDLE process = handle(std::exchange(process_, -1));
    WaitForSingleObject(process, INFINITE);
    DWORD code = 0;
    GetExitCodeProcess(process, &code);
    CloseHandle(process);
    return killed_ ? -1 : static_cast<int>(code);
}

}  // namespace olkacct::test

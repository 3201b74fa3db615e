#include "support/windows_process.h"

#include <stdexcept>

namespace olkacct::test {
namespace {

// As a program of the C run time takes a command line apart.
std::string quoted(const std::string& word) {
    std::string out = "\"";
    std::size_t slashes = 0;
    for (const char c : word) {
        if (c == '"') out.append(slashes + 1, '\\');
        slashes = c == '\\' ? slashes + 1 : 0;
        out += c;
    }
    return out.append(slashes, '\\') + '"';
}

}  // namespace

StartedProcess start_process(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words) line += quoted(word) + ' ';
    SECURITY_ATTRIBUTES inherited{sizeof inherited, nullptr, TRUE};
    StartedProcess started;
    HANDLE writing = nullptr;
    if (CreatePipe(&started.output, &writing, &inherited, 0) == FALSE)
        throw std::runtime_error("no pipe");
    SetHandleInformation(started.output, HANDLE_FLAG_INHERIT, 0);
    STARTUPINFOA start{};
    start.cb = sizeof start;
    start.dwFlags = STARTF_USESTDHANDLES;
    start.hStdOutput = writing;
    PROCESS_INFORMATION process{};
    const BOOL done = CreateProcessA(nullptr, line.data(), nullptr, nullptr, TRUE, 0, nullptr,
                                     nullptr, &start, &process);
    CloseHandle(writing);
    if (done == FALSE) {
        CloseHandle(started.output);
        throw std::runtime_error("cannot start " + words.front());
    }
    CloseHandle(process.hThread);
    started.process = process.hProcess;
    return started;
}

}  // namespace olkacct::test

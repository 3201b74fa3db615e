// Processes and pipes.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>
#include <utility>

#include "support/running_program.h"

namespace olkacct::test {

RunningProgram::RunningProgram(const std::vector<std::string>& words) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    std::vector<char*> pointers;
    for (const std::string& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("no child");
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        execv(pointers[0], pointers.data());
        _exit(127);
    }
    close(ends[1]);
    process_ = child;
    pipe_ = ends[0];
}

std::size_t RunningProgram::read(std::span<char> buffer) {
    const auto got = ::read(static_cast<int>(pipe_), buffer.data(), buffer.size());
    return got < 0 ? 0 : static_cast<std::size_t>(got);
}

void RunningProgram::kill() {
    killed_ = true;
    ::kill(static_cast<pid_t>(process_), SIGKILL);
}

int RunningProgram::finish() {
    close(static_cast<int>(pipe_));
    int status = 0;
    waitpid(static_cast<pid_t>(std::exchange(process_, -1)), &status, 0);
    return !killed_ && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace olkacct::test

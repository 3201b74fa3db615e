#include "support/child.h"

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

namespace olkacct::test {

namespace {

constexpr int cannot_start = 127;

void set_limits(const ChildLimits& limits) {
    const rlimit memory{limits.address_space, limits.address_space};
    setrlimit(RLIMIT_AS, &memory);
    const rlimit time{limits.seconds, limits.seconds + 1};
    setrlimit(RLIMIT_CPU, &time);
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
}

void write_all(int pipe, const std::string& text) {
    for (std::size_t done = 0; done < text.size();) {
        const auto wrote = write(pipe, text.data() + done, text.size() - done);
        if (wrote <= 0) return;
        done += static_cast<std::size_t>(wrote);
    }
}

// Everything until the child closes its end; a child that is silent for too long is killed.
std::string read_all(int pipe, pid_t child, unsigned silent_seconds) {
    std::string output;
    std::array<char, 65536> buffer;
    while (true) {
        pollfd waiting{pipe, POLLIN, 0};
        if (poll(&waiting, 1, static_cast<int>(1000 * silent_seconds)) == 0) kill(child, SIGKILL);
        const auto got = read(pipe, buffer.data(), buffer.size());
        if (got <= 0) return output;
        output.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

// `in_child` gets the writing end of the pipe and must not return.
ChildResult run(const std::function<void(int)>& in_child, const ChildLimits& limits) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const auto child = fork();
    if (child < 0) throw std::runtime_error("no child");
    if (child == 0) {
        close(ends[0]);
        in_child(ends[1]);
        _exit(cannot_start);
    }
    close(ends[1]);
    ChildResult result;
    result.output = read_all(ends[0], child, limits.silent_seconds);
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFSIGNALED(status)) {
        result.signal = WTERMSIG(status);
    } else {
        result.exit_code = WEXITSTATUS(status);
    }
    return result;
}

}  // namespace

ChildResult run_work(const std::function<int(std::string&)>& work, const ChildLimits& limits) {
    return run(
        [&](int pipe) {
            set_limits(limits);
            std::string output;
            const auto code = work(output);
            write_all(pipe, output);
            _exit(code);
        },
        limits);
}

ChildResult run_as_nobody(const std::function<int(std::string&)>& work) {
    return run_work(
        [&](std::string& output) {
            const bool dropped = geteuid() != 0 || (setgroups(0, nullptr) == 0 &&
                                                    setgid(nobody) == 0 && setuid(nobody) == 0);
            return dropped ? work(output) : cannot_start;
        },
        no_limits);
}

ChildResult run_program(const std::vector<std::string>& arguments, const ChildLimits& limits) {
    std::vector<char*> pointers;
    for (const auto& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    auto result = run(
        [&](int pipe) {
            dup2(pipe, STDOUT_FILENO);
            dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
            set_limits(limits);
            execvp(pointers[0], pointers.data());
        },
        limits);
    if (result.exit_code == cannot_start) {
        throw std::runtime_error("cannot start " + arguments.front());
    }
    return result;
}

}  // namespace olkacct::test

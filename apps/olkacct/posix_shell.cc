// /bin/sh by posix_spawn.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "shell.h"

extern char** environ;

namespace olkacct::app {
namespace {

// Those given, then those of this process that have other names.
std::vector<std::string> environment_with(const std::vector<std::string>& given) {
    std::vector<std::string> variables = given;
    for (char** other = environ; *other != nullptr; ++other) {
        const std::string_view text(*other);
        const std::string start(text.substr(0, text.find('=')));
        if (std::ranges::none_of(given, [name = start + '='](const std::string& own) {
                return own.starts_with(name);
            })) {
            variables.emplace_back(text);
        }
    }
    return variables;
}

class FileActions {
  public:
    FileActions() { ::posix_spawn_file_actions_init(&actions_); }
    FileActions(const FileActions&) = delete;
    FileActions& operator=(const FileActions&) = delete;
    ~FileActions() { ::posix_spawn_file_actions_destroy(&actions_); }
    posix_spawn_file_actions_t* get() { return &actions_; }

  private:
    posix_spawn_file_actions_t actions_{};
};

tl::unexpected<Error> failed(int error) {
    return fail(ErrorCode::call_failed, std::string("cannot be started: ") + std::strerror(error));
}

}  // namespace

Result<ShellEnd> run_in_shell(const ShellCommand& command) {
    std::vector<std::string> variables = environment_with(command.variables);
    std::vector<char*> environment;
    for (std::string& one : variables) {
        environment.push_back(one.data());
    }
    environment.push_back(nullptr);
    std::array<std::string, 3> texts = {"sh", "-c", command.line};
    char* const words[] = {texts[0].data(), texts[1].data(), texts[2].data(), nullptr};

    FileActions files;
    if (!command.has_input) {
        ::posix_spawn_file_actions_addopen(files.get(), STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    }
    int ends[2] = {-1, -1};
    if (command.read_output) {
        if (::pipe2(ends, O_CLOEXEC) != 0) {
            return failed(errno);
        }
        ::posix_spawn_file_actions_adddup2(files.get(), ends[1], STDOUT_FILENO);
    }
    pid_t child = 0;
    const int error =
        ::posix_spawn(&child, "/bin/sh", files.get(), nullptr, words, environment.data());
    if (command.read_output) {
        ::close(ends[1]);
        if (error == 0) {
            command.read_output(ends[0]);
        }
        ::close(ends[0]);
    }
    if (error != 0) {
        return failed(error);
    }
    int status = 0;
    // A signal that ends us is for the command, too.
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFSIGNALED(status) ? ShellEnd{.signal = WTERMSIG(status)}
                               : ShellEnd{.code = WEXITSTATUS(status)};
}

}  // namespace olkacct::app

// Starting the shell with a few more variables.
#include "event_command.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

extern char** environ;

namespace olkacct::app {
namespace {

// A zero would end the value early.
std::string variable(std::string_view name, std::string_view value) {
    return std::string(name) + '=' + std::string(value.substr(0, value.find('\0')));
}

std::vector<std::string> environment_of(std::string_view source, const EventFacts& facts) {
    std::vector<std::string> variables = {variable("OLKACCT_EVENT", facts.event),
                                          variable("OLKACCT_ACCOUNT_ID", facts.id),
                                          variable("OLKACCT_ACCOUNT_NAME", facts.name),
                                          variable("OLKACCT_ACCOUNT_EMAIL", facts.email),
                                          variable("OLKACCT_PROFILE", facts.profile),
                                          variable("OLKACCT_ROOT", facts.root),
                                          variable("OLKACCT_SEQUENCE", facts.sequence),
                                          variable("OLKACCT_SOURCE", source)};
    const std::size_t own = variables.size();
    for (char** other = environ; *other != nullptr; ++other) {
        const std::string_view text(*other);
        const std::string_view name = text.substr(0, text.find('='));
        bool is_own = false;
        for (std::size_t i = 0; i < own; ++i) {
            is_own = is_own || variables[i].starts_with(std::string(name) + '=');
        }
        if (!is_own) {
            variables.emplace_back(text);
        }
    }
    return variables;
}

tl::unexpected<Error> failed(std::string what) {
    return fail(ErrorCode::call_failed, "the command of --exec " + std::move(what));
}

}  // namespace

Result<void> run_event_command(const std::string& command, std::string_view source,
                               const EventFacts& facts) {
    auto variables = environment_of(source, facts);
    std::vector<char*> environment;
    for (std::string& one : variables) {
        environment.push_back(one.data());
    }
    environment.push_back(nullptr);
    std::string shell = "sh";
    std::string option = "-c";
    std::string line = command;
    char* const words[] = {shell.data(), option.data(), line.data(), nullptr};

    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    pid_t child = 0;
    const int error = ::posix_spawn(&child, "/bin/sh", &files, nullptr, words, environment.data());
    ::posix_spawn_file_actions_destroy(&files);
    if (error != 0) {
        return failed(std::string("cannot be started: ") + std::strerror(error));
    }
    int status = 0;
    // A signal that ends us is for the command, too.
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (WIFSIGNALED(status)) {
        return failed("was ended by signal " + std::to_string(WTERMSIG(status)));
    }
    if (WEXITSTATUS(status) != 0) {
        return failed("ended with " + std::to_string(WEXITSTATUS(status)));
    }
    return {};
}

}  // namespace olkacct::app

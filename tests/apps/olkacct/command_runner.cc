// fork, exec, and files to catch the output: no pipe can fill up.
#include "apps/olkacct/command_runner.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

#include "support/shared_hives.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

std::string text_of(const std::filesystem::path& path) {
    const Bytes bytes = read_file(path);
    std::string out;
    for (const std::byte byte : bytes) {
        out.push_back(static_cast<char>(byte));
    }
    return out;
}

void become(int from, int to) {
    if (from < 0 || dup2(from, to) < 0) {
        _exit(99);
    }
}

void place_stdout(Stdout out, const char* captured) {
    switch (out) {
        case Stdout::captured:
            become(open(captured, O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
            break;
        case Stdout::closed:
            close(STDOUT_FILENO);
            break;
        case Stdout::full_device:
            become(open("/dev/full", O_WRONLY), STDOUT_FILENO);
            break;
        case Stdout::broken_pipe: {
            int ends[2];
            if (pipe(ends) != 0) {
                _exit(99);
            }
            become(ends[1], STDOUT_FILENO);
            close(ends[0]);
            close(ends[1]);
            break;
        }
    }
}

}  // namespace

std::filesystem::path command_path() {
    const char* path = std::getenv("OLKACCT_COMMAND");
    return path != nullptr ? std::filesystem::path(path) : build_dir() / "bin" / "olkacct";
}

CommandResult run_command(const std::vector<std::string>& arguments, Stdout out) {
    const TempDir folder;
    const std::string out_path = folder / "out";
    const std::string err_path = folder / "err";
    const std::string program = command_path();
    std::vector<char*> argv{const_cast<char*>(program.c_str())};
    for (const std::string& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);

    const pid_t child = fork();
    if (child < 0) {
        throw std::runtime_error("fork failed");
    }
    if (child == 0) {
        become(open(err_path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
        place_stdout(out, out_path.c_str());
        execv(program.c_str(), argv.data());
        _exit(98);
    }
    int status = 0;
    if (waitpid(child, &status, 0) != child) {
        throw std::runtime_error("the child is gone");
    }
    CommandResult result;
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result.out = out == Stdout::captured ? text_of(out_path) : std::string();
    result.err = text_of(err_path);
    return result;
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

std::vector<std::string> output_lines(const std::vector<std::string>& arguments) {
    const CommandResult result = run_command(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return lines_of(result.out);
}

}  // namespace olkacct::test

// Starting the writer, reading its lines, killing it.
#include "processes/writer_process.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>

namespace olkacct::test {

WriterProcess::WriterProcess(const std::string& url, const std::string& name, double seconds) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const std::string time = std::to_string(seconds);
    child_ = fork();
    if (child_ < 0) throw std::runtime_error("no child");
    if (child_ == 0) {
        dup2(ends[1], STDOUT_FILENO);
        execl(STORE_WRITER, STORE_WRITER, url.c_str(), name.c_str(), time.c_str(), nullptr);
        _exit(127);
    }
    close(ends[1]);
    pipe_ = ends[0];
}

WriterProcess::~WriterProcess() {
    if (child_ > 0) {
        kill();
        finish();
    }
}

void WriterProcess::wait_for_a_commit() {
    while (commits_ == 0 && read_some()) {
    }
}

void WriterProcess::kill() {
    killed_ = true;
    ::kill(child_, SIGKILL);
}

bool WriterProcess::finish() {
    while (read_some()) {
    }
    close(pipe_);
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = -1;
    return failure_.empty() && (killed_ || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
}

bool WriterProcess::read_some() {
    std::array<char, 4096> buffer;
    const auto got = read(pipe_, buffer.data(), buffer.size());
    if (got <= 0) return false;
    rest_.append(buffer.data(), static_cast<std::size_t>(got));
    for (auto end = rest_.find('\n'); end != std::string::npos; end = rest_.find('\n')) {
        take_line(rest_.substr(0, end));
        rest_.erase(0, end + 1);
    }
    return true;
}

void WriterProcess::take_line(const std::string& line) {
    if (line.starts_with("committed ")) {
        last_ = static_cast<std::uint32_t>(std::stoul(line.substr(10)));
        ++commits_;
    } else if (line.starts_with("refused ")) {
        ++refusals_;
    } else {
        failure_ = line;
    }
}

}  // namespace olkacct::test

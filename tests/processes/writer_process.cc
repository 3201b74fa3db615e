// Reading the lines of the writer.
#include "processes/writer_process.h"

namespace olkacct::test {

WriterProcess::WriterProcess(const std::string& url, const std::string& name, double seconds)
    : program_({STORE_WRITER, url, name, std::to_string(seconds)}) {}

void WriterProcess::wait_for_a_commit() {
    while (commits_ == 0 && take_line()) {
    }
}

void WriterProcess::kill() {
    killed_ = true;
    program_.kill();
}

bool WriterProcess::finish() {
    while (take_line()) {
    }
    const int code = program_.finish();
    return failure_.empty() && (killed_ || code == 0);
}

bool WriterProcess::take_line() {
    const auto line = program_.next_line();
    if (!line) return false;
    if (line->starts_with("committed ")) {
        last_ = static_cast<std::uint32_t>(std::stoul(line->substr(10)));
        ++commits_;
    } else if (line->starts_with("refused ")) {
        ++refusals_;
    } else {
        failure_ = *line;
    }
    return true;
}

}  // namespace olkacct::test

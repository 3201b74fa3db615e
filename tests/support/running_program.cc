#include "support/running_program.h"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace olkacct::test {

RunningProgram::~RunningProgram() {
    if (process_ == -1) return;
    kill();
    finish();
}

std::optional<std::string> RunningProgram::next_line() {
    for (;;) {
        const auto end = rest_.find('\n');
        if (end != std::string::npos) {
            std::string line = rest_.substr(0, end);
            rest_.erase(0, end + 1);
            if (line.ends_with('\r')) line.pop_back();
            return line;
        }
        std::array<char, 4096> buffer;
        const std::size_t got = read(buffer);
        if (got == 0) return std::nullopt;
        rest_.append(buffer.data(), got);
    }
}

void say(const std::string& line) {
    const std::string text = line + "\n";
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        std::_Exit(2);
}

}  // namespace olkacct::test

// The terminal is asked key by key: Ctrl-C must not end the process while nothing is echoed.
#include "terminal_prompt.h"

#include <algorithm>

#include "terminal.h"

namespace olkacct::app {
namespace {

constexpr std::size_t longest = 4096;

// Takes the last character away, which may be several bytes.
void take_back(WipedText& line) {
    std::size_t size = line.view().size();
    while (size > 0 && (static_cast<unsigned char>(line.view()[size - 1]) & 0xC0U) == 0x80U) {
        --size;
    }
    line.cut(size > 0 ? size - 1 : 0);
}

}  // namespace

bool WipedText::append(std::string_view text) {
    if (text.size() > most_ - size_) {
        return false;
    }
    std::copy(text.begin(), text.end(), data_.get() + size_);
    size_ += text.size();
    return true;
}

Result<WipedText> ask_terminal(std::string_view prompt) {
    Terminal terminal;
    if (!terminal.usable()) {
        return fail(ErrorCode::bad_usage,
                    "there is no terminal to ask for a password at; there are --password-fd and "
                    "--password-command");
    }
    terminal.write(prompt);
    WipedText line(longest);
    while (true) {
        const char key = terminal.key();
        if (key == '\n') {
            return line;
        }
        if (key == key_ctrl_c || key == key_ctrl_d) {
            return fail(ErrorCode::user_cancelled, "no password was entered");
        }
        if (key == key_backspace || key == key_delete) {
            take_back(line);
        } else if (key == key_ctrl_u) {
            line.cut(0);
        } else if (!line.append({&key, 1})) {
            return fail(ErrorCode::bad_usage, "the password is too long for a terminal");
        }
    }
}

}  // namespace olkacct::app

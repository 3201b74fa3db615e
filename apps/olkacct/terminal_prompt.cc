// The terminal is asked key by key: Ctrl-C must not end the process while nothing is echoed.
#include "terminal_prompt.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace olkacct::app {
namespace {

constexpr std::size_t longest = 4096;

constexpr char ctrl_c = 3;
constexpr char ctrl_d = 4;
constexpr char backspace = 8;
constexpr char ctrl_u = 21;
constexpr char del = 127;

class Terminal {
  public:
    Terminal() : descriptor_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
        if (descriptor_ >= 0 && ::tcgetattr(descriptor_, &before_) == 0) {
            termios silent = before_;
            silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG);
            silent.c_iflag |= ICRNL;
            silent.c_cc[VMIN] = 1;
            silent.c_cc[VTIME] = 0;
            usable_ = ::tcsetattr(descriptor_, TCSAFLUSH, &silent) == 0;
        }
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;
    ~Terminal() {
        if (usable_) {
            write("\n");
            ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
        }
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
    }

    [[nodiscard]] bool usable() const { return usable_; }

    void write(std::string_view text) const {
        // A prompt that cannot be shown is not worth failing for.
        [[maybe_unused]] const auto written = ::write(descriptor_, text.data(), text.size());
    }

    /// ctrl_d at its end.
    [[nodiscard]] char key() const {
        char c = 0;
        ssize_t got = 0;
        do {
            got = ::read(descriptor_, &c, 1);
        } while (got < 0 && errno == EINTR);
        return got == 1 ? c : ctrl_d;
    }

  private:
    int descriptor_;
    termios before_{};
    bool usable_ = false;
};

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
    const Terminal terminal;
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
        if (key == ctrl_c || key == ctrl_d) {
            return fail(ErrorCode::user_cancelled, "no password was entered");
        }
        if (key == backspace || key == del) {
            take_back(line);
        } else if (key == ctrl_u) {
            line.cut(0);
        } else if (!line.append({&key, 1})) {
            return fail(ErrorCode::bad_usage, "the password is too long for a terminal");
        }
    }
}

}  // namespace olkacct::app

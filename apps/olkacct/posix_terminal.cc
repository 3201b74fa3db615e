// /dev/tty without its line discipline.
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include "standard_streams.h"
#include "terminal.h"

namespace olkacct::app {

struct Terminal::Modes {
    int descriptor;
    termios before;
};

Terminal::Terminal() {
    const int descriptor = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    termios before{};
    if (descriptor >= 0 && ::tcgetattr(descriptor, &before) == 0) {
        termios silent = before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG);
        silent.c_iflag |= ICRNL;
        silent.c_cc[VMIN] = 1;
        silent.c_cc[VTIME] = 0;
        if (::tcsetattr(descriptor, TCSAFLUSH, &silent) == 0) {
            modes_ = std::make_unique<Modes>(Modes{descriptor, before});
            return;
        }
    }
    if (descriptor >= 0) {
        ::close(descriptor);
    }
}

Terminal::~Terminal() {
    if (modes_) {
        write("\n");
        ::tcsetattr(modes_->descriptor, TCSAFLUSH, &modes_->before);
        ::close(modes_->descriptor);
    }
}

void Terminal::write(std::string_view text) const {
    static_cast<void>(write_some(modes_->descriptor, text));
}

char Terminal::key() {
    char key = 0;
    return read_some(modes_->descriptor, {&key, 1}) == 1 ? key : key_ctrl_d;
}

}  // namespace olkacct::app

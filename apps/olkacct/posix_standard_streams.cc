// With read(2) and write(2).
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "standard_streams.h"

namespace olkacct::app {

void prepare_standard_streams() {
    // A descriptor that the caller closed would be given to the next file opened, and our messages
    // would go there. A read-only stand-in makes writing to it an error instead.
    for (const int descriptor : {standard_input, standard_output, standard_error}) {
        if (::fcntl(descriptor, F_GETFD) == -1) {
            // The lowest free descriptor is this one.
            static_cast<void>(!::open("/dev/null", O_RDONLY));
        }
    }
    // A reader that went away is seen by write.
    std::signal(SIGPIPE, SIG_IGN);
}

std::ptrdiff_t write_some(int descriptor, std::string_view text) {
    for (;;) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written >= 0 || errno != EINTR) {
            return written;
        }
    }
}

std::ptrdiff_t read_some(int descriptor, std::span<char> part) {
    for (;;) {
        const ssize_t got = ::read(descriptor, part.data(), part.size());
        if (got >= 0 || errno != EINTR) {
            return got;
        }
    }
}

bool is_terminal(int descriptor) { return ::isatty(descriptor) == 1; }

}  // namespace olkacct::app

// The program olkacct.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <initializer_list>

#include "run.h"

namespace {

// A descriptor that the caller closed would be given to the next file opened, and our messages
// would go there. A read-only stand-in makes writing to it an error instead.
void occupy_standard_descriptors() {
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (fcntl(descriptor, F_GETFD) == -1) {
            // The lowest free descriptor is this one.
            const int stand_in = open("/dev/null", O_RDONLY);
            static_cast<void>(stand_in);
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    occupy_standard_descriptors();
    // A reader that went away is seen by write.
    std::signal(SIGPIPE, SIG_IGN);
    return olkacct::app::run(argc, argv);
}

// With the C library's descriptors, whose translation of line ends is turned off.
#include <windows.h>

#include <fcntl.h>
#include <io.h>

#include <algorithm>
#include <cerrno>
#include <climits>

#include "standard_streams.h"

namespace olkacct::app {
namespace {

unsigned most(std::size_t size) {
    return static_cast<unsigned>(std::min<std::size_t>(size, INT_MAX));
}

}  // namespace

void prepare_standard_streams() {
    for (const int descriptor : {standard_input, standard_output, standard_error}) {
        ::_setmode(descriptor, _O_BINARY);
    }
    ::SetConsoleOutputCP(CP_UTF8);
}

std::ptrdiff_t write_some(int descriptor, std::string_view text) {
    const int written = ::_write(descriptor, text.data(), most(text.size()));
    // So the C library calls a pipe whose reader is closing it.
    if (written < 0 && errno == EINVAL) {
        errno = EPIPE;
    }
    return written;
}

std::ptrdiff_t read_some(int descriptor, std::span<char> part) {
    return ::_read(descriptor, part.data(), most(part.size()));
}

bool is_terminal(int descriptor) {
    const auto handle = reinterpret_cast<HANDLE>(::_get_osfhandle(descriptor));
    DWORD mode = 0;
    return ::GetConsoleMode(handle, &mode) != 0 &&
           ::SetConsoleMode(handle, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING) != 0;
}

}  // namespace olkacct::app

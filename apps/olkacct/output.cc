// Writing with write(2).
#include "output.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace olkacct::app {
namespace {

constexpr std::size_t write_size = 256 * 1024;

}  // namespace

void Output::write(std::string_view text) {
    if (!good()) {
        return;
    }
    buffer_ += text;
    if (buffer_.size() >= write_size) {
        flush();
    }
}

void Output::flush() {
    std::string_view rest = buffer_;
    while (good() && !rest.empty()) {
        const auto written = ::write(descriptor_, rest.data(), rest.size());
        if (written >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EPIPE) {
            state_ = State::closed_by_reader;
        } else if (errno != EINTR) {
            error_ = errno;
            state_ = State::failed;
        }
    }
    buffer_.clear();
}

Result<void> Output::outcome() const {
    if (state_ == State::failed) {
        return fail(ErrorCode::io_error,
                    std::string("the output could not be written: ") + std::strerror(error_),
                    "standard output");
    }
    return {};
}

}  // namespace olkacct::app

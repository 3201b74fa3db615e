// Writing, and remembering how it ended.
#include "output.h"

#include <cerrno>
#include <cstring>

#include "standard_streams.h"

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
        const auto written = write_some(descriptor_, rest);
        if (written >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EPIPE) {
            state_ = State::closed_by_reader;
        } else {
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

// Reading and decoding an export chunk by chunk.
#include "registry/regfile/text_stream.h"

#include "registry/regfile/decoder.h"

namespace olkacct::registry {
namespace {

constexpr std::size_t chunk_bytes = 64 * 1024;

}  // namespace

Result<TextStream> TextStream::open(ByteInput& input, const std::string& name) {
    TextStream stream(input);
    if (!stream.read_chunk()) {
        return tl::unexpected(*stream.error_);
    }
    const auto format = recognise(stream.bytes_);
    if (!format) {
        return fail(ErrorCode::unknown_source_kind, "the file does not begin as a registry export",
                    name);
    }
    stream.format_ = *format;
    stream.bytes_.erase(stream.bytes_.begin(),
                        stream.bytes_.begin() + static_cast<std::ptrdiff_t>(format->mark_bytes));
    return stream;
}

bool TextStream::read_chunk() {
    const std::size_t before = bytes_.size();
    bytes_.resize(before + chunk_bytes);
    const auto length = input_->read(std::span(bytes_).subspan(before));
    bytes_.resize(before + length.value_or(0));
    if (!length) {
        error_ = length.error();
        return false;
    }
    at_end_ = *length < chunk_bytes;
    return true;
}

bool TextStream::refill() {
    passed_ += units_.size();
    units_.clear();
    at_ = 0;
    while (units_.empty()) {
        const std::size_t taken = decode(format_.encoding, bytes_, at_end_, units_);
        bytes_.erase(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(taken));
        if (!units_.empty()) {
            break;
        }
        if (at_end_ || error_ || !read_chunk()) {
            return false;
        }
    }
    return true;
}

}  // namespace olkacct::registry

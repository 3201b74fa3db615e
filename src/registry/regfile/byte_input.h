// Bytes one after the other, from a file or from memory.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "base/file.h"

namespace olkacct::registry {

class ByteInput {
  public:
    ByteInput() = default;
    ByteInput(const ByteInput&) = delete;
    ByteInput& operator=(const ByteInput&) = delete;
    virtual ~ByteInput() = default;

    /// Reads the next bytes; fewer than asked for only at the end.
    virtual Result<std::size_t> read(std::span<std::byte> out) = 0;
};

class SpanInput final : public ByteInput {
  public:
    /// The bytes must outlive the input.
    explicit SpanInput(std::span<const std::byte> bytes) : rest_(bytes) {}

    Result<std::size_t> read(std::span<std::byte> out) override {
        const std::size_t length = std::min(out.size(), rest_.size());
        std::copy_n(rest_.begin(), length, out.begin());
        rest_ = rest_.subspan(length);
        return length;
    }

  private:
    std::span<const std::byte> rest_;
};

class FileInput final : public ByteInput {
  public:
    /// The first `size` bytes of the file, which must outlive the input: a file that grows while it
    /// is read ends where it ended at first.
    FileInput(base::RandomAccessFile& file, std::uint64_t size) : file_(file), size_(size) {}

    Result<std::size_t> read(std::span<std::byte> out) override {
        const std::uint64_t length = std::min<std::uint64_t>(out.size(), size_ - at_);
        auto done = file_.read_at(at_, out.first(static_cast<std::size_t>(length)));
        if (done) {
            at_ += *done;
        }
        return done;
    }

  private:
    base::RandomAccessFile& file_;
    std::uint64_t size_;
    std::uint64_t at_ = 0;
};

}  // namespace olkacct::registry

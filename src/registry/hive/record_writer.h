// Puts numbers and bytes into records of a hive in memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "registry/hive/image.h"

namespace olkacct::registry::hive {

/// `at` is an offset in the bins. The first write that fails (the page cannot be read) is kept, and
/// later ones do nothing: whoever writes several fields asks once, at the end.
class RecordWriter {
  public:
    explicit RecordWriter(Image& image) : image_(image) {}

    void bytes(std::uint32_t at, std::span<const std::byte> data) {
        if (done_) {
            done_ = image_.write(at, data);
        }
    }
    void u16(std::uint32_t at, std::uint16_t number) { put<2>(at, number); }
    void u32(std::uint32_t at, std::uint32_t number) { put<4>(at, number); }
    void u64(std::uint32_t at, std::uint64_t number) { put<8>(at, number); }
    void zeros(std::uint32_t at, std::uint32_t length) {
        static constexpr std::array<std::byte, 4096> nothing{};
        while (length > 0) {
            const auto part = std::min<std::uint32_t>(length, nothing.size());
            bytes(at, std::span(nothing).first(part));
            at += part;
            length -= part;
        }
    }

    [[nodiscard]] const Result<void>& done() const { return done_; }

  private:
    template <std::size_t Size>
    void put(std::uint32_t at, std::uint64_t number) {
        std::array<std::byte, Size> field;
        for (std::size_t i = 0; i < Size; ++i) {
            field[i] = static_cast<std::byte>(number >> (8 * i));
        }
        bytes(at, field);
    }

    Image& image_;
    Result<void> done_;
};

}  // namespace olkacct::registry::hive

// The hive bins as reading sees them: the primary file through a small cache, logs laid over it.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/file.h"
#include "registry/hive/cache_bytes.h"
#include "registry/hive/pending_pages.h"
#include "registry/hive/recovery.h"

namespace olkacct::registry::hive {

/// Offsets count from the start of the hive bins. Not thread-safe. The file and the overlay must
/// outlive it. What is written lies over both, in memory only, and is what reading sees.
class Image {
  public:
    /// `bins_size` is what the base block promises, `file_size` what is there.
    Image(base::RandomAccessFile& file, const Overlay& overlay, std::uint32_t bins_size,
          std::uint64_t file_size, const std::string& path);
    Image(const Image&) = delete;
    Image& operator=(const Image&) = delete;
    ~Image();

    [[nodiscard]] std::uint32_t size() const { return bins_size_; }
    [[nodiscard]] const std::string& path() const { return path_; }
    /// Where an offset lies in the primary file.
    [[nodiscard]] static std::uint64_t file_offset(std::uint32_t offset) {
        return std::uint64_t{base_block_size} + offset;
    }

    /// `length` bytes at `offset`, valid until the next call of view or read. hive_damaged when
    /// they lie outside the bins, hive_truncated when the file ends before them, io_error.
    Result<std::span<const std::byte>> view(std::uint32_t offset, std::uint32_t length) {
        if (const std::byte* bytes = held(offset, length)) {
            return std::span<const std::byte>(bytes, length);
        }
        return fetch(offset, length);
    }

    /// What lies in one piece from `offset` on: to the end of its line of the cache or of the bins.
    /// Empty where there is nothing or it cannot be read, which view tells in words. Valid as long.
    std::span<const std::byte> piece(std::uint32_t offset) {
        const std::uint32_t number = offset / cache_line_size;
        const Line& held_line = lines_[number % cache_lines];
        if (offset >= readable_ || (held_line.number != number && !line(number))) {
            return {};
        }
        const std::uint32_t inside = offset % cache_line_size;
        return std::span<const std::byte>(*held_line.bytes)
            .subspan(inside, std::min(cache_line_size - inside, readable_ - offset));
    }

    /// The same as view into the caller's memory.
    Result<void> read(std::uint32_t offset, std::span<std::byte> out);

    /// Replaces bytes inside the bins; bytes that are there already change nothing. What view and
    /// piece gave before is no longer valid.
    Result<void> write(std::uint32_t offset, std::span<const std::byte> bytes);
    /// Appends zeros to the bins: a multiple of page_size, up to max_bins_size in all.
    void grow(std::uint32_t bytes);
    /// Every page that was changed or appended.
    [[nodiscard]] const PendingPages& pending() const { return pending_; }

  private:
    struct Line {
        std::uint32_t number = nil;
        CacheBytes bytes;
    };

    [[nodiscard]] bool readable(std::uint32_t offset, std::uint32_t length) const {
        return offset <= readable_ && length <= readable_ - offset;
    }
    /// The bytes if they lie in one line of the cache, which nearly all do; nullptr otherwise.
    [[nodiscard]] const std::byte* held(std::uint32_t offset, std::uint32_t length) const {
        const std::uint32_t number = offset / cache_line_size;
        const std::uint32_t inside = offset % cache_line_size;
        const Line& line = lines_[number % cache_lines];
        const bool inside_line = line.number == number && length <= cache_line_size - inside;
        return inside_line && readable(offset, length) ? line.bytes->data() + inside : nullptr;
    }
    Result<std::span<const std::byte>> fetch(std::uint32_t offset, std::uint32_t length);
    Result<const std::byte*> line(std::uint32_t number);
    /// Changes bytes of one page, of which `held` is what reading sees.
    void put(std::uint32_t offset, std::span<const std::byte> bytes, const std::byte* held);
    [[nodiscard]] Result<void> check(std::uint32_t offset, std::uint32_t length) const;

    base::RandomAccessFile& file_;
    const Overlay& overlay_;
    std::uint32_t bins_size_;
    /// Bins that can be read: less than bins_size_ when a hive is cut off and nothing covers it.
    std::uint32_t readable_;
    const std::string& path_;
    std::array<Line, cache_lines> lines_;
    std::vector<std::byte> assembled_;
    PendingPages pending_;
};

}  // namespace olkacct::registry::hive

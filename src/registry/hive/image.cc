// A direct-mapped cache of lines of the primary file.
#include "registry/hive/image.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace olkacct::registry::hive {

Image::Image(base::RandomAccessFile& file, const Overlay& overlay, std::uint32_t bins_size,
             std::uint64_t file_size, const std::string& path)
    : file_(file), overlay_(overlay), bins_size_(bins_size), readable_(bins_size), path_(path) {
    // A replayed log may reach past the end of the file: what it does not cover is zero there.
    if (overlay_.empty() && file_size < file_offset(bins_size)) {
        readable_ = file_size < base_block_size
                        ? 0
                        : static_cast<std::uint32_t>(file_size - base_block_size);
    }
    pending_.bins_size = bins_size;
}

Image::~Image() {
    for (Line& line : lines_) {
        if (line.bytes) {
            give_back(std::move(line.bytes));
        }
    }
}

Result<void> Image::check(std::uint32_t offset, std::uint32_t length) const {
    if (readable(offset, length)) {
        return {};
    }
    const std::string where = path_ + ", offset " + std::to_string(file_offset(offset));
    if (offset <= bins_size_ && length <= bins_size_ - offset) {
        return fail(ErrorCode::hive_truncated, "the file ends before the hive does", where);
    }
    return fail(ErrorCode::hive_damaged, "a reference points outside the hive", where);
}

Result<const std::byte*> Image::line(std::uint32_t number) {
    Line& line = lines_[number % cache_lines];
    if (line.number == number) {
        return line.bytes->data();
    }
    if (!line.bytes) {
        line.bytes = take_cache_bytes();
    }
    line.number = nil;
    const std::uint32_t offset = number * cache_line_size;
    const auto length = file_.read_at(file_offset(offset), *line.bytes);
    if (!length) {
        return tl::unexpected(length.error());
    }
    std::fill(line.bytes->begin() + static_cast<std::ptrdiff_t>(*length), line.bytes->end(),
              std::byte{0});
    overlay_.apply(offset, *line.bytes);
    if (const auto written = pending_.pages.find(offset); written != pending_.pages.end()) {
        std::copy(written->second.begin(), written->second.end(), line.bytes->begin());
    }
    line.number = number;
    return line.bytes->data();
}

Result<void> Image::write(std::uint32_t offset, std::span<const std::byte> bytes) {
    if (auto allowed = check(offset, static_cast<std::uint32_t>(bytes.size())); !allowed) {
        return allowed;
    }
    while (!bytes.empty()) {
        const std::uint32_t inside = offset % page_size;
        const std::size_t length = std::min<std::size_t>(bytes.size(), page_size - inside);
        const auto held = line(offset / page_size);
        if (!held) {
            return tl::unexpected(held.error());
        }
        const bool same = std::memcmp(*held + inside, bytes.data(), length) == 0;
        if (!same) {
            put(offset, bytes.first(length), *held);
        }
        bytes = bytes.subspan(length);
        offset += static_cast<std::uint32_t>(length);
    }
    return {};
}

void Image::put(std::uint32_t offset, std::span<const std::byte> bytes, const std::byte* held) {
    const std::uint32_t inside = offset % page_size;
    const auto [page, is_new] = pending_.pages.try_emplace(offset - inside);
    if (is_new) {
        std::copy_n(held, page_size, page->second.begin());
    }
    std::memcpy(page->second.data() + inside, bytes.data(), bytes.size());
    std::memcpy(lines_[offset / page_size % cache_lines].bytes->data() + inside, bytes.data(),
                bytes.size());
}

void Image::grow(std::uint32_t bytes) {
    for (std::uint32_t at = 0; at < bytes; at += page_size) {
        const std::uint32_t offset = bins_size_ + at;
        pending_.pages.try_emplace(offset, Page{});
        Line& stale = lines_[offset / page_size % cache_lines];
        if (stale.number == offset / page_size) {
            stale.number = nil;
        }
    }
    bins_size_ += bytes;
    readable_ = bins_size_;
    pending_.bins_size = bins_size_;
}

Result<std::span<const std::byte>> Image::fetch(std::uint32_t offset, std::uint32_t length) {
    const std::uint32_t inside = offset % cache_line_size;
    if (length > cache_line_size - inside) {
        assembled_.resize(length);
        const auto done = read(offset, assembled_);
        if (!done) {
            return tl::unexpected(done.error());
        }
        return std::span<const std::byte>(assembled_);
    }
    const auto allowed = check(offset, length);
    if (!allowed) {
        return tl::unexpected(allowed.error());
    }
    const auto bytes = line(offset / cache_line_size);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return std::span<const std::byte>(*bytes + inside, length);
}

Result<void> Image::read(std::uint32_t offset, std::span<std::byte> out) {
    const auto allowed = check(offset, static_cast<std::uint32_t>(out.size()));
    if (!allowed) {
        return allowed;
    }
    while (!out.empty()) {
        const std::uint32_t inside = offset % cache_line_size;
        const std::size_t length = std::min<std::size_t>(out.size(), cache_line_size - inside);
        const auto bytes = line(offset / cache_line_size);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        std::memcpy(out.data(), *bytes + inside, length);
        out = out.subspan(length);
        offset += static_cast<std::uint32_t>(length);
    }
    return {};
}

}  // namespace olkacct::registry::hive

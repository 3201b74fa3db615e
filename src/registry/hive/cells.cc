// Checking cells. regf: sections 4 and 12.
#include "registry/hive/cells.h"

#include <cstring>

#include "base/byte_reader.h"

namespace olkacct::registry::hive {

tl::unexpected<Error> damaged(const Image& image, std::uint32_t offset, std::string what) {
    return fail(ErrorCode::hive_damaged, std::move(what),
                image.path() + ", offset " + std::to_string(Image::file_offset(offset)));
}

Result<Cell> Cells::cell(std::uint32_t offset) {
    if ((offset & volatile_bit) != 0 || offset < bin_header_size || offset % 8 != 0 ||
        offset >= image_.size()) {
        return damaged(image_, offset & ~volatile_bit, "a reference names no cell");
    }
    const auto header = image_.view(offset, cell_header_size);
    if (!header) {
        return tl::unexpected(header.error());
    }
    const auto stored = static_cast<std::int32_t>(base::load_u32(header->first<4>()));
    if (stored >= 0) {
        return damaged(image_, offset, "a reference names a free cell");
    }
    const std::uint32_t size = 0U - static_cast<std::uint32_t>(stored);
    if (size % 8 != 0 || size > image_.size() - offset) {
        return damaged(image_, offset, "a cell has the impossible size " + std::to_string(size));
    }
    return Cell{offset + cell_header_size, size - cell_header_size};
}

Result<Cell> Cells::record(std::uint32_t offset, const char (&signature)[3], std::uint32_t least) {
    const auto found = cell(offset);
    if (!found) {
        return found;
    }
    if (found->capacity < least) {
        return damaged(image_, offset, std::string("a cell is too small for ") + signature);
    }
    const auto start = image_.view(found->content, 2);
    if (!start) {
        return tl::unexpected(start.error());
    }
    if (std::memcmp(start->data(), signature, 2) != 0) {
        return damaged(image_, offset, std::string("a cell is no ") + signature);
    }
    return found;
}

Result<std::span<const std::byte>> Cells::view(const Cell& cell, std::uint32_t at,
                                               std::uint32_t length) {
    if (at > cell.capacity || length > cell.capacity - at) {
        return damaged(image_, cell.content - cell_header_size, "a record reaches past its cell");
    }
    return image_.view(cell.content + at, length);
}

}  // namespace olkacct::registry::hive

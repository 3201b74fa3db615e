// Checking cells. regf: sections 4 and 12.
#include "registry/hive/cells.h"

#include <cstring>

#include "base/byte_reader.h"

namespace olkacct::registry::hive {

tl::unexpected<Error> damaged(const Image& image, std::uint32_t offset, std::string what) {
    return fail(ErrorCode::hive_damaged, std::move(what),
                image.path() + ", offset " + std::to_string(Image::file_offset(offset)));
}

Result<Cell> Cells::cell_of(std::uint32_t offset, std::uint32_t stored) const {
    if (static_cast<std::int32_t>(stored) >= 0) {
        return damaged(image_, offset, "a reference names a free cell");
    }
    const std::uint32_t size = 0U - stored;
    if (size % 8 != 0 || size > image_.size() - offset) {
        return damaged(image_, offset, "a cell has the impossible size " + std::to_string(size));
    }
    return Cell{offset + cell_header_size, size - cell_header_size};
}

Result<Cell> Cells::cell(std::uint32_t offset) {
    if (!names_cell(offset)) {
        return damaged(image_, offset & ~volatile_bit, "a reference names no cell");
    }
    const auto header = image_.view(offset, cell_header_size);
    if (!header) {
        return tl::unexpected(header.error());
    }
    return cell_of(offset, base::load_u32(header->first<4>()));
}

Result<Record> Cells::record(std::uint32_t offset, const char (&signature)[3],
                             std::uint32_t least) {
    if (!names_cell(offset)) {
        return damaged(image_, offset & ~volatile_bit, "a reference names no cell");
    }
    const auto start = image_.view(offset, cell_header_size + least);
    if (!start) {
        // A cell at the very end may be what is wrong, and says so itself.
        const auto found = cell(offset);
        return tl::unexpected(found ? start.error() : found.error());
    }
    const auto found = cell_of(offset, base::load_u32(start->first<4>()));
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (found->capacity < least) {
        return damaged(image_, offset, std::string("a cell is too small for ") + signature);
    }
    if (std::memcmp(start->data() + cell_header_size, signature, 2) != 0) {
        return damaged(image_, offset, std::string("a cell is no ") + signature);
    }
    return Record{*found, start->subspan(cell_header_size)};
}

Result<std::span<const std::byte>> Cells::view(const Cell& cell, std::uint32_t at,
                                               std::uint32_t length) {
    if (at > cell.capacity || length > cell.capacity - at) {
        return damaged(image_, cell.content - cell_header_size, "a record reaches past its cell");
    }
    return image_.view(cell.content + at, length);
}

}  // namespace olkacct::registry::hive

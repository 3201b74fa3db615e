// Cells: finding a cell's content after every check that its offset and size allow.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/byte_reader.h"
#include "registry/hive/image.h"

namespace olkacct::registry::hive {

/// A cell that is allocated, aligned and inside the bins.
struct Cell {
    std::uint32_t content = 0;   ///< offset of its content
    std::uint32_t capacity = 0;  ///< bytes of content it can hold
};

struct Record {
    Cell cell;
    /// The first bytes of the content, as many as were asked for. Valid until the next call.
    std::span<const std::byte> bytes;
};

class Cells {
  public:
    explicit Cells(Image& image) : image_(image) {}

    /// hive_damaged with the reason and the file offset.
    Result<Cell> cell(std::uint32_t offset);

    /// A cell whose content starts with `signature` and has at least `least` bytes, which must be
    /// more than the signature.
    Result<Record> record(std::uint32_t offset, const char (&signature)[3], std::uint32_t least);

    /// The whole content of a cell that is sound and lies in one piece, as nearly all do; empty for
    /// any other, of which the functions above tell more. Valid until the next call.
    std::span<const std::byte> plain(std::uint32_t offset) {
        const auto bytes = names_cell(offset) ? image_.piece(offset) : std::span<const std::byte>();
        if (bytes.size() < cell_header_size) {
            return {};
        }
        const std::uint32_t stored = base::load_u32(bytes.first<4>());
        const std::uint32_t size = 0U - stored;
        const bool sound = (stored & allocated_bit) != 0 && size % 8 == 0 && size <= bytes.size();
        return sound ? bytes.subspan(cell_header_size, size - cell_header_size)
                     : std::span<const std::byte>();
    }

    /// `length` bytes of the content from `at`; they must lie inside the cell. Valid until the next
    /// call.
    Result<std::span<const std::byte>> view(const Cell& cell, std::uint32_t at,
                                            std::uint32_t length);

    Image& image() { return image_; }

  private:
    [[nodiscard]] bool names_cell(std::uint32_t offset) const {
        return (offset & volatile_bit) == 0 && offset >= bin_header_size && offset % 8 == 0 &&
               offset < image_.size();
    }
    /// `stored` is the cell's size field.
    Result<Cell> cell_of(std::uint32_t offset, std::uint32_t stored) const;

    Image& image_;
};

/// hive_damaged at a place of the file.
tl::unexpected<Error> damaged(const Image& image, std::uint32_t offset, std::string what);

}  // namespace olkacct::registry::hive

// The hive bins data of a hive under construction: cells are taken, given back and written to.
#pragma once

#include <cstdint>
#include <map>
#include <set>

#include "support/bytes.h"

namespace olkacct::test {

// Free cells are reused best fit and joined with their neighbours (regf: section 4), so that a
// built hive is as mixed up as one that has been in use.
class CellSpace {
  public:
    static constexpr std::uint32_t nil = 0xFFFFFFFF;

    // `created` is the time stored in the first bin.
    explicit CellSpace(std::uint64_t created) : created_(created) {}

    // Returns the offset of a cell that holds at least `size` bytes of zeros.
    std::uint32_t allocate(std::size_t size);
    // The cell's bytes stay as they are, as in a used hive.
    void release(std::uint32_t cell);

    // The content of the cell, without its size field, up to the end of the bins: the caller
    // writes only what it asked for.
    std::span<std::byte> content(std::uint32_t cell) { return std::span(bins_).subspan(cell + 4U); }
    const Bytes& bins() const { return bins_; }

  private:
    using FreeCells = std::map<std::uint32_t, std::uint32_t>;  // offset to size

    void add_free(std::uint32_t cell, std::uint32_t size);
    void remove_free(FreeCells::iterator cell);
    std::uint32_t append_bin(std::uint32_t need);

    std::uint64_t created_;
    Bytes bins_;
    FreeCells free_cells_;
    std::map<std::uint32_t, std::set<std::uint32_t>> free_sizes_;
};

}  // namespace olkacct::test

// Takes and gives back cells of a hive in memory. regf: section 4.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "registry/hive/image.h"

namespace olkacct::registry::hive {

/// Looks only at the bins it needs: the one that the caller names as near, the last one, and all of
/// a small hive. So the cost of a change does not grow with the hive.
class CellAllocator {
  public:
    explicit CellAllocator(Image& image) : image_(image) {}

    /// An allocated cell whose content has room for `length` bytes and is zero: its offset. `near`
    /// is any cell. limit_exceeded when the hive cannot grow, hive_damaged, io_error.
    Result<std::uint32_t> allocate(std::uint32_t length, std::uint32_t near);

    /// The cell must be allocated. It is merged with free neighbours of its bin.
    Result<void> free(std::uint32_t offset);

    /// Reads the bins that were changed again: their cells must fill them and be what was meant.
    Result<void> check();

  private:
    struct Bin {
        std::uint32_t size = 0;
        /// By offset: the size of the cell, negative when it is allocated, as it is stored.
        std::map<std::uint32_t, std::int32_t> cells;
        bool changed = false;
    };
    using Bins = std::map<std::uint32_t, Bin>;

    /// The cells of the bin at `start`. hive_damaged when they do not fill it.
    Result<Bin> read_bin(std::uint32_t start);
    Result<Bins::iterator> load(std::uint32_t start);
    /// Loads the bin that holds the cell at `offset`.
    Result<Bins::iterator> bin_of(std::uint32_t offset);
    /// Loads the bin whose last page is the last of the hive.
    Result<void> load_last();
    Result<void> load_all();
    Result<void> append_bin(std::uint32_t needed);
    Result<void> write_size(Bin& bin, std::uint32_t offset, std::int32_t size);
    void forget_free(std::uint32_t offset, std::int32_t size);

    Image& image_;
    Bins bins_;
    /// Free cells of the bins that are loaded, by size.
    std::set<std::pair<std::int32_t, std::uint32_t>> free_;
    bool last_loaded_ = false;
    bool all_loaded_ = false;
};

}  // namespace olkacct::registry::hive

// Hive bins that are filled from the front: cells one behind the other, none ever given back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "olkacct/error.h"

namespace olkacct::registry::hive {

class FreshBins {
  public:
    /// `time` is the FILETIME that the first bin bears.
    explicit FreshBins(std::uint64_t time) : time_(time) {}

    /// An allocated cell for `length` bytes, all zero: its offset. limit_exceeded.
    Result<std::uint32_t> allocate(std::uint32_t length);

    /// The content of a cell, from its start to the end of the bins. Valid until the next allocate.
    std::span<std::byte> content(std::uint32_t cell);

    /// The bins, what is left of the last one being free.
    std::vector<std::byte> finish() &&;

  private:
    void append_bin(std::uint32_t size);
    void close_bin();

    std::uint64_t time_;
    std::vector<std::byte> bytes_;
    /// Where the next cell goes; the bin ends where the bytes do.
    std::size_t next_ = 0;
};

}  // namespace olkacct::registry::hive

// The memory of one line of an image's cache, kept by each thread for its next hive.
#pragma once

#include <array>
#include <cstddef>
#include <memory>

#include "registry/hive/format.h"

namespace olkacct::registry::hive {

using CacheBytes = std::unique_ptr<std::array<std::byte, cache_line_size>>;

/// Holds whatever it held before. A scan over many hives would otherwise spend a tenth of its time
/// returning these blocks to the allocator and asking for them again.
CacheBytes take_cache_bytes();

/// The thread keeps as many as one image can use, and frees them when it ends; under Windows none.
void give_back(CacheBytes bytes) noexcept;

}  // namespace olkacct::registry::hive

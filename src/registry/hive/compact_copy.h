// A fresh copy of a hive without its free space, made in memory.
#pragma once

#include <cstddef>
#include <vector>

#include "registry/hive/opened_hive.h"

namespace olkacct::registry::hive {

/// A hive file, closed cleanly, with every key and value of `hive` as its image shows them: names,
/// flags, times, class names, data and descriptors byte for byte, values in their order. Cells that
/// nothing refers to are left behind. The base block keeps its sequence numbers. hive_damaged where
/// reading would warn, limit_exceeded, io_error.
Result<std::vector<std::byte>> compact_copy(OpenedHive& hive);

}  // namespace olkacct::registry::hive

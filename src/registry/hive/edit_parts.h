// What the parts of a write transaction share: the hive in memory, its cells, its version.
#pragma once

#include <cstdint>

#include "registry/hive/cell_allocator.h"
#include "registry/hive/cells.h"

namespace olkacct::registry::hive {

/// Belongs to one write transaction. All references outlive it.
struct EditParts {
    Image& image;
    Cells& cells;
    CellAllocator& allocator;
    std::uint32_t minor = 0;
};

}  // namespace olkacct::registry::hive

// The order list of a category: ids packed as DWORDs. Sheet section 3.
#pragma once

#include <span>
#include <vector>

#include "olkacct/profile.h"

namespace olkacct::profile {

/// As stored, duplicates and dead ids included; bytes after the last whole DWORD are ignored (sheet
/// section 15, 6). No entry is marked missing yet.
std::vector<OrderEntry> decode_order_list(std::span<const std::byte> data);

}  // namespace olkacct::profile

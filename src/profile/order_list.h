// The order list of a category: ids packed as DWORDs. Sheet section 3.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "olkacct/profile.h"

namespace olkacct::profile {

/// As stored, duplicates and dead ids included; bytes after the last whole DWORD are ignored (sheet
/// section 15, 6). No entry is marked missing yet.
std::vector<OrderEntry> decode_order_list(std::span<const std::byte> data);

std::vector<std::byte> encode_order_list(std::span<const std::uint32_t> ids);

}  // namespace olkacct::profile

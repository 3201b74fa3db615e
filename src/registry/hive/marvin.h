// Marvin32, the hash of entries in logs of the new format.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace olkacct::registry::hive {

/// With the seed that Windows uses for log entries. regf: section 8.2.
std::uint64_t marvin32(std::span<const std::byte> bytes);

}  // namespace olkacct::registry::hive

// How two values of one type compare (MS-76).
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>

namespace olkacct::mapi {

/// Elements of single-value properties of this type, 8-bit strings given as UTF-16LE too. Strings
/// compare by upper-cased units, binaries bytewise with a prefix first; not-a-number is unordered.
std::partial_ordering compare_values(std::uint16_t type, std::span<const std::byte> left,
                                     std::span<const std::byte> right);

}  // namespace olkacct::mapi

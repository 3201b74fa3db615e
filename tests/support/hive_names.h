// How a hive stores and orders the names of keys and values.
#pragma once

#include <cstdint>
#include <string_view>

#include "support/bytes.h"

namespace olkacct::test {

// Whether the name is stored with one byte for each unit (regf: section 5.1).
bool is_compressible(std::u16string_view name);
std::size_t stored_size(std::u16string_view name);
// Writes the name as stored and returns its size.
std::size_t put_name(std::span<std::byte> target, std::u16string_view name);

// The order of subkeys: upcased units, the shorter name first (regf: section 5.2).
bool name_less(std::u16string_view left, std::u16string_view right);

// What an `lh` entry holds beside the key.
std::uint32_t name_hash(std::u16string_view name);
// What an `lf` entry holds beside the key, as a little-endian number.
std::uint32_t name_hint(std::u16string_view name);

}  // namespace olkacct::test

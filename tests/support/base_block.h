// The base block of a hive or log file (regf: section 2).
#pragma once

#include <cstdint>
#include <string_view>

#include "support/bytes.h"

namespace olkacct::test {

inline constexpr std::size_t base_block_size = 4096;
inline constexpr std::size_t sealed_size = 512;  // what the checksum covers, with the checksum

struct BaseBlock {
    std::uint32_t primary_sequence = 1;
    std::uint32_t secondary_sequence = 1;
    std::uint64_t last_written = 0;
    std::uint32_t minor_version = 5;
    std::uint32_t root_cell = 32;
    std::uint32_t bins_size = 4096;
    std::u16string_view file_name;
};

Bytes make_base_block(const BaseBlock& fields);

// Writes the checksum that belongs to the first 508 bytes.
void seal_base_block(std::span<std::byte> file);
// Changes the two sequence numbers of a hive or log file and seals it.
void set_sequences(std::span<std::byte> file, std::uint32_t primary, std::uint32_t secondary);

}  // namespace olkacct::test

// The base block: the first 512 bytes of a hive, and of each of its logs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "registry/hive/format.h"

namespace olkacct::registry::hive {

using BaseBlockBytes = std::array<std::byte, base_block_used>;

struct BaseBlock {
    std::uint32_t primary_sequence = 0;
    std::uint32_t secondary_sequence = 0;
    std::uint64_t last_written = 0;
    std::uint32_t major = 0;
    std::uint32_t minor = 0;
    std::uint32_t type = 0;
    std::uint32_t format = 0;
    std::uint32_t root_cell = 0;
    std::uint32_t bins_size = 0;
    std::uint32_t clustering = 0;
    std::uint32_t flags = 0;
    std::uint64_t last_reorganised = 0;
    bool signature_ok = false;
    bool checksum_ok = false;

    /// Complete by its own sequence numbers and checksum.
    [[nodiscard]] bool clean() const {
        return checksum_ok && primary_sequence == secondary_sequence;
    }
};

/// Sequence numbers wrap at 2^32.
inline bool sequence_before(std::uint32_t left, std::uint32_t right) {
    return static_cast<std::int32_t>(left - right) < 0;
}

BaseBlock parse_base_block(std::span<const std::byte, base_block_used> bytes);

/// The xor of the 127 dwords before it, 0 and 0xFFFFFFFF being replaced. regf: section 2.
std::uint32_t base_block_checksum(std::span<const std::byte, base_block_used> bytes);

/// What a writer changes in a base block; every other byte stays.
struct BaseBlockStamp {
    std::uint32_t primary_sequence = 0;
    std::uint32_t secondary_sequence = 0;
    std::uint64_t last_written = 0;
    std::uint32_t type = 0;
    std::uint32_t bins_size = 0;
};

/// Puts the fields in and makes the checksum right.
void stamp_base_block(std::span<std::byte, base_block_used> bytes, const BaseBlockStamp& stamp);

/// A reason why the fields that reading needs cannot be right; empty when they can.
std::string base_block_problem(const BaseBlock& block);

}  // namespace olkacct::registry::hive

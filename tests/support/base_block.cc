#include "support/base_block.h"

#include <algorithm>

namespace olkacct::test {

namespace {

constexpr std::size_t checksum_offset = 508;
constexpr std::size_t file_name_units = 31;

}  // namespace

Bytes make_base_block(const BaseBlock& fields) {
    Bytes block(base_block_size);
    put_text(block, 0, "regf");
    put64(block, 12, fields.last_written);
    put32(block, 20, 1);
    put32(block, 24, fields.minor_version);
    put32(block, 32, 1);
    put32(block, 36, fields.root_cell);
    put32(block, 40, fields.bins_size);
    put32(block, 44, 1);
    const auto name = text_bytes(fields.file_name.substr(0, file_name_units), false);
    std::ranges::copy(name, block.begin() + 48);
    set_sequences(block, fields.primary_sequence, fields.secondary_sequence);
    return block;
}

void seal_base_block(std::span<std::byte> file) {
    std::uint32_t sum = 0;
    for (std::size_t offset = 0; offset < checksum_offset; offset += 4) {
        sum ^= get32(file, offset);
    }
    if (sum == 0) {
        sum = 1;
    } else if (sum == 0xFFFFFFFF) {
        sum = 0xFFFFFFFE;
    }
    put32(file, checksum_offset, sum);
}

void set_sequences(std::span<std::byte> file, std::uint32_t primary, std::uint32_t secondary) {
    put32(file, 4, primary);
    put32(file, 8, secondary);
    seal_base_block(file);
}

}  // namespace olkacct::test

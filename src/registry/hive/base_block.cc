// Reading and judging base blocks. regf: section 2.
#include "registry/hive/base_block.h"

#include <cstring>

#include "base/byte_reader.h"
#include "base/byte_writer.h"

namespace olkacct::registry::hive {

std::uint32_t base_block_checksum(std::span<const std::byte, base_block_used> bytes) {
    std::uint32_t sum = 0;
    for (std::size_t at = 0; at < 508; at += 4) {
        sum ^= base::load_u32(bytes.subspan(at).first<4>());
    }
    if (sum == 0) {
        return 1;
    }
    return sum == 0xFFFFFFFF ? 0xFFFFFFFE : sum;
}

BaseBlock parse_base_block(std::span<const std::byte, base_block_used> bytes) {
    const auto field = [bytes](std::size_t at) {
        return base::load_u32(bytes.subspan(at).first<4>());
    };
    BaseBlock block;
    block.signature_ok = std::memcmp(bytes.data(), "regf", 4) == 0;
    block.primary_sequence = field(4);
    block.secondary_sequence = field(8);
    block.last_written = base::load_u64(bytes.subspan<12, 8>());
    block.major = field(20);
    block.minor = field(24);
    block.type = field(28);
    block.format = field(32);
    block.root_cell = field(36);
    block.bins_size = field(40);
    block.clustering = field(44);
    block.flags = field(144);
    block.last_reorganised = base::load_u64(bytes.subspan<168, 8>());
    block.checksum_ok = field(508) == base_block_checksum(bytes);
    return block;
}

void stamp_base_block(std::span<std::byte, base_block_used> bytes, const BaseBlockStamp& stamp) {
    base::store_u32(bytes.subspan<4, 4>(), stamp.primary_sequence);
    base::store_u32(bytes.subspan<8, 4>(), stamp.secondary_sequence);
    base::store_u64(bytes.subspan<12, 8>(), stamp.last_written);
    base::store_u32(bytes.subspan<28, 4>(), stamp.type);
    base::store_u32(bytes.subspan<40, 4>(), stamp.bins_size);
    base::store_u32(bytes.subspan<508, 4>(), base_block_checksum(bytes));
}

std::string base_block_problem(const BaseBlock& block) {
    if (!block.signature_ok) {
        return "the signature is not regf";
    }
    if (block.major != 1) {
        return "the major version is " + std::to_string(block.major);
    }
    if (block.format != 1) {
        return "the file format is " + std::to_string(block.format);
    }
    if (block.bins_size < page_size || block.bins_size % page_size != 0 ||
        block.bins_size > max_bins_size) {
        return "the size of the hive bins is " + std::to_string(block.bins_size);
    }
    if (block.root_cell % 8 != 0 || block.root_cell < bin_header_size ||
        block.root_cell >= block.bins_size) {
        return "the root key lies at " + std::to_string(block.root_cell);
    }
    return {};
}

}  // namespace olkacct::registry::hive

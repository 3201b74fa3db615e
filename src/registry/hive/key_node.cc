// Reading key nodes. regf: section 5.1.
#include "registry/hive/key_node.h"

#include <algorithm>

#include "base/byte_reader.h"
#include "base/upcase.h"
#include "base/utf16.h"

namespace olkacct::registry::hive {
namespace {

constexpr std::uint8_t layer_bits = 0x03;

Result<std::span<const std::byte>> name_bytes(Cells& cells, const KeyNode& key) {
    return cells.image().view(key.offset + cell_header_size + key_node_size, key.name_length);
}

}  // namespace

std::u16string decode_name(std::span<const std::byte> bytes, bool compressed) {
    if (!compressed) {
        return base::from_utf16le(bytes);
    }
    const auto* letters = reinterpret_cast<const unsigned char*>(bytes.data());
    return {letters, letters + bytes.size()};
}

Result<KeyNode> read_key_node(Cells& cells, std::uint32_t offset) {
    const auto record = cells.record(offset, "nk", key_node_size);
    if (!record) {
        return tl::unexpected(record.error());
    }
    const auto bytes = record->bytes.first<key_node_size>();
    KeyNode key;
    key.offset = offset;
    key.flags = base::load_u16(bytes.subspan<nk_field::flags, 2>());
    key.last_written = base::load_u64(bytes.subspan<nk_field::time, 8>());
    key.layer = std::to_integer<std::uint8_t>(bytes[13]) & layer_bits;
    key.parent = base::load_u32(bytes.subspan<nk_field::parent, 4>());
    key.subkey_count = base::load_u32(bytes.subspan<nk_field::subkey_count, 4>());
    key.subkey_list = base::load_u32(bytes.subspan<nk_field::subkey_list, 4>());
    key.value_count = base::load_u32(bytes.subspan<nk_field::value_count, 4>());
    key.value_list = base::load_u32(bytes.subspan<nk_field::value_list, 4>());
    key.security = base::load_u32(bytes.subspan<nk_field::security, 4>());
    key.class_name = base::load_u32(bytes.subspan<nk_field::class_name, 4>());
    key.name_length = base::load_u16(bytes.subspan<nk_field::name_length, 2>());
    key.class_length = base::load_u16(bytes.subspan<nk_field::class_length, 2>());
    const std::uint32_t room = record->cell.capacity - static_cast<std::uint32_t>(key_node_size);
    if (key.name_length > room) {
        key.name_length = static_cast<std::uint16_t>(room);
        key.name_cut = true;
    }
    return key;
}

Result<std::u16string> read_key_name(Cells& cells, const KeyNode& key) {
    const auto bytes = name_bytes(cells, key);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return decode_name(*bytes, (key.flags & key_compressed_name) != 0);
}

Result<std::strong_ordering> compare_key_name(Cells& cells, const KeyNode& key,
                                              std::u16string_view name) {
    const auto bytes = name_bytes(cells, key);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    const bool compressed = (key.flags & key_compressed_name) != 0;
    const std::size_t units = compressed ? bytes->size() : bytes->size() / 2;
    for (std::size_t i = 0; i < std::min(units, name.size()); ++i) {
        const auto unit =
            compressed ? std::to_integer<char16_t>((*bytes)[i])
                       : static_cast<char16_t>(base::load_u16(bytes->subspan(2 * i).first<2>()));
        const auto order = base::upcase(unit) <=> base::upcase(name[i]);
        if (order != 0) {
            return order;
        }
    }
    return units <=> name.size();
}

Result<bool> key_has_name(Cells& cells, const KeyNode& key, std::u16string_view name) {
    const bool compressed = (key.flags & key_compressed_name) != 0;
    if (key.name_length / (compressed ? 1U : 2U) != name.size()) {
        return false;
    }
    const auto order = compare_key_name(cells, key, name);
    if (!order) {
        return tl::unexpected(order.error());
    }
    return *order == 0;
}

Result<std::u16string> read_class_name(Cells& cells, const KeyNode& key) {
    if (key.class_length == 0 || key.class_name == nil) {
        return std::u16string();
    }
    const auto cell = cells.cell(key.class_name);
    if (!cell) {
        return tl::unexpected(cell.error());
    }
    const auto bytes =
        cells.view(*cell, 0, std::min<std::uint32_t>(key.class_length, cell->capacity));
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return base::from_utf16le(*bytes);
}

}  // namespace olkacct::registry::hive

// Key nodes: the nk record.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "registry/hive/cells.h"

namespace olkacct::registry::hive {

struct KeyNode {
    std::uint32_t offset = 0;
    std::uint16_t flags = 0;
    std::uint64_t last_written = 0;
    std::uint8_t layer = 0;  ///< layered-key semantics of hives of version 1.6
    std::uint32_t parent = 0;
    std::uint32_t subkey_count = 0;
    std::uint32_t subkey_list = nil;
    std::uint32_t value_count = 0;
    std::uint32_t value_list = nil;
    std::uint32_t security = nil;
    std::uint32_t class_name = nil;
    std::uint16_t class_length = 0;
    std::uint16_t name_length = 0;
    /// The name reaches past its cell and is cut.
    bool name_cut = false;
};

/// Without the name, which read_key_name gives.
Result<KeyNode> read_key_node(Cells& cells, std::uint32_t offset);

Result<std::u16string> read_key_name(Cells& cells, const KeyNode& key);

/// Whether the key has this name by Windows' case rule; makes no string.
Result<bool> key_has_name(Cells& cells, const KeyNode& key, std::u16string_view name);

/// The order of the key's name against `name`, upcased.
Result<std::strong_ordering> compare_key_name(Cells& cells, const KeyNode& key,
                                              std::u16string_view name);

Result<std::u16string> read_class_name(Cells& cells, const KeyNode& key);

/// Widens a compressed name (each byte is a unit) or takes UTF-16LE as it is.
std::u16string decode_name(std::span<const std::byte> bytes, bool compressed);

}  // namespace olkacct::registry::hive

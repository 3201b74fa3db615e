// A tree of keys held in memory, shared between snapshots: what the stores without a file layout of
// their own to read from (memory, .reg) are made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/upcase.h"
#include "olkacct/registry_value.h"
#include "registry/store.h"

namespace olkacct::registry {

/// How deep keys may lie below a root: Windows' own limit, and what bounds every recursion.
inline constexpr std::size_t max_key_depth = 512;
/// The longest names that Windows takes, in UTF-16 units.
inline constexpr std::size_t max_key_name = 255;
inline constexpr std::size_t max_value_name = 16383;

/// Orders names as a hive does; equal are names that Windows takes for the same.
struct NameLess {
    using is_transparent = void;
    bool operator()(std::u16string_view left, std::u16string_view right) const {
        return base::compare_names(left, right) < 0;
    }
};

/// One key. Once it can be reached from a snapshot it never changes, and snapshots share the parts
/// that are equal, hence shared_ptr.
struct KeyNode {
    std::u16string name;  ///< empty for a root
    std::u16string class_name;
    std::uint64_t last_written = 0;
    std::vector<RegistryValue> values;                    ///< in the order of first writing
    std::vector<std::shared_ptr<const KeyNode>> subkeys;  ///< sorted by base::compare_names
};

/// The subkey of that name or null.
const KeyNode* find_subkey(const KeyNode& key, std::u16string_view name);

/// Where in `subkeys` a key of that name stands or would have to stand.
std::size_t subkey_position(const KeyNode& key, std::u16string_view name);

/// The position in `values` of that name, or values.size().
std::size_t value_position(const std::vector<RegistryValue>& values, std::u16string_view name);
std::size_t value_position(const KeyNode& key, std::u16string_view name);

/// Reads one snapshot; keeps it alive. verify() always succeeds: the snapshot cannot change.
std::unique_ptr<ReadTransaction> read_tree(std::shared_ptr<const KeyNode> root,
                                           std::vector<Warning> warnings = {});

}  // namespace olkacct::registry

// Finding a subkey with few reads: by hash or hint, then by order, then one by one.
#include <algorithm>

#include "base/byte_reader.h"
#include "registry/hive/hive_transaction.h"

namespace olkacct::registry::hive {
namespace {

/// Up to here reading every name costs about what a search by order would.
constexpr std::size_t small_list = 8;
constexpr std::uint8_t layer_tombstone = 1;
constexpr std::size_t lh_entry_size = 8;

std::vector<std::uint32_t> key_offsets(const SubkeyLeaves& leaves) {
    std::vector<std::uint32_t> offsets;
    for (const SubkeyLeaf& leaf : leaves.leaves) {
        for (const SubkeyEntry& entry : leaf.entries) {
            offsets.push_back(entry.key);
        }
    }
    return offsets;
}

}  // namespace

Result<SubkeyLeaves> HiveTransaction::leaves(const KeyNode& key) {
    if (key.subkey_count == 0 || key.subkey_list == nil) {
        return SubkeyLeaves{};
    }
    auto result = read_subkey_leaves(cells_, key.subkey_list);
    if (!result) {
        return result;
    }
    std::size_t listed = 0;
    for (const SubkeyLeaf& leaf : result->leaves) {
        listed += leaf.entries.size();
    }
    for (const Error& problem : result->problems) {
        warn(key, "subkeys were dropped", problem);
    }
    if (result->problems.empty() && listed != key.subkey_count) {
        warn(key,
             "the key counts " + std::to_string(key.subkey_count) + " subkeys, its list has " +
                 std::to_string(listed),
             damaged(hive_->image(), key.subkey_list, "counts differ").value());
    }
    return result;
}

Result<bool> HiveTransaction::belongs_elsewhere(const KeyNode& parent, const KeyNode& key) {
    if (key.offset == root_) {
        return true;
    }
    const auto adopted = adopted_.find(key.offset);
    if (adopted != adopted_.end()) {
        return adopted->second != parent.offset;
    }
    // Each such key costs a whole list; nobody's hive has many.
    if (++wrong_parents_ > max_warnings) {
        return true;
    }
    const auto other = read_key_node(cells_, key.parent);
    if (other && other->subkey_list != nil) {
        // A list that two keys share belongs to the one that its keys name.
        const auto lists = read_subkey_leaves(cells_, other->subkey_list);
        if (!lists) {
            return tl::unexpected(lists.error());
        }
        const auto offsets = key_offsets(*lists);
        if (std::find(offsets.begin(), offsets.end(), key.offset) != offsets.end()) {
            return true;
        }
    }
    adopted_.emplace(key.offset, parent.offset);
    return false;
}

Result<std::optional<KeyNode>> HiveTransaction::child(const KeyNode& parent, std::uint32_t offset) {
    const auto key = read_key_node(cells_, offset);
    if (!key) {
        const auto done = tolerate(parent, "a subkey was dropped", key.error());
        if (!done) {
            return tl::unexpected(done.error());
        }
        return std::optional<KeyNode>();
    }
    if (hive_->base().minor >= layered_minor && key->layer == layer_tombstone) {
        return std::optional<KeyNode>();
    }
    if (key->parent != parent.offset) {
        const auto elsewhere = belongs_elsewhere(parent, *key);
        if (!elsewhere) {
            return tl::unexpected(elsewhere.error());
        }
        const Error place = damaged(hive_->image(), offset, "wrong parent").value();
        if (*elsewhere) {
            warn(parent, "a subkey that belongs to another key was dropped", place);
            return std::optional<KeyNode>();
        }
        warn(parent, "a subkey names another key as its parent", place);
    }
    return std::optional<KeyNode>(*key);
}

Result<std::optional<KeyId>> HiveTransaction::match(const KeyNode& parent, std::uint32_t offset,
                                                    std::u16string_view name) {
    const auto key = child(parent, offset);
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (!*key) {
        return std::optional<KeyId>();
    }
    const auto same = key_has_name(cells_, **key, name);
    if (!same) {
        return tl::unexpected(same.error());
    }
    return *same ? std::optional<KeyId>(KeyId{offset}) : std::nullopt;
}

Result<std::optional<KeyId>> HiveTransaction::find_in_plain_list(const KeyNode& parent,
                                                                 std::u16string_view name) {
    const auto list = cells_.plain(parent.subkey_list);
    if (list.size() < list_header_size || list[0] != std::byte{'l'} || list[1] != std::byte{'h'}) {
        return std::optional<KeyId>();
    }
    const std::size_t count = base::load_u16(list.subspan<2, 2>());
    if (count != parent.subkey_count || count > (list.size() - list_header_size) / lh_entry_size) {
        return std::optional<KeyId>();
    }
    const std::uint32_t hash = name_hash(name);
    for (std::size_t i = 0; i < count; ++i) {
        const auto entry =
            list.subspan(list_header_size + i * lh_entry_size).first<lh_entry_size>();
        if (base::load_u32(entry.last<4>()) == hash) {
            return match(parent, base::load_u32(entry.first<4>()), name);
        }
    }
    return std::optional<KeyId>();
}

Result<std::optional<KeyId>> HiveTransaction::find_by_hint(const KeyNode& parent,
                                                           const SubkeyLeaves& leaves,
                                                           std::u16string_view name) {
    const std::uint32_t hash = name_hash(name);
    for (const SubkeyLeaf& leaf : leaves.leaves) {
        for (const SubkeyEntry& entry : leaf.entries) {
            const bool possible =
                leaf.kind == ListKind::lh ? entry.hint == hash : !hint_rejects(entry.hint, name);
            if (!possible || leaf.kind == ListKind::li) {
                continue;
            }
            const auto found = match(parent, entry.key, name);
            if (!found || *found) {
                return found;
            }
        }
    }
    return std::optional<KeyId>();
}

Result<std::optional<KeyId>> HiveTransaction::find_by_order(const KeyNode& parent,
                                                            const SubkeyLeaves& leaves,
                                                            std::u16string_view name) {
    const auto offsets = key_offsets(leaves);
    std::size_t low = 0;
    std::size_t high = offsets.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        const auto key = read_key_node(cells_, offsets[middle]);
        if (!key) {
            return find_by_walk(parent, leaves, name);
        }
        const auto order = compare_key_name(cells_, *key, name);
        if (!order) {
            return tl::unexpected(order.error());
        }
        if (*order == 0) {
            return match(parent, offsets[middle], name);
        }
        (*order < 0 ? low : high) = *order < 0 ? middle + 1 : middle;
    }
    return std::optional<KeyId>();
}

Result<std::optional<KeyId>> HiveTransaction::find_by_walk(const KeyNode& parent,
                                                           const SubkeyLeaves& leaves,
                                                           std::u16string_view name) {
    for (const std::uint32_t offset : key_offsets(leaves)) {
        const auto found = match(parent, offset, name);
        if (!found || *found) {
            return found;
        }
    }
    return std::optional<KeyId>();
}

Result<std::optional<KeyId>> HiveTransaction::find(KeyId parent, std::u16string_view name) {
    const auto key = node(parent);
    if (!key) {
        return tl::unexpected(key.error());
    }
    const auto plain = find_in_plain_list(*key, name);
    if (!plain || *plain) {
        return plain;
    }
    const auto lists = leaves(*key);
    if (!lists) {
        return tl::unexpected(lists.error());
    }
    const auto hinted = find_by_hint(*key, *lists, name);
    if (!hinted || *hinted) {
        return hinted;
    }
    // A wrong hash or hint must not hide a key, nor a wrong order in a list that has neither.
    std::size_t count = 0;
    bool without_hints = false;
    for (const SubkeyLeaf& leaf : lists->leaves) {
        count += leaf.entries.size();
        without_hints = without_hints || leaf.kind == ListKind::li;
    }
    if (without_hints || count <= small_list) {
        return find_by_walk(*key, *lists, name);
    }
    return find_by_order(*key, *lists, name);
}

}  // namespace olkacct::registry::hive

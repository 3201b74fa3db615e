// Changes the subkey list of a key: li, lf and lh leaves and the ri above them.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "registry/hive/edit_parts.h"
#include "registry/hive/key_node.h"
#include "registry/hive/subkey_list.h"

namespace olkacct::registry::hive {

/// A leaf is split in halves when it would hold more: one of hashes or of offsets alone, and one of
/// name hints. regf: section 5.2.
inline constexpr std::size_t most_list_entries = 1012;
inline constexpr std::size_t most_hint_entries = 506;

class SubkeyEditor {
  public:
    explicit SubkeyEditor(EditParts& parts) : parts_(parts) {}

    /// Enters `key`, which is not in the list, at the place of its name; updates the list and the
    /// count of `parent`. hive_damaged when the list is not sound and in order.
    Result<void> insert(const KeyNode& parent, std::uint32_t key, std::u16string_view name);

    /// Takes `key` out; updates the list and the count of `parent`.
    Result<void> remove(const KeyNode& parent, std::uint32_t key);

    /// Whether the whole list of `parent` was found sound and in order in this transaction, so that
    /// find answers for it.
    [[nodiscard]] bool knows(std::uint32_t parent) const { return ordered_.contains(parent); }

    /// By order alone, reading no more than that takes.
    Result<std::optional<std::uint32_t>> find(const KeyNode& parent, std::u16string_view name);

    /// Frees all cells of the list, not the keys in it.
    Result<void> free_list(std::uint32_t list);

    /// The keys in the list, strictly: hive_damaged where reading would warn.
    Result<std::vector<std::uint32_t>> keys(const KeyNode& parent);

  private:
    /// Its entries stay in the hive.
    struct Leaf {
        std::uint32_t offset = 0;    ///< 0: not written yet
        std::uint32_t capacity = 0;  ///< bytes of content
        ListKind kind = ListKind::li;
        std::uint32_t count = 0;
    };
    struct List {
        std::uint32_t index = 0;  ///< offset of the ri; 0 when the only leaf is the list
        std::uint32_t index_capacity = 0;
        std::vector<Leaf> leaves;
    };
    /// Where a name stands or belongs.
    struct Place {
        std::size_t leaf = 0;
        std::uint32_t entry = 0;
        std::uint32_t key = 0;  ///< 0: no key of the list has the name
    };

    Result<Leaf> leaf_at(std::uint32_t offset);
    Result<List> list_at(std::uint32_t offset);
    /// With as many entries as the key counts; empty without subkeys.
    Result<List> list_of(const KeyNode& parent);
    Result<std::uint32_t> key_at(const Leaf& leaf, std::uint32_t entry);
    Result<std::vector<std::byte>> entries_of(const Leaf& leaf);
    Result<std::vector<std::uint32_t>> keys_in(const List& list);

    /// Reads every key of the list, but once for each parent.
    Result<void> check_order(const KeyNode& parent, const List& list);
    Result<std::strong_ordering> compare(std::uint32_t key, std::u16string_view name);
    /// In a list that is in order and has a leaf.
    Result<Place> place_of(const List& list, std::u16string_view name);
    /// In any list.
    Result<Place> place_of_key(const KeyNode& parent, const List& list, std::uint32_t key);

    Result<void> write_leaf(Leaf& leaf, std::span<const std::byte> entries, std::uint32_t near);
    Result<void> write_index(List& list, std::uint32_t near);
    Result<void> split(List& list, std::size_t leaf, std::span<const std::byte> entries,
                       std::uint32_t near);
    /// Writes what hangs at the key: the list's offset and the count of subkeys.
    Result<void> attach(const KeyNode& parent, const List& list, std::uint32_t count);

    EditParts& parts_;
    /// Keys whose whole list was found to be in order; every change keeps it so.
    std::unordered_set<std::uint32_t> ordered_;
};

/// The name hint of lf lists. regf: section 5.2.
std::uint32_t name_hint(std::u16string_view name);

}  // namespace olkacct::registry::hive

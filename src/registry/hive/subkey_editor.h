// Changes the subkey list of a key: li, lf and lh leaves and the ri above them.
#pragma once

#include <cstdint>
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

    /// Frees all cells of the list, not the keys in it.
    Result<void> free_list(std::uint32_t list);

    /// The keys in the list, strictly: hive_damaged where reading would warn.
    Result<std::vector<std::uint32_t>> keys(const KeyNode& parent);

  private:
    struct Leaf {
        std::uint32_t offset = 0;
        std::uint32_t capacity = 0;  ///< bytes of content
        ListKind kind = ListKind::li;
        std::vector<SubkeyEntry> entries;
    };
    struct List {
        std::uint32_t index = 0;  ///< offset of the ri; 0 when the only leaf is the list
        std::uint32_t index_capacity = 0;
        std::vector<Leaf> leaves;
    };

    /// The cells of a list, unread.
    struct Outline {
        std::uint32_t index = 0;
        std::uint32_t index_capacity = 0;
        std::vector<std::uint32_t> leaves;
    };

    Result<Outline> outline(std::uint32_t list);
    Result<List> read(const KeyNode& parent);
    Result<Leaf> read_leaf(std::uint32_t offset);
    Result<void> check_order(const KeyNode& parent, const List& list);
    /// Where a name belongs: the leaf and the place in it.
    struct Place {
        std::size_t leaf = 0;
        std::size_t entry = 0;
    };
    Result<Place> place_of(const List& list, std::u16string_view name);

    Result<void> write_leaf(Leaf& leaf, std::uint32_t near);
    Result<void> write_index(List& list, std::uint32_t near);
    Result<void> split(List& list, std::size_t leaf, std::uint32_t near);
    /// Writes what hangs at the key: the list's offset and the count of subkeys.
    Result<void> attach(const KeyNode& parent, const List& list, std::uint32_t count);

    EditParts& parts_;
    /// Keys whose whole list was found to be in order; every change keeps it so.
    std::unordered_set<std::uint32_t> ordered_;
};

/// The name hint of lf lists. regf: section 5.2.
std::uint32_t name_hint(std::u16string_view name);

}  // namespace olkacct::registry::hive

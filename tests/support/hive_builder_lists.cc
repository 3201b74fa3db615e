// Subkey lists of a built hive: leaves of one kind, and an `ri` over them when one is not enough.
#include <algorithm>

#include "base/upcase.h"
#include "support/hive_builder.h"
#include "support/hive_names.h"

namespace olkacct::test {

namespace {

constexpr std::size_t list_header_size = 4;

std::size_t entry_size(ListKind kind) { return kind == ListKind::li ? 4 : 8; }

std::string_view signature(ListKind kind) {
    switch (kind) {
        case ListKind::li:
            return "li";
        case ListKind::lf:
            return "lf";
        case ListKind::lh:
            break;
    }
    return "lh";
}

}  // namespace

std::optional<HiveBuilder::KeyId> HiveBuilder::find_key(KeyId parent,
                                                        std::u16string_view name) const {
    const auto name_of = [this](KeyId key) -> std::u16string_view { return keys_[key].name; };
    for (const auto& leaf : keys_[parent].leaves) {
        if (name_less(name_of(leaf.keys.back()), name)) {
            continue;
        }
        const auto found = std::ranges::lower_bound(leaf.keys, name, name_less, name_of);
        return base::same_name(name_of(*found), name) ? std::optional(*found) : std::nullopt;
    }
    return std::nullopt;
}

std::vector<HiveBuilder::KeyId> HiveBuilder::subkeys(KeyId key) const {
    std::vector<KeyId> all;
    for (const auto& leaf : keys_[key].leaves) {
        all.insert(all.end(), leaf.keys.begin(), leaf.keys.end());
    }
    return all;
}

void HiveBuilder::insert_subkey(KeyId parent, KeyId key) {
    const auto name_of = [this](KeyId id) -> std::u16string_view { return keys_[id].name; };
    auto& leaves = keys_[parent].leaves;
    if (leaves.empty()) {
        leaves.emplace_back();
    }
    auto leaf = leaves.begin();
    while (leaf + 1 != leaves.end() && name_less(name_of(leaf->keys.back()), name_of(key))) {
        ++leaf;
    }
    const auto place = std::ranges::lower_bound(leaf->keys, name_of(key), name_less, name_of);
    leaf->keys.insert(place, key);
    ++keys_[parent].subkey_count;
    if (leaf->keys.size() > options_.leaf_capacity) {
        const auto half = leaf->keys.begin() + static_cast<std::ptrdiff_t>(leaf->keys.size() / 2);
        Leaf upper;
        upper.keys.assign(half, leaf->keys.end());
        leaf->keys.erase(half, leaf->keys.end());
        write_leaf(*leaf);
        write_leaf(upper);
        leaves.insert(leaf + 1, std::move(upper));
    } else {
        write_leaf(*leaf);
    }
    write_index(parent);
    raise(parent, 52, name_of(key).size() * 2);
    put64(record(parent), 4, now_);
}

void HiveBuilder::erase_subkey(KeyId parent, KeyId key) {
    auto& owner = keys_[parent];
    const auto leaf = std::ranges::find_if(owner.leaves, [key](const Leaf& candidate) {
        return std::ranges::find(candidate.keys, key) != candidate.keys.end();
    });
    std::erase(leaf->keys, key);
    --owner.subkey_count;
    if (leaf->keys.empty()) {
        cells_.release(leaf->cell);
        owner.leaves.erase(leaf);
    } else {
        write_leaf(*leaf);
    }
    if (owner.leaves.empty() && owner.index_cell != CellSpace::nil) {
        cells_.release(owner.index_cell);
        owner.index_cell = CellSpace::nil;
    }
    write_index(parent);
}

void HiveBuilder::write_leaf(Leaf& leaf) {
    const auto count = leaf.keys.size();
    if (leaf.cell == CellSpace::nil || count > leaf.capacity) {
        if (leaf.cell != CellSpace::nil) {
            cells_.release(leaf.cell);
        }
        // Lists grow with a reserve, so a cell is often larger than its count (regf: section 5.2).
        leaf.capacity = count < 4 ? count : std::min(options_.leaf_capacity, count + count / 4 + 1);
        leaf.cell =
            cells_.allocate(list_header_size + entry_size(options_.list_kind) * leaf.capacity);
    }
    const auto content = cells_.content(leaf.cell);
    put_text(content, 0, signature(options_.list_kind));
    put16(content, 2, static_cast<std::uint32_t>(count));
    for (std::size_t i = 0; i < count; ++i) {
        write_list_entry(content, i, leaf.keys[i]);
    }
}

void HiveBuilder::write_list_entry(std::span<std::byte> content, std::size_t index,
                                   KeyId key) const {
    const auto offset = list_header_size + index * entry_size(options_.list_kind);
    put32(content, offset, keys_[key].cell);
    if (options_.list_kind == ListKind::lh) {
        put32(content, offset + 4, name_hash(keys_[key].name));
    } else if (options_.list_kind == ListKind::lf) {
        put32(content, offset + 4, name_hint(keys_[key].name));
    }
}

void HiveBuilder::write_index(KeyId parent) {
    auto& owner = keys_[parent];
    put32(record(parent), 20, static_cast<std::uint32_t>(owner.subkey_count));
    if (owner.leaves.empty()) {
        put32(record(parent), 28, CellSpace::nil);
        return;
    }
    const auto count = owner.leaves.size();
    if (count == 1 && owner.index_cell == CellSpace::nil) {
        put32(record(parent), 28, owner.leaves.front().cell);
        return;
    }
    if (owner.index_cell == CellSpace::nil || count > owner.index_capacity) {
        if (owner.index_cell != CellSpace::nil) {
            cells_.release(owner.index_cell);
        }
        owner.index_capacity = count + 2;
        owner.index_cell = cells_.allocate(list_header_size + 4 * owner.index_capacity);
    }
    const auto content = cells_.content(owner.index_cell);
    put_text(content, 0, "ri");
    put16(content, 2, static_cast<std::uint32_t>(count));
    for (std::size_t i = 0; i < count; ++i) {
        put32(content, list_header_size + 4 * i, owner.leaves[i].cell);
    }
    put32(record(parent), 28, owner.index_cell);
}

}  // namespace olkacct::test

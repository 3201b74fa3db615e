// Keeping subkey lists sorted, within their limits and without empty leaves. regf: sections 5.2
// and 11.
#include "registry/hive/subkey_editor.h"

#include <array>
#include <cstring>

#include "base/byte_reader.h"
#include "base/byte_writer.h"
#include "registry/hive/record_writer.h"

namespace olkacct::registry::hive {
namespace {

/// What the count of an ri can tell.
constexpr std::size_t most_leaves = 0xFFFF;

std::uint32_t entry_size(ListKind kind) { return kind == ListKind::li ? 4 : 8; }

std::size_t limit_of(ListKind kind) {
    return kind == ListKind::lf ? most_hint_entries : most_list_entries;
}

const char* signature_of(ListKind kind) {
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

std::uint32_t hint_for(ListKind kind, std::u16string_view name) {
    switch (kind) {
        case ListKind::li:
            return 0;
        case ListKind::lf:
            return name_hint(name);
        case ListKind::lh:
            break;
    }
    return name_hash(name);
}

std::uint32_t size_of(std::size_t count, std::uint32_t each) {
    return static_cast<std::uint32_t>(list_header_size) + static_cast<std::uint32_t>(count) * each;
}

// Windows grows lists with room for half as many entries again.
std::uint32_t size_with_reserve(std::size_t count, std::uint32_t each) {
    return size_of(count + (count + 1) / 2, each);
}

std::span<const std::byte> ascii(const char* text) { return std::as_bytes(std::span(text, 2)); }

std::optional<ListKind> kind_of(std::span<const std::byte, 2> signature) {
    for (const ListKind kind : {ListKind::li, ListKind::lf, ListKind::lh}) {
        if (std::memcmp(signature.data(), signature_of(kind), 2) == 0) {
            return kind;
        }
    }
    return std::nullopt;
}

}  // namespace

std::uint32_t name_hint(std::u16string_view name) {
    const std::u16string_view start = name.substr(0, 4);
    std::uint32_t hint = 0;
    // From the last of the first four units back to the first that does not fit a byte.
    for (std::size_t i = start.size(); i-- > 0 && start[i] <= 0xFF;) {
        hint |= std::uint32_t{start[i]} << (8 * i);
    }
    return hint;
}

Result<SubkeyEditor::Leaf> SubkeyEditor::leaf_at(std::uint32_t offset) {
    const auto cell = parts_.cells.cell(offset);
    if (!cell) {
        return tl::unexpected(cell.error());
    }
    const auto header = parts_.cells.view(*cell, 0, list_header_size);
    if (!header) {
        return tl::unexpected(header.error());
    }
    const auto kind = kind_of(header->first<2>());
    if (!kind) {
        return damaged(parts_.image, offset, "a cell is no leaf of a subkey list");
    }
    const Leaf leaf{offset, cell->capacity, *kind, base::load_u16(header->subspan<2, 2>())};
    if (size_of(leaf.count, entry_size(leaf.kind)) > leaf.capacity) {
        return damaged(parts_.image, offset, "a subkey list is shorter than its count");
    }
    return leaf;
}

Result<SubkeyEditor::List> SubkeyEditor::list_at(std::uint32_t offset) {
    const auto cell = parts_.cells.cell(offset);
    if (!cell) {
        return tl::unexpected(cell.error());
    }
    const auto header = parts_.cells.view(*cell, 0, list_header_size);
    if (!header) {
        return tl::unexpected(header.error());
    }
    List list;
    std::vector<std::uint32_t> leaves = {offset};
    if (std::memcmp(header->data(), "ri", 2) == 0) {
        list.index = offset;
        list.index_capacity = cell->capacity;
        const std::uint32_t count = base::load_u16(header->subspan<2, 2>());
        const auto bytes = parts_.cells.view(*cell, list_header_size, count * 4);
        if (!bytes) {
            return tl::unexpected(bytes.error());
        }
        leaves.clear();
        for (std::uint32_t i = 0; i < count; ++i) {
            leaves.push_back(base::load_u32(bytes->subspan(std::size_t{4} * i).first<4>()));
        }
    }
    for (const std::uint32_t leaf : leaves) {
        const auto found = leaf_at(leaf);
        if (!found) {
            return tl::unexpected(found.error());
        }
        list.leaves.push_back(*found);
    }
    return list;
}

Result<SubkeyEditor::List> SubkeyEditor::list_of(const KeyNode& parent) {
    if (parent.subkey_count == 0) {
        return List{};
    }
    auto list = list_at(parent.subkey_list);
    if (!list) {
        return list;
    }
    std::size_t count = 0;
    for (const Leaf& leaf : list->leaves) {
        count += leaf.count;
    }
    if (count != parent.subkey_count) {
        return damaged(parts_.image, parent.offset, "a key's list does not have its count");
    }
    return list;
}

Result<std::uint32_t> SubkeyEditor::key_at(const Leaf& leaf, std::uint32_t entry) {
    const auto bytes = parts_.image.view(
        leaf.offset + cell_header_size + size_of(entry, entry_size(leaf.kind)), 4);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return base::load_u32(bytes->first<4>());
}

Result<std::vector<std::byte>> SubkeyEditor::entries_of(const Leaf& leaf) {
    std::vector<std::byte> entries(std::size_t{leaf.count} * entry_size(leaf.kind));
    return parts_.image.read(leaf.offset + cell_header_size + size_of(0, 0), entries).map([&] {
        return std::move(entries);
    });
}

Result<void> SubkeyEditor::check_order(const KeyNode& parent, const List& list) {
    if (ordered_.contains(parent.offset)) {
        return {};
    }
    const auto listed = keys_in(list);
    if (!listed) {
        return tl::unexpected(listed.error());
    }
    std::u16string last;
    for (const std::uint32_t offset : *listed) {
        const auto key = read_key_node(parts_.cells, offset);
        if (!key) {
            return tl::unexpected(key.error());
        }
        if (key->parent != parent.offset) {
            return damaged(parts_.image, offset, "a subkey names another key as its parent");
        }
        if (!last.empty()) {
            const auto order = compare_key_name(parts_.cells, *key, last);
            if (!order) {
                return tl::unexpected(order.error());
            }
            if (*order <= 0) {
                return damaged(parts_.image, offset, "a subkey list is not in order");
            }
        }
        auto name = read_key_name(parts_.cells, *key);
        if (!name) {
            return tl::unexpected(name.error());
        }
        last = std::move(*name);
    }
    ordered_.insert(parent.offset);
    return {};
}

Result<std::strong_ordering> SubkeyEditor::compare(std::uint32_t key, std::u16string_view name) {
    const auto node = read_key_node(parts_.cells, key);
    if (!node) {
        return tl::unexpected(node.error());
    }
    return compare_key_name(parts_.cells, *node, name);
}

Result<SubkeyEditor::Place> SubkeyEditor::place_of(const List& list, std::u16string_view name) {
    // The last leaf whose first name is not behind the name; empty leaves, which other writers
    // leave, are passed over.
    Place place;
    for (std::size_t i = 0; i < list.leaves.size(); ++i) {
        if (list.leaves[i].count == 0) {
            continue;
        }
        const auto order = key_at(list.leaves[i], 0).and_then([&](std::uint32_t key) {
            return compare(key, name);
        });
        if (!order) {
            return tl::unexpected(order.error());
        }
        if (*order > 0) {
            break;
        }
        place.leaf = i;
    }
    const Leaf& leaf = list.leaves[place.leaf];
    std::uint32_t high = leaf.count;
    while (place.entry < high) {
        const std::uint32_t middle = (place.entry + high) / 2;
        const auto key = key_at(leaf, middle);
        if (!key) {
            return tl::unexpected(key.error());
        }
        const auto order = compare(*key, name);
        if (!order) {
            return tl::unexpected(order.error());
        }
        if (*order == 0) {
            return Place{place.leaf, middle, *key};
        }
        (*order < 0 ? place.entry : high) = *order < 0 ? middle + 1 : middle;
    }
    return place;
}

Result<std::optional<std::uint32_t>> SubkeyEditor::find(const KeyNode& parent,
                                                        std::u16string_view name) {
    if (parent.subkey_count == 0) {
        return std::optional<std::uint32_t>();
    }
    return list_of(parent)
        .and_then([&](const List& list) { return place_of(list, name); })
        .map([](const Place& place) {
            return place.key == 0 ? std::nullopt : std::optional(place.key);
        });
}

Result<void> SubkeyEditor::write_leaf(Leaf& leaf, std::span<const std::byte> entries,
                                      std::uint32_t near) {
    const std::uint32_t each = entry_size(leaf.kind);
    leaf.count = static_cast<std::uint32_t>(entries.size()) / each;
    if (leaf.offset == 0 || size_of(leaf.count, each) > leaf.capacity) {
        const auto length =
            leaf.offset == 0 ? size_of(leaf.count, each) : size_with_reserve(leaf.count, each);
        const auto cell = parts_.allocator.allocate(length, near);
        if (!cell) {
            return tl::unexpected(cell.error());
        }
        if (leaf.offset != 0) {
            if (auto done = parts_.allocator.free(leaf.offset); !done) {
                return done;
            }
        }
        leaf.offset = *cell;
        leaf.capacity = length;
    }
    RecordWriter writer(parts_.image);
    const std::uint32_t at = leaf.offset + cell_header_size;
    writer.bytes(at, ascii(signature_of(leaf.kind)));
    writer.u16(at + 2, static_cast<std::uint16_t>(leaf.count));
    writer.bytes(at + size_of(0, 0), entries);
    return writer.done();
}

Result<void> SubkeyEditor::write_index(List& list, std::uint32_t near) {
    if (list.leaves.size() > most_leaves) {
        return fail(ErrorCode::limit_exceeded, "a key holds no more subkeys", parts_.image.path());
    }
    if (list.index == 0 || size_of(list.leaves.size(), 4) > list.index_capacity) {
        const std::uint32_t length = size_with_reserve(list.leaves.size(), 4);
        const auto cell = parts_.allocator.allocate(length, near);
        if (!cell) {
            return tl::unexpected(cell.error());
        }
        if (list.index != 0) {
            if (auto done = parts_.allocator.free(list.index); !done) {
                return done;
            }
        }
        list.index = *cell;
        list.index_capacity = length;
    }
    RecordWriter writer(parts_.image);
    std::uint32_t at = list.index + cell_header_size;
    writer.bytes(at, ascii("ri"));
    writer.u16(at + 2, static_cast<std::uint16_t>(list.leaves.size()));
    for (const Leaf& leaf : list.leaves) {
        at += 4;
        writer.u32(at, leaf.offset);
    }
    return writer.done();
}

Result<void> SubkeyEditor::split(List& list, std::size_t index, std::span<const std::byte> entries,
                                 std::uint32_t near) {
    Leaf& full = list.leaves[index];
    Leaf upper{0, 0, full.kind, 0};
    const std::uint32_t each = entry_size(full.kind);
    const std::size_t middle = entries.size() / each / 2 * each;
    auto done = write_leaf(full, entries.first(middle), near);
    if (done) {
        done = write_leaf(upper, entries.subspan(middle), near);
    }
    list.leaves.insert(list.leaves.begin() + static_cast<std::ptrdiff_t>(index) + 1, upper);
    return done;
}

Result<void> SubkeyEditor::attach(const KeyNode& parent, const List& list, std::uint32_t count) {
    std::uint32_t top = nil;
    if (list.index != 0) {
        top = list.index;
    } else if (!list.leaves.empty()) {
        top = list.leaves.front().offset;
    }
    RecordWriter writer(parts_.image);
    const std::uint32_t record = parent.offset + cell_header_size;
    writer.u32(record + nk_field::subkey_list, top);
    writer.u32(record + nk_field::subkey_count, count);
    return writer.done();
}

Result<void> SubkeyEditor::insert(const KeyNode& parent, std::uint32_t key,
                                  std::u16string_view name) {
    auto list = list_of(parent);
    if (!list) {
        return tl::unexpected(list.error());
    }
    if (auto done = check_order(parent, *list); !done) {
        return done;
    }
    if (list->leaves.empty()) {
        list->leaves.push_back(
            {0, 0, parts_.minor >= hash_list_minor ? ListKind::lh : ListKind::lf, 0});
    }
    const auto place = place_of(*list, name);
    if (!place) {
        return tl::unexpected(place.error());
    }
    Leaf& leaf = list->leaves[place->leaf];
    auto entries = leaf.count == 0 ? Result<std::vector<std::byte>>() : entries_of(leaf);
    if (!entries) {
        return tl::unexpected(entries.error());
    }
    std::array<std::byte, 8> entry{};
    base::store_u32(std::span(entry).first<4>(), key);
    base::store_u32(std::span(entry).last<4>(), hint_for(leaf.kind, name));
    const std::uint32_t each = entry_size(leaf.kind);
    entries->insert(entries->begin() + static_cast<std::ptrdiff_t>(place->entry * each),
                    entry.begin(), entry.begin() + each);
    const std::uint32_t before = leaf.offset;
    const bool is_full = leaf.count + 1 > limit_of(leaf.kind);
    Result<void> done;
    if (is_full) {
        done = split(*list, place->leaf, *entries, parent.offset);
    } else {
        done = write_leaf(leaf, *entries, parent.offset);
    }
    const bool moved = list->leaves[place->leaf].offset != before;
    if (done && (is_full || (moved && list->index != 0))) {
        done = write_index(*list, parent.offset);
    }
    return done ? attach(parent, *list, parent.subkey_count + 1) : done;
}

Result<SubkeyEditor::Place> SubkeyEditor::place_of_key(const KeyNode& parent, const List& list,
                                                       std::uint32_t key) {
    if (check_order(parent, list)) {
        const auto name = read_key_node(parts_.cells, key).and_then([&](const KeyNode& node) {
            return read_key_name(parts_.cells, node);
        });
        if (!name) {
            return tl::unexpected(name.error());
        }
        const auto place = place_of(list, *name);
        if (!place || place->key == key) {
            return place;
        }
    }
    for (std::size_t leaf = 0; leaf < list.leaves.size(); ++leaf) {
        for (std::uint32_t entry = 0; entry < list.leaves[leaf].count; ++entry) {
            const auto listed = key_at(list.leaves[leaf], entry);
            if (!listed) {
                return tl::unexpected(listed.error());
            }
            if (*listed == key) {
                return Place{leaf, entry, key};
            }
        }
    }
    return damaged(parts_.image, parent.offset, "a key is not in the list of the one above it");
}

Result<void> SubkeyEditor::remove(const KeyNode& parent, std::uint32_t key) {
    auto list = list_of(parent);
    if (!list) {
        return tl::unexpected(list.error());
    }
    const auto place = place_of_key(parent, *list, key);
    if (!place) {
        return tl::unexpected(place.error());
    }
    if (parent.subkey_count == 1) {
        auto done = free_list(parent.subkey_list);
        return done ? attach(parent, List{}, 0) : done;
    }
    Leaf& leaf = list->leaves[place->leaf];
    Result<void> done;
    if (leaf.count > 1) {
        auto entries = entries_of(leaf);
        if (!entries) {
            return tl::unexpected(entries.error());
        }
        const std::uint32_t each = entry_size(leaf.kind);
        const auto gone = entries->begin() + static_cast<std::ptrdiff_t>(place->entry * each);
        entries->erase(gone, gone + each);
        done = write_leaf(leaf, *entries, parent.offset);
    } else {
        // Others are left, so there is an index.
        done = parts_.allocator.free(leaf.offset);
        list->leaves.erase(list->leaves.begin() + static_cast<std::ptrdiff_t>(place->leaf));
        if (done) {
            done = write_index(*list, parent.offset);
        }
    }
    return done ? attach(parent, *list, parent.subkey_count - 1) : done;
}

Result<void> SubkeyEditor::free_list(std::uint32_t offset) {
    const auto list = list_at(offset);
    if (!list) {
        return tl::unexpected(list.error());
    }
    for (const Leaf& leaf : list->leaves) {
        if (auto done = parts_.allocator.free(leaf.offset); !done) {
            return done;
        }
    }
    return list->index == 0 ? Result<void>() : parts_.allocator.free(list->index);
}

Result<std::vector<std::uint32_t>> SubkeyEditor::keys_in(const List& list) {
    std::vector<std::uint32_t> offsets;
    for (const Leaf& leaf : list.leaves) {
        const auto entries = entries_of(leaf);
        if (!entries) {
            return tl::unexpected(entries.error());
        }
        for (std::size_t at = 0; at < entries->size(); at += entry_size(leaf.kind)) {
            offsets.push_back(base::load_u32(std::span(*entries).subspan(at).first<4>()));
        }
    }
    return offsets;
}

Result<std::vector<std::uint32_t>> SubkeyEditor::keys(const KeyNode& parent) {
    return list_of(parent).and_then([this](const List& list) { return keys_in(list); });
}

}  // namespace olkacct::registry::hive

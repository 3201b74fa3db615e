// Keeping subkey lists sorted, within their limits and without empty leaves. regf: sections 5.2
// and 11.
#include "registry/hive/subkey_editor.h"

#include <algorithm>
#include <cstring>

#include "base/byte_reader.h"
#include "registry/hive/record_writer.h"

namespace olkacct::registry::hive {
namespace {

constexpr std::uint32_t subkey_count_field = 20;
constexpr std::uint32_t subkey_list_field = 28;

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

Result<SubkeyEditor::Leaf> SubkeyEditor::read_leaf(std::uint32_t offset) {
    const auto cell = parts_.cells.cell(offset);
    if (!cell) {
        return tl::unexpected(cell.error());
    }
    auto parsed = read_subkey_leaves(parts_.cells, offset);
    if (!parsed) {
        return tl::unexpected(parsed.error());
    }
    if (!parsed->problems.empty()) {
        return tl::unexpected(parsed->problems.front());
    }
    if (parsed->leaves.size() != 1) {
        return damaged(parts_.image, offset, "a list of lists holds another");
    }
    return Leaf{offset, cell->capacity, parsed->leaves.front().kind,
                std::move(parsed->leaves.front().entries)};
}

Result<SubkeyEditor::Outline> SubkeyEditor::outline(std::uint32_t list) {
    const auto cell = parts_.cells.cell(list);
    if (!cell) {
        return tl::unexpected(cell.error());
    }
    const auto header = parts_.cells.view(*cell, 0, list_header_size);
    if (!header) {
        return tl::unexpected(header.error());
    }
    if (std::memcmp(header->data(), "ri", 2) != 0) {
        return Outline{0, 0, {list}};
    }
    Outline outline{list, cell->capacity, {}};
    const std::uint32_t count = base::load_u16(header->subspan<2, 2>());
    const auto bytes = parts_.cells.view(*cell, list_header_size, count * 4);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        outline.leaves.push_back(base::load_u32(bytes->subspan(std::size_t{4} * i).first<4>()));
    }
    return outline;
}

Result<SubkeyEditor::List> SubkeyEditor::read(const KeyNode& parent) {
    List list;
    if (parent.subkey_count == 0) {
        return list;
    }
    const auto outlined = outline(parent.subkey_list);
    if (!outlined) {
        return tl::unexpected(outlined.error());
    }
    list.index = outlined->index;
    list.index_capacity = outlined->index_capacity;
    std::size_t count = 0;
    for (const std::uint32_t offset : outlined->leaves) {
        auto leaf = read_leaf(offset);
        if (!leaf) {
            return tl::unexpected(leaf.error());
        }
        count += leaf->entries.size();
        list.leaves.push_back(std::move(*leaf));
    }
    if (count != parent.subkey_count) {
        return damaged(parts_.image, parent.offset, "a key's list does not have its count");
    }
    return list;
}

Result<void> SubkeyEditor::check_order(const KeyNode& parent, const List& list) {
    if (ordered_.contains(parent.offset)) {
        return {};
    }
    std::u16string last;
    for (const Leaf& leaf : list.leaves) {
        for (const SubkeyEntry& entry : leaf.entries) {
            const auto key = read_key_node(parts_.cells, entry.key);
            if (!key) {
                return tl::unexpected(key.error());
            }
            if (!last.empty()) {
                const auto order = compare_key_name(parts_.cells, *key, last);
                if (!order) {
                    return tl::unexpected(order.error());
                }
                if (*order <= 0) {
                    return damaged(parts_.image, leaf.offset, "a subkey list is not in order");
                }
            }
            auto name = read_key_name(parts_.cells, *key);
            if (!name) {
                return tl::unexpected(name.error());
            }
            last = std::move(*name);
        }
    }
    ordered_.insert(parent.offset);
    return {};
}

Result<SubkeyEditor::Place> SubkeyEditor::place_of(const List& list, std::u16string_view name) {
    std::vector<Place> places;
    for (std::size_t leaf = 0; leaf < list.leaves.size(); ++leaf) {
        for (std::size_t entry = 0; entry < list.leaves[leaf].entries.size(); ++entry) {
            places.push_back({leaf, entry});
        }
    }
    std::size_t low = 0;
    for (std::size_t high = places.size(); low < high;) {
        const std::size_t middle = (low + high) / 2;
        const Place& at = places[middle];
        const auto key = read_key_node(parts_.cells, list.leaves[at.leaf].entries[at.entry].key);
        if (!key) {
            return tl::unexpected(key.error());
        }
        const auto order = compare_key_name(parts_.cells, *key, name);
        if (!order) {
            return tl::unexpected(order.error());
        }
        if (*order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < places.size()) {
        return places[low];
    }
    // Behind the last entry of the last leaf.
    return Place{list.leaves.size() - 1, list.leaves.back().entries.size()};
}

Result<void> SubkeyEditor::write_leaf(Leaf& leaf, std::uint32_t near) {
    const std::uint32_t each = entry_size(leaf.kind);
    if (leaf.offset == 0 || size_of(leaf.entries.size(), each) > leaf.capacity) {
        const auto length = leaf.offset == 0 ? size_of(leaf.entries.size(), each)
                                             : size_with_reserve(leaf.entries.size(), each);
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
    std::uint32_t at = leaf.offset + cell_header_size;
    writer.bytes(at, ascii(signature_of(leaf.kind)));
    writer.u16(at + 2, static_cast<std::uint16_t>(leaf.entries.size()));
    at += list_header_size;
    for (const SubkeyEntry& entry : leaf.entries) {
        writer.u32(at, entry.key);
        if (each == 8) {
            writer.u32(at + 4, entry.hint);
        }
        at += each;
    }
    return writer.done();
}

Result<void> SubkeyEditor::write_index(List& list, std::uint32_t near) {
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

Result<void> SubkeyEditor::split(List& list, std::size_t index, std::uint32_t near) {
    Leaf& full = list.leaves[index];
    const auto middle = static_cast<std::ptrdiff_t>(full.entries.size() / 2);
    Leaf upper{0, 0, full.kind, {full.entries.begin() + middle, full.entries.end()}};
    full.entries.erase(full.entries.begin() + middle, full.entries.end());
    auto done = write_leaf(full, near);
    if (done) {
        done = write_leaf(upper, near);
    }
    list.leaves.insert(list.leaves.begin() + static_cast<std::ptrdiff_t>(index) + 1,
                       std::move(upper));
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
    writer.u32(record + subkey_list_field, top);
    writer.u32(record + subkey_count_field, count);
    return writer.done();
}

Result<void> SubkeyEditor::insert(const KeyNode& parent, std::uint32_t key,
                                  std::u16string_view name) {
    auto list = read(parent);
    if (!list) {
        return tl::unexpected(list.error());
    }
    if (list->leaves.empty()) {
        list->leaves.push_back(
            {0, 0, parts_.minor >= hash_list_minor ? ListKind::lh : ListKind::lf, {}});
    }
    if (auto done = check_order(parent, *list); !done) {
        return done;
    }
    const auto place = place_of(*list, name);
    if (!place) {
        return tl::unexpected(place.error());
    }
    Leaf& leaf = list->leaves[place->leaf];
    leaf.entries.insert(leaf.entries.begin() + static_cast<std::ptrdiff_t>(place->entry),
                        {key, hint_for(leaf.kind, name)});
    Result<void> done;
    if (leaf.entries.size() > limit_of(leaf.kind)) {
        done = split(*list, place->leaf, parent.offset);
    } else {
        done = write_leaf(leaf, parent.offset);
    }
    if (done && (list->index != 0 || list->leaves.size() > 1)) {
        done = write_index(*list, parent.offset);
    }
    return done ? attach(parent, *list, parent.subkey_count + 1) : done;
}

Result<void> SubkeyEditor::remove(const KeyNode& parent, std::uint32_t key) {
    auto list = read(parent);
    if (!list) {
        return tl::unexpected(list.error());
    }
    for (auto leaf = list->leaves.begin(); leaf != list->leaves.end(); ++leaf) {
        const auto entry = std::ranges::find(leaf->entries, key, &SubkeyEntry::key);
        if (entry == leaf->entries.end()) {
            continue;
        }
        leaf->entries.erase(entry);
        Result<void> done;
        if (!leaf->entries.empty()) {
            done = write_leaf(*leaf, parent.offset);
        } else {
            done = parts_.allocator.free(leaf->offset);
            list->leaves.erase(leaf);
            if (done && list->index != 0 && list->leaves.empty()) {
                done = parts_.allocator.free(list->index);
                list->index = 0;
            } else if (done && list->index != 0) {
                done = write_index(*list, parent.offset);
            }
        }
        return done ? attach(parent, *list, parent.subkey_count - 1) : done;
    }
    return damaged(parts_.image, parent.offset, "a key is not in the list of the one above it");
}

Result<void> SubkeyEditor::free_list(std::uint32_t list) {
    const auto outlined = outline(list);
    if (!outlined) {
        return tl::unexpected(outlined.error());
    }
    for (const std::uint32_t leaf : outlined->leaves) {
        if (auto done = parts_.allocator.free(leaf); !done) {
            return done;
        }
    }
    return outlined->index == 0 ? Result<void>() : parts_.allocator.free(outlined->index);
}

Result<std::vector<std::uint32_t>> SubkeyEditor::keys(const KeyNode& parent) {
    return read(parent).map([](const List& list) {
        std::vector<std::uint32_t> offsets;
        for (const Leaf& leaf : list.leaves) {
            for (const SubkeyEntry& entry : leaf.entries) {
                offsets.push_back(entry.key);
            }
        }
        return offsets;
    });
}

}  // namespace olkacct::registry::hive

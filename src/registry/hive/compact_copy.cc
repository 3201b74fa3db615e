// Copying key after key. regf: sections 5 and 12.
#include "registry/hive/compact_copy.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/byte_writer.h"
#include "base/filetime.h"
#include "registry/hive/fresh_bins.h"
#include "registry/hive/key_node.h"
#include "registry/hive/subkey_editor.h"
#include "registry/hive/subkey_list.h"
#include "registry/hive/value.h"

namespace olkacct::registry::hive {
namespace {

class Copier {
  public:
    explicit Copier(OpenedHive& hive, std::uint64_t time)
        : image_(hive.image()), cells_(image_), minor_(hive.base().minor), fresh_(time) {}

    /// The offset of the new root.
    Result<std::uint32_t> copy_all(std::uint32_t root);
    std::vector<std::byte> finish() &&;

  private:
    struct Waiting {
        KeyNode key;
        std::uint32_t copy = 0;
    };

    void put(std::uint32_t cell, std::size_t at, std::uint32_t number) {
        base::store_u32(fresh_.content(cell).subspan(at).first<4>(), number);
    }
    /// hive_damaged when something else refers to the cell too: else a small hive could make a
    /// large copy.
    Result<void> claim(std::uint32_t cell);
    Result<std::uint32_t> copy_bytes(std::uint32_t from, std::uint32_t length);
    Result<std::uint32_t> store(std::span<const std::byte> bytes);

    Result<std::uint32_t> copy_node(const KeyNode& key, std::uint32_t parent);
    Result<void> copy_class(const Waiting& key);
    Result<void> copy_security(const Waiting& key);
    Result<void> copy_values(const Waiting& key);
    Result<std::uint32_t> copy_value(std::uint32_t offset);
    Result<std::uint32_t> store_data(std::span<const std::byte> data);
    Result<std::vector<SubkeyEntry>> copy_subkeys(const Waiting& key);
    Result<std::uint32_t> store_list(std::span<const SubkeyEntry> entries);
    Result<std::uint32_t> store_leaf(std::span<const SubkeyEntry> entries);

    Image& image_;
    Cells cells_;
    std::uint32_t minor_;
    FreshBins fresh_;
    std::vector<Waiting> waiting_;
    std::unordered_set<std::uint32_t> claimed_;
    struct Descriptor {
        std::uint32_t copy = 0;
        std::uint32_t uses = 0;
    };
    std::unordered_map<std::uint32_t, Descriptor> descriptors_;
    std::vector<std::uint32_t> ring_;  ///< the old descriptors, in the order of first use
};

Result<void> Copier::claim(std::uint32_t cell) {
    return claimed_.insert(cell).second ? Result<void>()
                                        : damaged(image_, cell, "two references name one cell");
}

Result<std::uint32_t> Copier::store(std::span<const std::byte> bytes) {
    const auto cell = fresh_.allocate(static_cast<std::uint32_t>(bytes.size()));
    if (cell) {
        std::ranges::copy(bytes, fresh_.content(*cell).begin());
    }
    return cell;
}

Result<std::uint32_t> Copier::copy_bytes(std::uint32_t from, std::uint32_t length) {
    const auto bytes = image_.view(from, length);
    return bytes ? store(*bytes) : tl::unexpected(bytes.error());
}

Result<std::uint32_t> Copier::copy_node(const KeyNode& key, std::uint32_t parent) {
    if (auto only = claim(key.offset); !only) {
        return tl::unexpected(only.error());
    }
    if (key.name_cut) {
        return damaged(image_, key.offset, "a key's name reaches past its cell");
    }
    const auto copy = copy_bytes(key.offset + cell_header_size,
                                 static_cast<std::uint32_t>(key_node_size) + key.name_length);
    if (!copy) {
        return copy;
    }
    // What a root has there means nothing and stays.
    if (parent != nil) {
        put(*copy, nk_field::parent, parent);
    }
    // Volatile keys were in the memory of a system that is long gone.
    put(*copy, nk_field::volatile_count, 0);
    for (const std::size_t field :
         {nk_field::subkey_list, nk_field::volatile_list, nk_field::value_list, nk_field::security,
          nk_field::class_name}) {
        put(*copy, field, nil);
    }
    waiting_.push_back({key, *copy});
    return copy;
}

Result<void> Copier::copy_class(const Waiting& key) {
    if (key.key.class_length == 0 || key.key.class_name == nil) {
        return {};
    }
    if (auto only = claim(key.key.class_name); !only) {
        return only;
    }
    const auto cell = cells_.cell(key.key.class_name);
    if (!cell) {
        return tl::unexpected(cell.error());
    }
    if (cell->capacity < key.key.class_length) {
        return damaged(image_, key.key.class_name, "a class name reaches past its cell");
    }
    return copy_bytes(cell->content, key.key.class_length).map([&](std::uint32_t copy) {
        put(key.copy, nk_field::class_name, copy);
    });
}

Result<void> Copier::copy_security(const Waiting& key) {
    const std::uint32_t old = key.key.security;
    if (old == nil) {
        return {};
    }
    auto known = descriptors_.find(old);
    if (known == descriptors_.end()) {
        const auto record = cells_.record(old, "sk", security_header_size);
        if (!record) {
            return tl::unexpected(record.error());
        }
        const std::uint32_t length = base::load_u32(record->bytes.subspan<sk_field::length, 4>());
        if (length > record->cell.capacity - security_header_size) {
            return damaged(image_, old, "a security descriptor reaches past its cell");
        }
        const auto copy = copy_bytes(record->cell.content,
                                     static_cast<std::uint32_t>(security_header_size) + length);
        if (!copy) {
            return tl::unexpected(copy.error());
        }
        known = descriptors_.emplace(old, Descriptor{*copy, 0}).first;
        ring_.push_back(old);
    }
    ++known->second.uses;
    put(key.copy, nk_field::security, known->second.copy);
    return {};
}

Result<void> Copier::copy_values(const Waiting& key) {
    if (key.key.value_count == 0 || (key.key.flags & key_predefined_handle) != 0) {
        return {};
    }
    const auto list = cells_.cell(key.key.value_list);
    if (!list) {
        return tl::unexpected(list.error());
    }
    if (key.key.value_count > list->capacity / 4) {
        return damaged(image_, key.key.value_list, "a value list is shorter than its count");
    }
    const auto copy = fresh_.allocate(4 * key.key.value_count);
    if (!copy) {
        return tl::unexpected(copy.error());
    }
    put(key.copy, nk_field::value_list, *copy);
    for (std::uint32_t i = 0; i < key.key.value_count; ++i) {
        const auto entry = cells_.view(*list, 4 * i, 4);
        if (!entry) {
            return tl::unexpected(entry.error());
        }
        const auto value = copy_value(base::load_u32(entry->first<4>()));
        if (!value) {
            return tl::unexpected(value.error());
        }
        put(*copy, std::size_t{4} * i, *value);
    }
    return {};
}

Result<std::uint32_t> Copier::copy_value(std::uint32_t offset) {
    if (auto only = claim(offset); !only) {
        return tl::unexpected(only.error());
    }
    const auto record = read_value_record(cells_, offset);
    if (!record) {
        return tl::unexpected(record.error());
    }
    if (record->name_cut) {
        return damaged(image_, offset, "a value's name reaches past its cell");
    }
    const auto copy = copy_bytes(offset + cell_header_size,
                                 static_cast<std::uint32_t>(value_size) + record->name_length);
    if (!copy || record->resident || record->size == 0) {
        return copy;
    }
    if (auto only = claim(record->data); !only) {
        return tl::unexpected(only.error());
    }
    const auto data = read_value_data(cells_, *record, minor_);
    if (!data) {
        return tl::unexpected(data.error());
    }
    if (data->problem) {
        return tl::unexpected(*data->problem);
    }
    return store_data(data->bytes).map([&](std::uint32_t stored) {
        put(*copy, vk_field::data, stored);
        return *copy;
    });
}

Result<std::uint32_t> Copier::store_data(std::span<const std::byte> data) {
    if (data.size() <= big_data_segment || minor_ < big_data_minor) {
        return store(data);
    }
    const std::size_t count = (data.size() + big_data_segment - 1) / big_data_segment;
    const auto record = fresh_.allocate(big_data_size);
    const auto list = record ? fresh_.allocate(static_cast<std::uint32_t>(4 * count)) : record;
    if (!list) {
        return list;
    }
    const auto head = fresh_.content(*record);
    head[0] = std::byte{'d'};
    head[1] = std::byte{'b'};
    base::store_u16(head.subspan<db_field::count, 2>(), static_cast<std::uint16_t>(count));
    base::store_u32(head.subspan<db_field::list, 4>(), *list);
    for (std::size_t i = 0; i < count; ++i) {
        const auto segment = fresh_.allocate(big_data_segment);
        if (!segment) {
            return segment;
        }
        const auto part = data.subspan(i * big_data_segment);
        std::ranges::copy(part.first(std::min<std::size_t>(part.size(), big_data_segment)),
                          fresh_.content(*segment).begin());
        put(*list, 4 * i, *segment);
    }
    return record;
}

Result<std::vector<SubkeyEntry>> Copier::copy_subkeys(const Waiting& key) {
    std::vector<SubkeyEntry> entries;
    if (key.key.subkey_count == 0) {
        return entries;
    }
    const auto old = read_subkey_leaves(cells_, key.key.subkey_list);
    if (!old) {
        return tl::unexpected(old.error());
    }
    if (!old->problems.empty()) {
        return tl::unexpected(old->problems.front());
    }
    std::u16string last;
    for (const SubkeyLeaf& leaf : old->leaves) {
        for (const SubkeyEntry& entry : leaf.entries) {
            const auto child = read_key_node(cells_, entry.key);
            if (!child) {
                return tl::unexpected(child.error());
            }
            const auto order = compare_key_name(cells_, *child, last);
            auto name = read_key_name(cells_, *child);
            if (!order || !name) {
                return tl::unexpected(order ? name.error() : order.error());
            }
            if (*order <= 0) {
                return damaged(image_, key.key.subkey_list, "a subkey list is not in order");
            }
            last = std::move(*name);
            const auto copy = copy_node(*child, key.copy);
            if (!copy) {
                return tl::unexpected(copy.error());
            }
            entries.push_back(
                {*copy, minor_ >= hash_list_minor ? name_hash(last) : name_hint(last)});
        }
    }
    if (entries.size() != key.key.subkey_count) {
        return damaged(image_, key.key.offset, "a key's list does not have its count");
    }
    return entries;
}

Result<std::uint32_t> Copier::store_leaf(std::span<const SubkeyEntry> entries) {
    constexpr std::size_t entry_size = 8;
    const auto cell =
        fresh_.allocate(static_cast<std::uint32_t>(list_header_size + entries.size() * entry_size));
    if (!cell) {
        return cell;
    }
    auto bytes = fresh_.content(*cell);
    bytes[0] = std::byte{'l'};
    bytes[1] = minor_ >= hash_list_minor ? std::byte{'h'} : std::byte{'f'};
    base::store_u16(bytes.subspan<2, 2>(), static_cast<std::uint16_t>(entries.size()));
    std::size_t at = list_header_size;
    for (const SubkeyEntry& entry : entries) {
        put(*cell, at, entry.key);
        put(*cell, at + 4, entry.hint);
        at += entry_size;
    }
    return cell;
}

Result<std::uint32_t> Copier::store_list(std::span<const SubkeyEntry> entries) {
    const std::size_t most = minor_ >= hash_list_minor ? most_list_entries : most_hint_entries;
    if (entries.size() <= most) {
        return store_leaf(entries);
    }
    const std::size_t count = (entries.size() + most - 1) / most;
    const auto index = fresh_.allocate(static_cast<std::uint32_t>(list_header_size + 4 * count));
    if (!index) {
        return index;
    }
    auto bytes = fresh_.content(*index);
    bytes[0] = std::byte{'r'};
    bytes[1] = std::byte{'i'};
    base::store_u16(bytes.subspan<2, 2>(), static_cast<std::uint16_t>(count));
    // Equal leaves, so that each has room for what comes.
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t from = entries.size() * i / count;
        const std::size_t to = entries.size() * (i + 1) / count;
        const auto leaf = store_leaf(entries.subspan(from, to - from));
        if (!leaf) {
            return leaf;
        }
        put(*index, list_header_size + 4 * i, *leaf);
    }
    return index;
}

Result<std::uint32_t> Copier::copy_all(std::uint32_t root) {
    const auto top = read_key_node(cells_, root);
    if (!top) {
        return tl::unexpected(top.error());
    }
    const auto copy = copy_node(*top, nil);
    if (!copy) {
        return copy;
    }
    while (!waiting_.empty()) {
        const Waiting key = waiting_.back();
        waiting_.pop_back();
        auto done = copy_class(key);
        if (done) {
            done = copy_security(key);
        }
        if (done) {
            done = copy_values(key);
        }
        const auto entries = done ? copy_subkeys(key) : tl::unexpected(done.error());
        if (!entries) {
            return tl::unexpected(entries.error());
        }
        if (entries->empty()) {
            continue;
        }
        const auto list = store_list(*entries);
        if (!list) {
            return list;
        }
        put(key.copy, nk_field::subkey_list, *list);
    }
    return copy;
}

std::vector<std::byte> Copier::finish() && {
    for (std::size_t i = 0; i < ring_.size(); ++i) {
        const Descriptor& one = descriptors_.at(ring_[i]);
        const Descriptor& next = descriptors_.at(ring_[(i + 1) % ring_.size()]);
        put(one.copy, sk_field::next, next.copy);
        put(next.copy, sk_field::previous, one.copy);
        put(one.copy, sk_field::count, one.uses);
    }
    return std::move(fresh_).finish();
}

}  // namespace

Result<std::vector<std::byte>> compact_copy(OpenedHive& hive) {
    const BaseBlock& base = hive.base();
    // Windows 8.1 and later leave the time alone, which may be none at all.
    const std::uint64_t written =
        base.last_written == 0 ? 0 : std::max(base::filetime_now(), base.last_written + 1);
    Copier copier(hive, written);
    const auto root = copier.copy_all(base.root_cell);
    if (!root) {
        return tl::unexpected(root.error());
    }
    const std::vector<std::byte> bins = std::move(copier).finish();

    std::vector<std::byte> file(base_block_size);
    const auto length = hive.file().read_at(0, file);
    if (!length) {
        return tl::unexpected(length.error());
    }
    const auto head = std::span(file).first<base_block_used>();
    if (hive.recovered()) {
        std::ranges::copy(hive.recovery().base_bytes, head.begin());
    }
    base::store_u32(head.subspan<36, 4>(), *root);
    base::store_u32(head.subspan<144, 4>(), base.flags);
    const std::uint32_t sequence =
        hive.recovered() ? hive.recovery().next_sequence : base.primary_sequence;
    stamp_base_block(head, {.primary_sequence = sequence,
                            .secondary_sequence = sequence,
                            .last_written = written,
                            .bins_size = static_cast<std::uint32_t>(bins.size())});
    file.insert(file.end(), bins.begin(), bins.end());
    return file;
}

}  // namespace olkacct::registry::hive

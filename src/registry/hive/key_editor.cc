// Writing key nodes. regf: sections 5.1 and 11.
#include "registry/hive/key_editor.h"

#include <algorithm>

#include "base/byte_reader.h"
#include "registry/hive/encoded_name.h"
#include "registry/hive/record_writer.h"

namespace olkacct::registry::hive {
namespace {

/// New subkeys take the parent's virtualisation bits over.
constexpr std::byte inherited_virtualisation{0x80};

}  // namespace

Result<std::optional<std::uint32_t>> KeyEditor::find(std::uint32_t parent,
                                                     std::u16string_view name) {
    return read_key_node(parts_.cells, parent).and_then([&](const KeyNode& key) {
        return subkeys_.find(key, name);
    });
}

Result<std::uint32_t> KeyEditor::create(std::uint32_t parent_offset, std::u16string_view name) {
    const auto parent = read_key_node(parts_.cells, parent_offset);
    if (!parent) {
        return tl::unexpected(parent.error());
    }
    const EncodedName encoded = encode_name(name);
    const auto name_length = static_cast<std::uint32_t>(encoded.bytes.size());
    const auto virtualisation =
        parts_.image.view(parent_offset + cell_header_size + nk_field::virtualisation, 1);
    if (!virtualisation) {
        return tl::unexpected(virtualisation.error());
    }
    const std::byte inherited = (*virtualisation)[0];
    const auto cell = parts_.allocator.allocate(
        static_cast<std::uint32_t>(key_node_size) + name_length, parent_offset);
    if (!cell) {
        return cell;
    }
    RecordWriter writer(parts_.image);
    const std::uint32_t at = *cell + cell_header_size;
    writer.bytes(at, std::as_bytes(std::span("nk", 2)));
    writer.u16(at + nk_field::flags, encoded.compressed ? key_compressed_name : std::uint16_t{0});
    writer.u64(at + nk_field::time, now_);
    writer.u32(at + nk_field::parent, parent_offset);
    for (const std::uint32_t empty : {nk_field::subkey_list, nk_field::volatile_list,
                                      nk_field::value_list, nk_field::class_name}) {
        writer.u32(at + empty, nil);
    }
    writer.u32(at + nk_field::security, parent->security);
    if ((inherited & inherited_virtualisation) != std::byte{0}) {
        writer.bytes(at + nk_field::virtualisation, std::span(&inherited, 1));
    }
    writer.u16(at + nk_field::name_length, static_cast<std::uint16_t>(name_length));
    writer.bytes(at + static_cast<std::uint32_t>(key_node_size), encoded.bytes);
    auto done = writer.done();
    if (done && parent->security != nil) {
        done = securities_.add_reference(parent->security);
    }
    if (done) {
        done = subkeys_.insert(*parent, *cell, name);
    }
    if (done) {
        done = raise_bounds(parent_offset, static_cast<std::uint32_t>(name.size()), 0);
    }
    if (done) {
        done = touch(parent_offset);
    }
    return done.map([&] { return *cell; });
}

Result<std::vector<KeyNode>> KeyEditor::with_all_below(std::uint32_t top) {
    std::vector<KeyNode> keys;
    struct Waiting {
        std::uint32_t offset = 0;
        std::uint32_t parent = 0;
    };
    std::vector<Waiting> waiting = {{top, nil}};
    while (!waiting.empty()) {
        const auto [offset, parent] = waiting.back();
        waiting.pop_back();
        const auto key = read_key_node(parts_.cells, offset);
        if (!key) {
            return tl::unexpected(key.error());
        }
        if ((key->flags & (key_root | key_no_delete | key_symbolic_link)) != 0) {
            return fail(
                ErrorCode::invalid_argument, "a key is marked as one that must stay",
                parts_.image.path() + ", offset " + std::to_string(Image::file_offset(offset)));
        }
        if (!keys.empty() && key->parent != parent) {
            return damaged(parts_.image, offset, "a subkey names another key as its parent");
        }
        // More keys than cells could only come from a list that leads back.
        if (keys.size() + waiting.size() + key->subkey_count >
            parts_.image.size() / key_node_size) {
            return damaged(parts_.image, offset, "the keys run in circles");
        }
        keys.push_back(*key);
        const auto below = subkeys_.keys(*key);
        if (!below) {
            return tl::unexpected(below.error());
        }
        for (const std::uint32_t child : *below) {
            waiting.push_back({child, offset});
        }
    }
    return keys;
}

Result<void> KeyEditor::free_key(const KeyNode& key) {
    auto done = values_.free_all(key);
    if (done && key.subkey_count != 0) {
        done = subkeys_.free_list(key.subkey_list);
    }
    if (done && key.class_length != 0 && key.class_name != nil) {
        done = parts_.allocator.free(key.class_name);
    }
    if (done && key.security != nil) {
        done = securities_.drop_reference(key.security);
    }
    return done ? parts_.allocator.free(key.offset) : done;
}

Result<void> KeyEditor::remove(std::uint32_t offset,
                               const std::function<void(std::uint32_t)>& gone) {
    const auto keys = with_all_below(offset);
    if (!keys) {
        return tl::unexpected(keys.error());
    }
    const std::uint32_t parent_offset = keys->front().parent;
    const auto parent = read_key_node(parts_.cells, parent_offset);
    if (!parent) {
        return tl::unexpected(parent.error());
    }
    auto done = subkeys_.remove(*parent, offset);
    for (const KeyNode& key : *keys) {
        if (!done) {
            return done;
        }
        done = free_key(key);
        gone(key.offset);
    }
    return done ? touch(parent_offset) : done;
}

Result<void> KeyEditor::set_value(std::uint32_t offset, const RegistryValue& value) {
    const auto key = read_key_node(parts_.cells, offset);
    if (!key) {
        return tl::unexpected(key.error());
    }
    const auto done = values_.set(*key, value);
    return done ? touch(offset) : done;
}

Result<bool> KeyEditor::remove_value(std::uint32_t offset, std::u16string_view name) {
    const auto key = read_key_node(parts_.cells, offset);
    if (!key) {
        return tl::unexpected(key.error());
    }
    const auto removed = values_.remove(*key, name);
    if (!removed || !*removed) {
        return removed;
    }
    return touch(offset).map([] { return true; });
}

Result<void> KeyEditor::set_class_name(std::uint32_t offset, std::u16string_view class_name) {
    const auto key = read_key_node(parts_.cells, offset);
    if (!key) {
        return tl::unexpected(key.error());
    }
    const auto length = static_cast<std::uint32_t>(2 * class_name.size());
    std::uint32_t cell = nil;
    if (length != 0) {
        const auto fresh = parts_.allocator.allocate(length, offset);
        if (!fresh) {
            return tl::unexpected(fresh.error());
        }
        cell = *fresh;
    }
    RecordWriter writer(parts_.image);
    for (std::uint32_t i = 0; i < class_name.size(); ++i) {
        writer.u16(cell + cell_header_size + 2 * i, class_name[i]);
    }
    writer.u32(offset + cell_header_size + nk_field::class_name, cell);
    writer.u16(offset + cell_header_size + nk_field::class_length,
               static_cast<std::uint16_t>(length));
    auto done = writer.done();
    if (done && key->class_length != 0 && key->class_name != nil) {
        done = parts_.allocator.free(key->class_name);
    }
    if (done && (key->flags & key_root) == 0) {
        done = raise_bounds(key->parent, 0, length);
    }
    return done ? touch(offset) : done;
}

Result<void> KeyEditor::set_security(std::uint32_t offset, std::span<const std::byte> descriptor) {
    const auto key = read_key_node(parts_.cells, offset);
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (key->security == nil) {
        return damaged(parts_.image, offset, "the key has no security descriptor");
    }
    const auto cell = securities_.find_or_add(key->security, descriptor);
    if (!cell) {
        return tl::unexpected(cell.error());
    }
    RecordWriter writer(parts_.image);
    writer.u32(offset + cell_header_size + nk_field::security, *cell);
    const auto done = writer.done() ? securities_.drop_reference(key->security) : writer.done();
    return done ? touch(offset) : done;
}

Result<void> KeyEditor::raise_bounds(std::uint32_t parent, std::uint32_t name_units,
                                     std::uint32_t class_bytes) {
    const std::uint32_t at = parent + cell_header_size;
    const auto fields = parts_.image.view(at + nk_field::largest_name, 8);
    if (!fields) {
        return tl::unexpected(fields.error());
    }
    const std::uint32_t name = base::load_u16(fields->first<2>());
    const std::uint32_t class_name = base::load_u32(fields->last<4>());
    RecordWriter writer(parts_.image);
    writer.u16(at + nk_field::largest_name,
               static_cast<std::uint16_t>(std::max(name, 2 * name_units)));
    writer.u32(at + nk_field::largest_class, std::max(class_name, class_bytes));
    return writer.done();
}

Result<void> KeyEditor::touch(std::uint32_t key) {
    RecordWriter writer(parts_.image);
    writer.u64(key + cell_header_size + nk_field::time, now_);
    return writer.done();
}

}  // namespace olkacct::registry::hive

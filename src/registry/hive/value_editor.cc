// Writing values. regf: sections 5.3, 5.4 and 11.
#include "registry/hive/value_editor.h"

#include <algorithm>

#include "base/byte_reader.h"
#include "base/upcase.h"
#include "registry/hive/encoded_name.h"
#include "registry/hive/record_writer.h"

namespace olkacct::registry::hive {
namespace {

std::uint32_t resident_bytes(std::span<const std::byte> data) {
    std::uint32_t bytes = 0;
    for (std::size_t i = 0; i < data.size(); ++i) {
        bytes |= std::to_integer<std::uint32_t>(data[i]) << (8 * i);
    }
    return bytes;
}

std::uint32_t length_of(std::span<const std::byte> data) {
    return static_cast<std::uint32_t>(data.size());
}

}  // namespace

Result<std::vector<std::uint32_t>> ValueEditor::offsets(const KeyNode& key) {
    std::vector<std::uint32_t> offsets;
    if ((key.flags & key_predefined_handle) != 0) {
        return damaged(parts_.image, key.offset, "the key stands for a predefined handle");
    }
    if (key.value_count == 0) {
        return offsets;
    }
    const auto list = parts_.cells.cell(key.value_list);
    if (!list) {
        return tl::unexpected(list.error());
    }
    if (key.value_count > list->capacity / 4) {
        return damaged(parts_.image, key.value_list, "a value list is shorter than its count");
    }
    const auto bytes = parts_.cells.view(*list, 0, key.value_count * 4);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    for (std::uint32_t i = 0; i < key.value_count; ++i) {
        offsets.push_back(base::load_u32(bytes->subspan(std::size_t{4} * i).first<4>()));
    }
    return offsets;
}

Result<std::optional<ValueEditor::Found>> ValueEditor::find(
    const std::vector<std::uint32_t>& offsets, std::u16string_view name) {
    for (std::uint32_t i = 0; i < offsets.size(); ++i) {
        const auto record = read_value_record(parts_.cells, offsets[i]);
        if (!record) {
            return tl::unexpected(record.error());
        }
        const auto stored = read_value_name(parts_.cells, *record);
        if (!stored) {
            return tl::unexpected(stored.error());
        }
        if (base::same_name(*stored, name)) {
            return Found{i, *record};
        }
    }
    return std::optional<Found>();
}

Result<void> ValueEditor::set(const KeyNode& key, const RegistryValue& value) {
    auto listed = offsets(key);
    if (!listed) {
        return tl::unexpected(listed.error());
    }
    const auto found = find(*listed, value.name);
    if (!found) {
        return tl::unexpected(found.error());
    }
    auto done =
        *found ? replace(key, (*found)->record, value) : append(key, std::move(*listed), value);
    return done ? raise_bounds(key, value) : done;
}

Result<void> ValueEditor::replace(const KeyNode& key, const ValueRecord& record,
                                  const RegistryValue& value) {
    const auto kept = overwrite(record, value.data);
    if (!kept) {
        return tl::unexpected(kept.error());
    }
    Stored stored{length_of(value.data), record.data};
    if (!*kept) {
        const auto fresh = store_data(value.data, key.offset);
        if (!fresh) {
            return tl::unexpected(fresh.error());
        }
        stored = *fresh;
        if (auto done = free_data(record); !done) {
            return done;
        }
    }
    RecordWriter writer(parts_.image);
    const std::uint32_t at = record.offset + cell_header_size;
    writer.u32(at + vk_field::size, stored.size);
    writer.u32(at + vk_field::data, stored.data);
    writer.u32(at + vk_field::type, value.type);
    return writer.done();
}

Result<void> ValueEditor::append(const KeyNode& key, std::vector<std::uint32_t> listed,
                                 const RegistryValue& value) {
    const EncodedName name = encode_name(value.name);
    const auto cell = parts_.allocator.allocate(
        static_cast<std::uint32_t>(value_size) + length_of(name.bytes), key.offset);
    if (!cell) {
        return tl::unexpected(cell.error());
    }
    const auto stored = store_data(value.data, key.offset);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    // The unnamed value has no flags. regf: section 5.3.
    const bool marked = name.compressed && !name.bytes.empty();
    RecordWriter writer(parts_.image);
    const std::uint32_t at = *cell + cell_header_size;
    writer.bytes(at, std::as_bytes(std::span("vk", 2)));
    writer.u16(at + vk_field::name_length, static_cast<std::uint16_t>(name.bytes.size()));
    writer.u32(at + vk_field::size, stored->size);
    writer.u32(at + vk_field::data, stored->data);
    writer.u32(at + vk_field::type, value.type);
    writer.u16(at + vk_field::flags, marked ? value_compressed_name : std::uint16_t{0});
    writer.bytes(at + static_cast<std::uint32_t>(value_size), name.bytes);
    if (!writer.done()) {
        return writer.done();
    }
    listed.push_back(*cell);
    return write_list(key, listed);
}

Result<bool> ValueEditor::remove(const KeyNode& key, std::u16string_view name) {
    auto listed = offsets(key);
    if (!listed) {
        return tl::unexpected(listed.error());
    }
    const auto found = find(*listed, name);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (!*found) {
        return false;
    }
    auto done = free_data((*found)->record);
    if (done) {
        done = parts_.allocator.free((*found)->record.offset);
    }
    if (done) {
        listed->erase(listed->begin() + (*found)->index);
        done = write_list(key, *listed);
    }
    return done.map([] { return true; });
}

Result<void> ValueEditor::free_all(const KeyNode& key) {
    const auto listed = offsets(key);
    if (!listed) {
        return tl::unexpected(listed.error());
    }
    for (const std::uint32_t offset : *listed) {
        const auto record = read_value_record(parts_.cells, offset);
        if (!record) {
            return tl::unexpected(record.error());
        }
        auto done = free_data(*record);
        if (done) {
            done = parts_.allocator.free(offset);
        }
        if (!done) {
            return done;
        }
    }
    return listed->empty() ? Result<void>() : parts_.allocator.free(key.value_list);
}

Result<void> ValueEditor::write_list(const KeyNode& key, const std::vector<std::uint32_t>& listed) {
    std::uint32_t list = key.value_count == 0 ? nil : key.value_list;
    const auto count = static_cast<std::uint32_t>(listed.size());
    std::uint32_t capacity = 0;
    if (list != nil) {
        const auto cell = parts_.cells.cell(list);
        if (!cell) {
            return tl::unexpected(cell.error());
        }
        capacity = cell->capacity;
    }
    if (count == 0 || count * 4 > capacity) {
        const std::uint32_t old = list;
        list = nil;
        if (count > 0) {
            // The first value gets just its entry, as Windows does; growth is by half.
            const auto cell = parts_.allocator.allocate(
                4 * (count == 1 ? 1 : count + (count + 1) / 2), key.offset);
            if (!cell) {
                return tl::unexpected(cell.error());
            }
            list = *cell;
        }
        if (old != nil) {
            if (auto done = parts_.allocator.free(old); !done) {
                return done;
            }
        }
    }
    RecordWriter writer(parts_.image);
    for (std::uint32_t i = 0; i < count; ++i) {
        writer.u32(list + cell_header_size + 4 * i, listed[i]);
    }
    writer.u32(key.offset + cell_header_size + nk_field::value_count, count);
    writer.u32(key.offset + cell_header_size + nk_field::value_list, list);
    return writer.done();
}

Result<ValueEditor::Stored> ValueEditor::store_data(std::span<const std::byte> data,
                                                    std::uint32_t near) {
    if (data.size() <= max_resident) {
        return Stored{value_resident | length_of(data), resident_bytes(data)};
    }
    if (in_segments(length_of(data))) {
        return store_segments(data, near).map([&](std::uint32_t record) {
            return Stored{length_of(data), record};
        });
    }
    const auto cell = parts_.allocator.allocate(length_of(data), near);
    if (!cell) {
        return tl::unexpected(cell.error());
    }
    RecordWriter writer(parts_.image);
    writer.bytes(*cell + cell_header_size, data);
    return writer.done().map([&] { return Stored{length_of(data), *cell}; });
}

Result<std::uint32_t> ValueEditor::store_segments(std::span<const std::byte> data,
                                                  std::uint32_t near) {
    const std::uint32_t count = (length_of(data) + big_data_segment - 1) / big_data_segment;
    const auto record = parts_.allocator.allocate(big_data_size, near);
    if (!record) {
        return record;
    }
    const auto list = parts_.allocator.allocate(4 * count, near);
    if (!list) {
        return list;
    }
    std::vector<std::uint32_t> segments;
    for (std::uint32_t i = 0; i < count; ++i) {
        // The last one is of full size too, as Windows makes it.
        const auto segment = parts_.allocator.allocate(big_data_segment, near);
        if (!segment) {
            return segment;
        }
        segments.push_back(*segment);
    }
    // Any order is right, but libregfi reads segments in the order of the file.
    std::ranges::sort(segments);
    RecordWriter writer(parts_.image);
    writer.bytes(*record + cell_header_size, std::as_bytes(std::span("db", 2)));
    writer.u16(*record + cell_header_size + 2, static_cast<std::uint16_t>(count));
    writer.u32(*record + cell_header_size + db_field::list, *list);
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto part = data.subspan(std::size_t{i} * big_data_segment);
        writer.bytes(segments[i] + cell_header_size,
                     part.first(std::min<std::size_t>(part.size(), big_data_segment)));
        writer.u32(*list + cell_header_size + 4 * i, segments[i]);
    }
    return writer.done().map([&] { return *record; });
}

Result<bool> ValueEditor::overwrite(const ValueRecord& record, std::span<const std::byte> data) {
    const std::uint32_t size = length_of(data);
    if (record.resident || record.size == 0 || size <= max_resident || in_segments(size) ||
        in_segments(record.size)) {
        return false;
    }
    const auto cell = parts_.cells.cell(record.data);
    if (!cell) {
        return tl::unexpected(cell.error());
    }
    if (cell->capacity < size) {
        return false;
    }
    RecordWriter writer(parts_.image);
    writer.bytes(cell->content, data);
    // What the old value had more of must not stay readable.
    if (record.size > size) {
        writer.zeros(cell->content + size, std::min(record.size, cell->capacity) - size);
    }
    return writer.done().map([] { return true; });
}

Result<void> ValueEditor::free_data(const ValueRecord& record) {
    if (record.resident || record.size == 0) {
        return {};
    }
    if (!in_segments(record.size)) {
        return parts_.allocator.free(record.data);
    }
    const auto head = parts_.cells.record(record.data, "db", db_field::list + 4);
    if (!head) {
        return tl::unexpected(head.error());
    }
    const std::uint32_t count = base::load_u16(head->bytes.subspan<2, 2>());
    const std::uint32_t list_offset = base::load_u32(head->bytes.subspan<db_field::list, 4>());
    const auto list = parts_.cells.cell(list_offset);
    if (!list) {
        return tl::unexpected(list.error());
    }
    const auto bytes = parts_.cells.view(*list, 0, count * 4);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    std::vector<std::uint32_t> cells = {list_offset, record.data};
    for (std::uint32_t i = 0; i < count; ++i) {
        cells.push_back(base::load_u32(bytes->subspan(std::size_t{4} * i).first<4>()));
    }
    for (const std::uint32_t cell : cells) {
        if (auto done = parts_.allocator.free(cell); !done) {
            return done;
        }
    }
    return {};
}

Result<void> ValueEditor::raise_bounds(const KeyNode& key, const RegistryValue& value) {
    const std::uint32_t at = key.offset + cell_header_size;
    const auto bounds = parts_.image.view(at + nk_field::largest_value_name, 8);
    if (!bounds) {
        return tl::unexpected(bounds.error());
    }
    const std::uint32_t name = base::load_u32(bounds->first<4>());
    const std::uint32_t data = base::load_u32(bounds->last<4>());
    RecordWriter writer(parts_.image);
    writer.u32(at + nk_field::largest_value_name,
               std::max(name, 2 * static_cast<std::uint32_t>(value.name.size())));
    writer.u32(at + nk_field::largest_data, std::max(data, length_of(value.data)));
    return writer.done();
}

}  // namespace olkacct::registry::hive

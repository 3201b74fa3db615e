// Reading values. regf: sections 5.3, 5.4 and 12.
#include "registry/hive/value.h"

#include <algorithm>

#include "base/byte_reader.h"
#include "registry/hive/key_node.h"

namespace olkacct::registry::hive {
namespace {

ValueData incomplete(std::vector<std::byte> bytes, Error problem) {
    return {std::move(bytes), std::move(problem)};
}

/// Passes io_error on; anything else is damage that leaves `bytes`.
Result<ValueData> degrade(std::vector<std::byte> bytes, const Error& error) {
    if (error.code == ErrorCode::io_error) {
        return tl::unexpected(error);
    }
    return incomplete(std::move(bytes), error);
}

Result<ValueData> read_segments(Cells& cells, const ValueRecord& record, const Cell& head) {
    std::vector<std::byte> bytes;
    const auto header = cells.view(head, 0, big_data_header_size);
    if (!header) {
        return degrade({}, header.error());
    }
    const std::uint32_t count = base::load_u16(header->subspan<db_field::count, 2>());
    const std::uint32_t list_offset = base::load_u32(header->subspan<db_field::list, 4>());
    const auto list = cells.cell(list_offset);
    if (!list) {
        return degrade({}, list.error());
    }
    const std::uint32_t needed = (record.size + big_data_segment - 1) / big_data_segment;
    if (needed > count || needed > list->capacity / 4) {
        return incomplete({}, damaged(cells.image(), list_offset,
                                      "a big value has fewer segments than its size needs")
                                  .value());
    }
    for (std::uint32_t i = 0; i < needed; ++i) {
        const auto entry = cells.view(*list, 4 * i, 4);
        if (!entry) {
            return degrade(std::move(bytes), entry.error());
        }
        const auto segment = cells.cell(base::load_u32(entry->first<4>()));
        if (!segment) {
            return degrade(std::move(bytes), segment.error());
        }
        const std::uint32_t wanted =
            std::min(big_data_segment, record.size - static_cast<std::uint32_t>(bytes.size()));
        if (segment->capacity < wanted) {
            return incomplete(std::move(bytes),
                              damaged(cells.image(), segment->content - cell_header_size,
                                      "a segment of a big value is too short")
                                  .value());
        }
        const auto part = cells.view(*segment, 0, wanted);
        if (!part) {
            return degrade(std::move(bytes), part.error());
        }
        bytes.insert(bytes.end(), part->begin(), part->end());
    }
    return ValueData{std::move(bytes), std::nullopt};
}

ValueData resident_data(Cells& cells, const ValueRecord& record) {
    ValueData result;
    result.bytes.resize(std::min(record.size, max_resident));
    for (std::size_t i = 0; i < result.bytes.size(); ++i) {
        result.bytes[i] = static_cast<std::byte>(record.data >> (8 * i));
    }
    if (record.size > max_resident) {
        result.problem = damaged(cells.image(), record.offset,
                                 "a value claims more than four bytes inside its record")
                             .value();
    }
    return result;
}

ValueRecord parse_fields(std::span<const std::byte, value_size> bytes) {
    ValueRecord record;
    record.name_length = base::load_u16(bytes.subspan<vk_field::name_length, 2>());
    const std::uint32_t size = base::load_u32(bytes.subspan<vk_field::size, 4>());
    record.resident = (size & value_resident) != 0;
    record.size = size & ~value_resident;
    record.data = base::load_u32(bytes.subspan<vk_field::data, 4>());
    record.type = base::load_u32(bytes.subspan<vk_field::type, 4>());
    record.flags = base::load_u16(bytes.subspan<vk_field::flags, 2>());
    return record;
}

}  // namespace

bool read_plain_value(Cells& cells, std::uint32_t offset, RegistryValue& out) {
    const auto bytes = cells.plain(offset);
    if (bytes.size() < value_size || bytes[0] != std::byte{'v'} || bytes[1] != std::byte{'k'}) {
        return false;
    }
    const ValueRecord record = parse_fields(bytes.first<value_size>());
    const std::uint32_t most = record.resident ? max_resident : big_data_segment;
    if (record.name_length > bytes.size() - value_size || record.size > most ||
        (record.flags & value_tombstone) != 0) {
        return false;
    }
    out.type = record.type;
    out.name = decode_name(bytes.subspan(value_size, record.name_length),
                           (record.flags & value_compressed_name) != 0);
    if (record.resident) {
        const auto data = bytes.subspan(vk_field::data, record.size);
        out.data.assign(data.begin(), data.end());
        return true;
    }
    if (record.size == 0) {
        return true;
    }
    const auto data = cells.plain(record.data);
    if (data.size() < record.size) {
        return false;
    }
    out.data.assign(data.begin(), data.begin() + record.size);
    return true;
}

Result<ValueRecord> read_value_record(Cells& cells, std::uint32_t offset) {
    const auto found = cells.record(offset, "vk", value_size);
    if (!found) {
        return tl::unexpected(found.error());
    }
    const auto bytes = found->bytes.first<value_size>();
    ValueRecord record = parse_fields(bytes);
    record.offset = offset;
    record.name_offset = found->cell.content + static_cast<std::uint32_t>(value_size);
    const std::uint32_t room = found->cell.capacity - static_cast<std::uint32_t>(value_size);
    if (record.name_length > room) {
        record.name_length = room;
        record.name_cut = true;
    }
    return record;
}

Result<std::u16string> read_value_name(Cells& cells, const ValueRecord& record) {
    const auto bytes = cells.image().view(record.name_offset, record.name_length);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    return decode_name(*bytes, (record.flags & value_compressed_name) != 0);
}

Result<ValueData> read_value_data(Cells& cells, const ValueRecord& record, std::uint32_t minor) {
    if (record.resident) {
        return resident_data(cells, record);
    }
    if (record.size == 0) {
        return ValueData{};
    }
    if (record.size > max_value_size || record.size > cells.image().size()) {
        return incomplete({},
                          damaged(cells.image(), record.offset,
                                  "a value has the impossible size " + std::to_string(record.size))
                              .value());
    }
    const auto cell = cells.cell(record.data);
    if (!cell) {
        return degrade({}, cell.error());
    }
    if (record.size > big_data_segment && minor >= big_data_minor) {
        const auto start = cells.view(*cell, 0, 2);
        if (!start) {
            return degrade({}, start.error());
        }
        const bool segments = (*start)[0] == std::byte{'d'} && (*start)[1] == std::byte{'b'};
        if (segments || cell->capacity < record.size) {
            return read_segments(cells, record, *cell);
        }
    }
    ValueData result;
    const std::uint32_t length = std::min(record.size, cell->capacity);
    const auto bytes = cells.view(*cell, 0, length);
    if (!bytes) {
        return degrade({}, bytes.error());
    }
    result.bytes.assign(bytes->begin(), bytes->end());
    if (cell->capacity < record.size) {
        result.problem = damaged(cells.image(), cell->content - cell_header_size,
                                 "a cell holds less than its value's size")
                             .value();
    }
    return result;
}

}  // namespace olkacct::registry::hive

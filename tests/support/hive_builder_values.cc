// Values of a built hive: resident, in one cell, or as big data.
#include <algorithm>
#include <utility>

#include "base/upcase.h"
#include "support/hive_builder.h"
#include "support/hive_names.h"

namespace olkacct::test {

namespace {

constexpr std::size_t value_header_size = 20;
constexpr std::size_t resident_size = 4;
constexpr std::uint32_t resident_bit = 0x80000000;
constexpr std::size_t segment_size = 16344;  // regf: section 5.4
constexpr std::size_t segment_slack = 4;
constexpr std::uint32_t first_minor_with_big_data = 4;

}  // namespace

void HiveBuilder::set_value(KeyId key, std::u16string_view name, std::uint32_t type,
                            std::span<const std::byte> data) {
    if (auto* value = find_value(key, name)) {
        release_data(value->cell);
        value->type = type;
        value->data.assign(data.begin(), data.end());
        put_data(value->cell, data);
        put32(cells_.content(value->cell), 12, type);
        raise(key, 64, data.size());
        return;
    }
    const auto cell = cells_.allocate(value_header_size + stored_size(name));
    const auto content = cells_.content(cell);
    put_text(content, 0, "vk");
    const auto size = put_name(content.subspan(value_header_size), name);
    put16(content, 2, static_cast<std::uint32_t>(size));
    put32(content, 12, type);
    put16(content, 16, !name.empty() && is_compressible(name) ? 1 : 0);
    put_data(cell, data);
    append_value(key, {.name = std::u16string(name),
                       .type = type,
                       .data = Bytes(data.begin(), data.end()),
                       .cell = cell});
    raise(key, 60, name.size() * 2);
    raise(key, 64, data.size());
}

void HiveBuilder::set_text(KeyId key, std::u16string_view name, std::u16string_view text) {
    set_value(key, name, registry_type::sz, text_bytes(text));
}

void HiveBuilder::set_dword(KeyId key, std::u16string_view name, std::uint32_t number) {
    set_value(key, name, registry_type::dword, dword_bytes(number));
}

void HiveBuilder::set_binary(KeyId key, std::u16string_view name, std::span<const std::byte> data) {
    set_value(key, name, registry_type::binary, data);
}

BuiltValue* HiveBuilder::find_value(KeyId key, std::u16string_view name) {
    auto& values = keys_[key].values;
    const auto found = std::ranges::find_if(
        values, [name](const BuiltValue& value) { return base::same_name(value.name, name); });
    return found == values.end() ? nullptr : &*found;
}

void HiveBuilder::append_value(KeyId key, BuiltValue value) {
    auto& owner = keys_[key];
    owner.values.push_back(std::move(value));
    const auto count = owner.values.size();
    if (count > owner.value_capacity) {
        if (owner.value_list != CellSpace::nil) {
            cells_.release(owner.value_list);
        }
        owner.value_capacity = count < 3 ? count : count + count / 3 + 1;
        owner.value_list = cells_.allocate(4 * owner.value_capacity);
    }
    const auto list = cells_.content(owner.value_list);
    for (std::size_t i = 0; i < count; ++i) {
        put32(list, 4 * i, owner.values[i].cell);
    }
    put32(record(key), 36, static_cast<std::uint32_t>(count));
    put32(record(key), 40, owner.value_list);
}

bool HiveBuilder::uses_big_data(std::size_t size) const {
    return size > segment_size && options_.minor_version >= first_minor_with_big_data;
}

void HiveBuilder::put_data(std::uint32_t value_cell, std::span<const std::byte> data) {
    const auto size = static_cast<std::uint32_t>(data.size());
    if (data.size() <= resident_size) {
        const auto content = cells_.content(value_cell);
        put32(content, 4, size | resident_bit);
        put32(content, 8, 0);
        std::ranges::copy(data, content.subspan(8).begin());
        return;
    }
    std::uint32_t data_cell = 0;
    if (uses_big_data(data.size())) {
        data_cell = put_big_data(data);
    } else {
        data_cell = cells_.allocate(data.size());
        std::ranges::copy(data, cells_.content(data_cell).begin());
    }
    // Only now: an allocation moves the bins.
    const auto content = cells_.content(value_cell);
    put32(content, 4, size);
    put32(content, 8, data_cell);
}

std::uint32_t HiveBuilder::put_big_data(std::span<const std::byte> data) {
    const auto count = (data.size() + segment_size - 1) / segment_size;
    const auto head = cells_.allocate(8);
    const auto list = cells_.allocate(4 * count);
    put_text(cells_.content(head), 0, "db");
    put16(cells_.content(head), 2, static_cast<std::uint32_t>(count));
    put32(cells_.content(head), 4, list);
    for (std::size_t i = 0; i < count; ++i) {
        const auto part =
            data.subspan(i * segment_size, std::min(segment_size, data.size() - i * segment_size));
        const auto segment = cells_.allocate(segment_size + segment_slack);
        std::ranges::copy(part, cells_.content(segment).begin());
        put32(cells_.content(list), 4 * i, segment);
    }
    return head;
}

void HiveBuilder::release_data(std::uint32_t value_cell) {
    const auto content = cells_.content(value_cell);
    const auto size = get32(content, 4);
    if ((size & resident_bit) != 0) {
        return;
    }
    const auto data_cell = get32(content, 8);
    if (uses_big_data(size)) {
        const auto head = cells_.content(data_cell);
        const auto list = get32(head, 4);
        const auto count = static_cast<std::size_t>(get_number(head, 2, 2));
        for (std::size_t i = 0; i < count; ++i) {
            cells_.release(get32(cells_.content(list), 4 * i));
        }
        cells_.release(list);
    }
    cells_.release(data_cell);
}

}  // namespace olkacct::test

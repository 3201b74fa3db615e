// Finding rows of the property table.
#include <algorithm>

#include "profile/property_rows.h"

namespace olkacct {
namespace {

using profile::rows::table;

constexpr bool ascending_by_id() {
    for (std::size_t i = 1; i < table.size(); ++i) {
        if (table[i - 1].tag >> 16 >= table[i].tag >> 16) {
            return false;
        }
    }
    return true;
}
static_assert(ascending_by_id(), "one row for each identifier, ascending");

// Two steps by the halves of an identifier: the pages 0x00, 0x01, 0x02, 0x10, 0x11 and 0x20 have
// rows, none beyond their first 64 places. Page 0 and place 0 stand for "no row".
constexpr std::size_t page_size = 64;
constexpr std::size_t page_count = 7;

struct Index {
    std::array<std::uint8_t, 256> page_of{};
    std::array<std::array<std::uint8_t, page_size>, page_count> rows{};
};

constexpr Index make_index() {
    Index index;
    std::uint8_t pages = 0;
    for (std::size_t row = 0; row < table.size(); ++row) {
        const std::uint32_t id = table[row].tag >> 16;
        std::uint8_t& page = index.page_of[id >> 8];
        if (page == 0) {
            page = ++pages;
        }
        index.rows.at(page).at(id & 0xFF) = static_cast<std::uint8_t>(row + 1);
    }
    return index;
}
constexpr Index row_index = make_index();
static_assert(table.size() < 0xFF, "a row number fits into a byte of the index");

const PropertyInfo* find_row(std::uint32_t id) {
    const std::size_t place = id & 0xFF;
    if (place >= page_size) {
        return nullptr;
    }
    const std::uint8_t row = row_index.rows[row_index.page_of[id >> 8 & 0xFF]][place];
    return row == 0 ? nullptr : &table[row - 1U];
}

}  // namespace

std::span<const PropertyInfo> property_table() { return table; }

const PropertyInfo* find_property(std::uint32_t tag) {
    const PropertyInfo* row = find_row(tag >> 16);
    return row != nullptr && row->tag == tag ? row : nullptr;
}

bool is_known_property_id(std::uint16_t id) { return find_row(id) != nullptr; }

std::string property_key(const PropertyInfo& info) {
    if (info.tag == 0x0008001F) {
        return "mapi_service_name";
    }
    std::string_view name = info.name;
    for (const std::string_view prefix : {std::string_view("PROP_"), std::string_view("ACCT_")}) {
        if (name.starts_with(prefix)) {
            name.remove_prefix(prefix.size());
        }
    }
    std::string key(name);
    std::transform(key.begin(), key.end(), key.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; });
    return key;
}

}  // namespace olkacct

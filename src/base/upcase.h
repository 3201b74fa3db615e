// Windows' rule for comparing registry names: upcase one UTF-16 unit at a time.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace olkacct::base {

/// The 65,536 units as RtlUpcaseUnicodeChar of Windows 10 maps them (regf: section 6).
const std::array<char16_t, 65536>& upcase_table();

inline char16_t upcase(char16_t unit) {
    if (unit < 0x80) {
        return unit >= u'a' && unit <= u'z' ? static_cast<char16_t>(unit - 0x20) : unit;
    }
    return upcase_table()[unit];
}

inline std::u16string upcased(std::u16string_view text) {
    std::u16string out(text);
    for (char16_t& unit : out) {
        unit = upcase(unit);
    }
    return out;
}

/// Order of names in a hive: upcased units, a prefix first.
std::strong_ordering compare_names(std::u16string_view left, std::u16string_view right);

bool same_name(std::u16string_view left, std::u16string_view right);

}  // namespace olkacct::base

// Walking UTF-16 that may be ill-formed, and UTF-16LE bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace olkacct::base {

constexpr bool is_surrogate(char32_t point) { return point >= 0xD800 && point < 0xE000; }

/// Calls `take(char32_t)` for each code point; a lone surrogate is passed as itself.
template <class Take>
void for_each_code_point(std::u16string_view text, Take&& take) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char32_t unit = text[i];
        if (unit >= 0xD800 && unit < 0xDC00 && i + 1 < text.size() && text[i + 1] >= 0xDC00 &&
            text[i + 1] < 0xE000) {
            take(0x10000 + ((unit - 0xD800) << 10) + (text[i + 1] - 0xDC00U));
            ++i;
        } else {
            take(unit);
        }
    }
}

/// Little-endian units; an odd last byte is left out.
inline std::u16string from_utf16le(std::span<const std::byte> bytes) {
    std::u16string out(bytes.size() / 2, u'\0');
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = static_cast<char16_t>(std::to_integer<unsigned>(bytes[2 * i]) |
                                       std::to_integer<unsigned>(bytes[2 * i + 1]) << 8);
    }
    return out;
}

}  // namespace olkacct::base

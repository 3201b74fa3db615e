// Decoding of UTF-8 sequences.
#include "base/utf8.h"

#include <cstdint>

namespace olkacct::base {

std::size_t utf8_length(char first) {
    const auto byte = static_cast<std::uint8_t>(first);
    if (byte < 0x80) {
        return 1;
    }
    if (byte >= 0xC2 && byte < 0xE0) {
        return 2;
    }
    if (byte >= 0xE0 && byte < 0xF0) {
        return 3;
    }
    return byte >= 0xF0 && byte < 0xF5 ? 4 : 0;
}

std::size_t decode_utf8(std::string_view text, char32_t& point) {
    const std::size_t length = text.empty() ? 0 : utf8_length(text[0]);
    if (length == 0 || length > text.size()) {
        return 0;
    }
    const auto byte = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    char32_t value = length == 1 ? byte(0) : byte(0) & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) {
            return 0;
        }
        value = value << 6 | (byte(i) & 0x3FU);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < least[length] || value > 0x10FFFF) {
        return 0;
    }
    point = value;
    return length;
}

}  // namespace olkacct::base

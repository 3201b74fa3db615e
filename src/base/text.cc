// UTF-16 to and from UTF-8, ill-formed UTF-16 included.
#include "olkacct/text.h"

#include <cstdint>

#include "base/utf16.h"

namespace olkacct {
namespace {

constexpr char32_t replacement = 0xFFFD;

void append_utf8(std::string& out, char32_t point) {
    const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xC0 | point >> 6);
        put(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        put(0xE0 | point >> 12);
        put(0x80 | (point >> 6 & 0x3F));
        put(0x80 | (point & 0x3F));
    } else {
        put(0xF0 | point >> 18);
        put(0x80 | (point >> 12 & 0x3F));
        put(0x80 | (point >> 6 & 0x3F));
        put(0x80 | (point & 0x3F));
    }
}

// Bidirectional controls and line separators can hide or reorder what a terminal shows.
bool is_control(char32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0) ||
           (point >= 0x200E && point <= 0x200F) || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069) || point == 0x061C || point == 0xFEFF;
}

void append_escape(std::string& out, char32_t point) {
    static constexpr char digits[] = "0123456789abcdef";
    const int width = point < 0x100 ? 2 : 4;
    out += width == 2 ? "\\x" : "\\u";
    for (int shift = 4 * (width - 1); shift >= 0; shift -= 4) {
        out.push_back(digits[point >> shift & 0xF]);
    }
}

// The length of a UTF-8 sequence by its first byte, 0 for a byte that starts none.
std::size_t sequence_length(std::uint8_t first) {
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first < 0xE0) {
        return 2;
    }
    if (first >= 0xE0 && first < 0xF0) {
        return 3;
    }
    return first >= 0xF0 && first < 0xF5 ? 4 : 0;
}

// Decodes the sequence at the start of `text`; surrogate code points are let through (WTF-8).
// Returns how many bytes it took, with 1 and U+FFFD for a byte that fits nowhere.
std::size_t decode_sequence(std::string_view text, char32_t& point) {
    const auto byte = [text](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::size_t length = sequence_length(byte(0));
    point = replacement;
    if (length == 0 || length > text.size()) {
        return 1;
    }
    if (length == 1) {
        point = byte(0);
        return 1;
    }
    char32_t value = byte(0) & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) {
            return 1;
        }
        value = value << 6 | (byte(i) & 0x3FU);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < least[length] || value > 0x10FFFF) {
        return 1;
    }
    point = value;
    return length;
}

}  // namespace

std::string to_utf8(std::u16string_view text) {
    std::string out;
    out.reserve(text.size());
    base::for_each_code_point(text, [&out](char32_t point) {
        append_utf8(out, base::is_surrogate(point) ? replacement : point);
    });
    return out;
}

std::string to_wtf8(std::u16string_view text) {
    std::string out;
    out.reserve(text.size());
    base::for_each_code_point(text, [&out](char32_t point) { append_utf8(out, point); });
    return out;
}

std::string to_display(std::u16string_view text) {
    std::string out;
    out.reserve(text.size());
    base::for_each_code_point(text, [&out](char32_t point) {
        if (point == U'\\') {
            out += "\\\\";
        } else if (is_control(point)) {
            append_escape(out, point);
        } else {
            append_utf8(out, base::is_surrogate(point) ? replacement : point);
        }
    });
    return out;
}

std::u16string from_wtf8(std::string_view text) {
    std::u16string out;
    out.reserve(text.size());
    while (!text.empty()) {
        char32_t point = replacement;
        text.remove_prefix(decode_sequence(text, point));
        if (point >= 0x10000) {
            out.push_back(static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10)));
            out.push_back(static_cast<char16_t>(0xDC00 + ((point - 0x10000) & 0x3FF)));
        } else {
            out.push_back(static_cast<char16_t>(point));
        }
    }
    return out;
}

}  // namespace olkacct

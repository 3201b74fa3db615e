// UTF-16 to and from UTF-8, ill-formed UTF-16 included.
#include "olkacct/text.h"

#include <algorithm>
#include <cstddef>

#include "base/utf16.h"
#include "base/utf8.h"

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
        if (is_control(point)) {
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
        text.remove_prefix(std::max<std::size_t>(base::decode_utf8(text, point), 1));
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

// JSON strings, numbers and hexadecimal.
#include "json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

#include "olkacct/text.h"

namespace olkacct::app {
namespace {

// The longest form of one UTF-16 unit: \uD800.
constexpr std::size_t widest_unit = 6;

constexpr bool is_plain(char16_t unit) {
    return unit >= 0x20 && unit < 0x7F && unit != u'"' && unit != u'\\';
}

char* put_escape(char* at, char16_t unit) {
    static constexpr char digits[] = "0123456789ABCDEF";
    char shorthand = 0;
    switch (unit) {
        case u'"':
        case u'\\':
            shorthand = static_cast<char>(unit);
            break;
        case u'\n':
            shorthand = 'n';
            break;
        case u'\r':
            shorthand = 'r';
            break;
        case u'\t':
            shorthand = 't';
            break;
        default:
            break;
    }
    *at++ = '\\';
    if (shorthand != 0) {
        *at++ = shorthand;
        return at;
    }
    *at++ = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
        *at++ = digits[unit >> shift & 0xF];
    }
    return at;
}

char* put_utf8(char* at, std::uint32_t point) {
    const auto put = [&at](std::uint32_t byte) { *at++ = static_cast<char>(byte); };
    if (point < 0x800) {
        put(0xC0 | point >> 6);
    } else {
        if (point < 0x10000) {
            put(0xE0 | point >> 12);
        } else {
            put(0xF0 | point >> 18);
            put(0x80 | (point >> 12 & 0x3F));
        }
        put(0x80 | (point >> 6 & 0x3F));
    }
    put(0x80 | (point & 0x3F));
    return at;
}

constexpr auto hex_pairs = [] {
    std::array<std::array<char, 2>, 256> pairs{};
    constexpr char digits[] = "0123456789abcdef";
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        pairs[i] = {digits[i >> 4], digits[i & 0xF]};
    }
    return pairs;
}();

template <class UnitAt>
void append_units(std::string& out, std::size_t size, UnitAt unit_at) {
    const std::size_t start = out.size();
    out.resize(start + widest_unit * size + 2);
    char* at = out.data() + start;
    *at++ = '"';
    for (std::size_t i = 0; i < size; ++i) {
        const char16_t unit = unit_at(i);
        if (is_plain(unit)) {
            *at++ = static_cast<char>(unit);
        } else if (unit < 0xA0) {
            at = put_escape(at, unit);
        } else if (unit < 0xD800 || unit >= 0xE000) {
            at = put_utf8(at, unit);
        } else if (unit < 0xDC00 && i + 1 < size && (unit_at(i + 1) & 0xFC00) == 0xDC00) {
            at = put_utf8(at, 0x10000 + ((unit - 0xD800U) << 10) + (unit_at(i + 1) - 0xDC00U));
            ++i;
        } else {
            at = put_escape(at, unit);
        }
    }
    *at++ = '"';
    out.resize(static_cast<std::size_t>(at - out.data()));
}

}  // namespace

void append_json(std::string& out, std::u16string_view text) {
    append_units(out, text.size(), [text](std::size_t i) { return text[i]; });
}

void append_json_utf16le(std::string& out, std::span<const std::byte> bytes) {
    const auto unit_at = [bytes](std::size_t i) {
        return static_cast<char16_t>(std::to_integer<unsigned>(bytes[2 * i]) |
                                     std::to_integer<unsigned>(bytes[2 * i + 1]) << 8);
    };
    std::size_t size = bytes.size() / 2;
    if (size > 0 && unit_at(size - 1) == 0) {
        --size;
    }
    append_units(out, size, unit_at);
}

void append_json(std::string& out, std::string_view utf8) {
    const bool plain = std::all_of(utf8.begin(), utf8.end(),
                                   [](char c) { return is_plain(static_cast<unsigned char>(c)); });
    if (!plain) {
        append_json(out, from_wtf8(utf8));
        return;
    }
    out += '"';
    out += utf8;
    out += '"';
}

void append_number(std::string& out, std::uint64_t number) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    out.append(digits.data(), end);
}

void append_hex(std::string& out, std::span<const std::byte> bytes) {
    const std::size_t start = out.size();
    out.resize(start + 2 * bytes.size());
    char* at = out.data() + start;
    for (const std::byte byte : bytes) {
        std::memcpy(at, hex_pairs[std::to_integer<std::size_t>(byte)].data(), 2);
        at += 2;
    }
}

std::string hex_text(std::span<const std::byte> bytes) {
    std::string out;
    append_hex(out, bytes);
    return out;
}

void append_secret(std::string& out, std::size_t bytes) {
    out += "{\"present\": true, \"bytes\": ";
    append_number(out, bytes);
    out += '}';
}

}  // namespace olkacct::app

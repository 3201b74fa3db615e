// GUIDs: bytes, text forms, section names.
#include "olkacct/guid.h"

#include <algorithm>

#include "base/byte_reader.h"

namespace olkacct {
namespace {

constexpr std::size_t plain_length = 36;

template <class Char>
std::optional<unsigned> hex_digit(Char digit) {
    if (digit >= '0' && digit <= '9') {
        return static_cast<unsigned>(digit - '0');
    }
    if (digit >= 'A' && digit <= 'F') {
        return static_cast<unsigned>(digit - 'A' + 10);
    }
    if (digit >= 'a' && digit <= 'f') {
        return static_cast<unsigned>(digit - 'a' + 10);
    }
    return std::nullopt;
}

// The 16 bytes in the order in which the text shows them.
template <class Char>
std::optional<std::array<std::uint8_t, 16>> text_bytes(std::basic_string_view<Char> text) {
    if (text.size() == plain_length + 2 && text.front() == '{' && text.back() == '}') {
        text = text.substr(1, plain_length);
    }
    if (text.size() != plain_length) {
        return std::nullopt;
    }
    std::array<std::uint8_t, 16> bytes{};
    std::size_t at = 0;
    for (std::size_t i = 0; i < plain_length;) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (text[i] != '-') {
                return std::nullopt;
            }
            ++i;
            continue;
        }
        const auto high = hex_digit(text[i]);
        const auto low = hex_digit(text[i + 1]);
        if (!high || !low) {
            return std::nullopt;
        }
        bytes[at++] = static_cast<std::uint8_t>(*high << 4 | *low);
        i += 2;
    }
    return bytes;
}

template <class Char>
std::optional<Guid> parse_guid(std::basic_string_view<Char> text) {
    const auto bytes = text_bytes(text);
    if (!bytes) {
        return std::nullopt;
    }
    const auto& b = *bytes;
    Guid guid;
    guid.data1 = static_cast<std::uint32_t>(b[0]) << 24 | static_cast<std::uint32_t>(b[1]) << 16 |
                 static_cast<std::uint32_t>(b[2]) << 8 | b[3];
    guid.data2 = static_cast<std::uint16_t>(b[4] << 8 | b[5]);
    guid.data3 = static_cast<std::uint16_t>(b[6] << 8 | b[7]);
    std::copy(b.begin() + 8, b.end(), guid.data4.begin());
    return guid;
}

void append_hex(std::string& out, std::uint64_t value, int digits, const char* alphabet) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
        out.push_back(alphabet[value >> shift & 0xF]);
    }
}

}  // namespace

Guid Guid::from_bytes(std::span<const std::byte, 16> bytes) {
    Guid guid;
    guid.data1 = base::load_u32(bytes.first<4>());
    guid.data2 = base::load_u16(bytes.subspan<4, 2>());
    guid.data3 = base::load_u16(bytes.subspan<6, 2>());
    std::transform(bytes.begin() + 8, bytes.end(), guid.data4.begin(),
                   [](std::byte byte) { return std::to_integer<std::uint8_t>(byte); });
    return guid;
}

std::optional<Guid> Guid::parse(std::string_view text) { return parse_guid(text); }
std::optional<Guid> Guid::parse(std::u16string_view text) { return parse_guid(text); }

std::string Guid::to_string() const {
    static constexpr char upper[] = "0123456789ABCDEF";
    std::string out = "{";
    append_hex(out, data1, 8, upper);
    out.push_back('-');
    append_hex(out, data2, 4, upper);
    out.push_back('-');
    append_hex(out, data3, 4, upper);
    for (std::size_t i = 0; i < data4.size(); ++i) {
        if (i == 0 || i == 2) {
            out.push_back('-');
        }
        append_hex(out, data4[i], 2, upper);
    }
    out.push_back('}');
    return out;
}

std::array<std::byte, 16> Guid::to_bytes() const {
    std::array<std::byte, 16> bytes{};
    for (unsigned i = 0; i < 4; ++i) {
        bytes[i] = static_cast<std::byte>(data1 >> (8 * i));
    }
    bytes[4] = static_cast<std::byte>(data2);
    bytes[5] = static_cast<std::byte>(data2 >> 8);
    bytes[6] = static_cast<std::byte>(data3);
    bytes[7] = static_cast<std::byte>(data3 >> 8);
    std::transform(data4.begin(), data4.end(), bytes.begin() + 8,
                   [](std::uint8_t byte) { return std::byte{byte}; });
    return bytes;
}

std::string section_name(std::span<const std::byte, 16> uid) {
    std::string out;
    for (const std::byte byte : uid) {
        append_hex(out, std::to_integer<std::uint64_t>(byte), 2, "0123456789abcdef");
    }
    return out;
}

}  // namespace olkacct

// Decoding of UTF-16LE, UTF-8 and Windows-1252.
#include "registry/regfile/decoder.h"

#include <string_view>

#include "base/utf8.h"

namespace olkacct::registry {
namespace {

// The bytes 0x80 to 0x9F; all others stand for the character of their own number.
constexpr char16_t windows_1252[] = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

std::size_t decode_utf16le(std::span<const std::byte> bytes, std::u16string& out) {
    const std::size_t units = bytes.size() / 2;
    const std::size_t before = out.size();
    out.resize(before + units);
    for (std::size_t i = 0; i < units; ++i) {
        out[before + i] = static_cast<char16_t>(std::to_integer<unsigned>(bytes[2 * i]) |
                                                std::to_integer<unsigned>(bytes[2 * i + 1]) << 8);
    }
    return units * 2;
}

std::size_t decode_utf8(std::span<const std::byte> bytes, bool last, std::u16string& out) {
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::size_t at = 0;
    while (at < text.size()) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            out.push_back(static_cast<char16_t>(text[at++]));
            continue;
        }
        char32_t point = 0;
        const std::size_t length = base::decode_utf8(text.substr(at), point);
        if (length == 0) {
            if (!last && base::utf8_length(text[at]) > text.size() - at) {
                break;
            }
            out.push_back(from_windows_1252(bytes[at++]));
            continue;
        }
        at += length;
        if (point >= 0x10000) {
            out.push_back(static_cast<char16_t>(0xD800 + ((point - 0x10000) >> 10)));
            point = 0xDC00 + ((point - 0x10000) & 0x3FF);
        }
        out.push_back(static_cast<char16_t>(point));
    }
    return at;
}

}  // namespace

char16_t from_windows_1252(std::byte byte) {
    const auto number = std::to_integer<unsigned>(byte);
    return number >= 0x80 && number < 0xA0 ? windows_1252[number - 0x80]
                                           : static_cast<char16_t>(number);
}

std::size_t decode(Encoding encoding, std::span<const std::byte> bytes, bool last,
                   std::u16string& out) {
    switch (encoding) {
        case Encoding::utf16le:
            return decode_utf16le(bytes, out);
        case Encoding::utf8:
            return decode_utf8(bytes, last, out);
        case Encoding::windows_1252:
            break;
    }
    for (const std::byte byte : bytes) {
        out.push_back(from_windows_1252(byte));
    }
    return bytes.size();
}

}  // namespace olkacct::registry

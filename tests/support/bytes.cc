#include "support/bytes.h"

#include <stdexcept>

namespace olkacct::test {

void put_number(std::span<std::byte> buffer, std::size_t offset, std::uint64_t number,
                std::size_t width) {
    for (auto& byte : buffer.subspan(offset, width)) {
        byte = static_cast<std::byte>(number & 0xFF);
        number >>= 8;
    }
}

std::uint64_t get_number(std::span<const std::byte> buffer, std::size_t offset, std::size_t width) {
    std::uint64_t number = 0;
    for (std::size_t i = width; i-- > 0;) {
        number = number << 8 | std::to_integer<std::uint64_t>(buffer[offset + i]);
    }
    return number;
}

void put_text(std::span<std::byte> buffer, std::size_t offset, std::string_view text) {
    for (const char letter : text) {
        buffer[offset++] = static_cast<std::byte>(letter);
    }
}

void append(Bytes& bytes, std::span<const std::byte> more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
}

Bytes dword_bytes(std::uint32_t number) {
    Bytes bytes(4);
    put32(bytes, 0, number);
    return bytes;
}

Bytes qword_bytes(std::uint64_t number) {
    Bytes bytes(8);
    put64(bytes, 0, number);
    return bytes;
}

Bytes text_bytes(std::u16string_view text, bool terminated) {
    Bytes bytes((text.size() + (terminated ? 1U : 0U)) * 2);
    for (std::size_t i = 0; i < text.size(); ++i) {
        put16(bytes, i * 2, text[i]);
    }
    return bytes;
}

Bytes ascii_bytes(std::string_view text) {
    Bytes bytes(text.size());
    put_text(bytes, 0, text);
    return bytes;
}

Bytes hex_bytes(std::string_view digits) {
    constexpr std::string_view alphabet = "0123456789abcdef";
    if (digits.size() % 2 != 0) {
        throw std::invalid_argument("hex_bytes: odd number of digits");
    }
    Bytes bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const auto high = alphabet.find(digits[i]);
        const auto low = alphabet.find(digits[i + 1]);
        if (high == std::string_view::npos || low == std::string_view::npos) {
            throw std::invalid_argument("hex_bytes: not a lower-case hex digit");
        }
        bytes.push_back(static_cast<std::byte>(high << 4 | low));
    }
    return bytes;
}

}  // namespace olkacct::test

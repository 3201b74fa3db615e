#include "support/property_bytes.h"

#include <algorithm>
#include <string>

namespace olkacct::test {

namespace {

void append_number(Bytes& bytes, std::uint64_t number, std::size_t width) {
    bytes.resize(bytes.size() + width);
    put_number(bytes, bytes.size() - width, number, width);
}

void append_sized(Bytes& bytes, const Bytes& part) {
    append_number(bytes, part.size(), 4);
    append(bytes, part);
}

}  // namespace

Bytes multi_binary(const std::vector<Bytes>& elements, std::size_t width) {
    Bytes head;
    Bytes body;
    append_number(head, elements.size(), 4);
    const auto body_start = 4 + elements.size() * 2 * width;
    for (const auto& element : elements) {
        append_number(head, element.size(), width);
        append_number(head, body_start + body.size(), width);
        append(body, element);
        body.resize((body.size() + 3) / 4 * 4);
    }
    append(head, body);
    return head;
}

Bytes multi_string8(const std::vector<std::string_view>& elements, std::size_t width) {
    Bytes head;
    Bytes body;
    append_number(head, elements.size(), 4);
    const auto body_start = 4 + elements.size() * width;
    for (const auto element : elements) {
        append_number(head, body_start + body.size(), width);
        append(body, ascii_bytes(element));
        body.push_back(std::byte{0});
    }
    append(head, body);
    return head;
}

Bytes made_up_bytes(std::uint32_t seed, std::size_t size) {
    Bytes bytes(size);
    auto state = seed * 2654435761U + 12345;
    for (auto& byte : bytes) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<std::byte>(state >> 24);
    }
    return bytes;
}

Bytes made_up_uid(std::uint32_t seed) { return made_up_bytes(seed, 16); }

std::u16string section_name(const Bytes& uid) {
    constexpr std::u16string_view digits = u"0123456789abcdef";
    std::u16string name;
    for (const auto byte : uid) {
        name += digits[std::to_integer<std::size_t>(byte) >> 4];
        name += digits[std::to_integer<std::size_t>(byte) & 15];
    }
    return name;
}

Bytes protected_value(std::u16string_view value_name) {
    constexpr std::uint32_t cipher = 0x6610;  // AES-256
    constexpr std::uint32_t hash = 0x800E;    // SHA-512
    const auto seed = static_cast<std::uint32_t>(value_name.size());
    Bytes bytes = hex_bytes("0201000000d08c9ddf0115d1118c7a00c04fc297eb01000000");
    append(bytes, made_up_uid(77));  // the master key
    append_number(bytes, 0, 4);
    append_sized(bytes, text_bytes(value_name));
    append_number(bytes, cipher, 4);
    append_number(bytes, 256, 4);
    append_sized(bytes, made_up_bytes(seed, 32));  // salt
    append_number(bytes, 0, 4);
    append_number(bytes, hash, 4);
    append_number(bytes, 512, 4);
    append_sized(bytes, made_up_bytes(seed + 1, 32));
    append_sized(bytes, made_up_bytes(seed + 2, 32));
    append_sized(bytes, made_up_bytes(seed + 3, 64));  // signature
    return bytes;
}

Bytes store_entry_id(std::u16string_view file) {
    auto bytes = hex_bytes("0000000038a1bb1005e5101aa1bb08002b2a56c20000");
    append(bytes, ascii_bytes(std::string_view("mspst.dll", 10)));
    append(bytes, hex_bytes("000000004e495441f9bfb80100aa0037d96e00000000"));
    append(bytes, text_bytes(file));
    return bytes;
}

Bytes inbox_entry_id(const Bytes& record_key) {
    Bytes bytes(4);
    append(bytes, record_key);
    append_number(bytes, 0x8082, 4);
    return bytes;
}

Bytes mailbox_entry_id(std::string_view legacy_name) {
    auto bytes = hex_bytes("00000000dca740c8c042101ab4b908002b2fe1820100000000000000");
    append(bytes, ascii_bytes(legacy_name));
    bytes.push_back(std::byte{0});
    return bytes;
}

}  // namespace olkacct::test

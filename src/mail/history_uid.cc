// The UID encoding of download histories: specification 13.1, C-22 and S-66.
#include "mail/history_uid.h"

namespace olkacct::mail {
namespace {

constexpr char escape = '$';

bool stands_for_itself(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::optional<unsigned> hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return static_cast<unsigned>(c - '0');
    }
    const char lower = static_cast<char>(c | 0x20);
    if (lower >= 'a' && lower <= 'f') {
        return static_cast<unsigned>(lower - 'a') + 10U;
    }
    return std::nullopt;
}

}  // namespace

void append_encoded_uid(std::string& out, std::string_view uid) {
    constexpr std::string_view digits = "0123456789abcdef";
    for (const char c : uid) {
        if (stands_for_itself(c)) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += escape;
        out += digits[byte >> 4U];
        out += digits[byte & 0xFU];
    }
}

std::optional<std::string> decode_uid(std::string_view encoded) {
    std::string uid;
    uid.reserve(encoded.size());
    for (std::size_t at = 0; at < encoded.size(); ++at) {
        if (encoded[at] != escape) {
            uid += encoded[at];
            continue;
        }
        if (encoded.size() - at < 3) {
            return std::nullopt;
        }
        const auto high = hex_digit(encoded[at + 1]);
        const auto low = hex_digit(encoded[at + 2]);
        if (!high || !low) {
            return std::nullopt;
        }
        uid += static_cast<char>(*high << 4U | *low);
        at += 2;
    }
    return uid;
}

}  // namespace olkacct::mail

// The text form of accounts that both sides of the comparison print.
#include "account_text.h"

#include <array>
#include <charconv>
#include <span>

#include "base/byte_reader.h"
#include "olkacct/text.h"

namespace olkacct::bench {
namespace {

void append_number(std::uint32_t number, std::string& text) {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    text.append(digits.data(), end);
}

void append_hex(std::span<const std::byte> data, std::string& text) {
    static constexpr std::string_view digits = "0123456789abcdef";
    const std::size_t start = text.size();
    text.resize(start + 2 * data.size());
    char* out = text.data() + start;
    for (const std::byte byte : data) {
        *out++ = digits[std::to_integer<unsigned>(byte) >> 4];
        *out++ = digits[std::to_integer<unsigned>(byte) & 15U];
    }
}

char* put_utf8(char32_t point, char* out) {
    const auto put = [&out](char32_t bits) { *out++ = static_cast<char>(bits); };
    if (point < 0x80) {
        put(point);
        return out;
    }
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
    return out;
}

/// `unit_at(i)` gives unit i of `size`; a lone surrogate becomes U+FFFD.
template <class UnitAt>
void append_utf8(std::size_t size, UnitAt unit_at, std::string& text) {
    const std::size_t start = text.size();
    text.resize(start + 3 * size);
    char* out = text.data() + start;
    for (std::size_t i = 0; i < size; ++i) {
        char32_t point = unit_at(i);
        if (point == 0) {
            break;
        }
        if (point >= 0xD800 && point < 0xE000) {
            const char32_t low = point < 0xDC00 && i + 1 < size ? unit_at(i + 1) : 0;
            if (low >= 0xDC00 && low < 0xE000) {
                point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
                ++i;
            } else {
                point = 0xFFFD;
            }
        }
        out = put_utf8(point, out);
    }
    text.resize(static_cast<std::size_t>(out - text.data()));
}

void append_text(std::u16string_view units, std::string& text) {
    append_utf8(
        units.size(), [&](std::size_t i) { return char32_t{units[i]}; }, text);
}

void append_data(const RegistryValue& value, std::string& text) {
    const std::span<const std::byte> data(value.data);
    if (value.name.ends_with(u" Password")) {
        text += '<';
        append_number(static_cast<std::uint32_t>(data.size()), text);
        text += " bytes>";
    } else if (value.type == registry_type::sz || value.type == registry_type::expand_sz) {
        append_utf8(
            data.size() / 2,
            [&](std::size_t i) { return char32_t{base::load_u16(data.subspan(2 * i).first<2>())}; },
            text);
    } else if (value.type == registry_type::dword && data.size() == 4) {
        append_number(base::load_u32(data.first<4>()), text);
    } else {
        append_hex(data, text);
    }
}

void append_account_key(std::uint32_t id, std::string& text) {
    for (int shift = 28; shift >= 0; shift -= 4) {
        text += "0123456789ABCDEF"[id >> shift & 15U];
    }
}

}  // namespace

void append_accounts(const Contents& contents, std::string_view file, std::string& text) {
    std::string prefix;
    for (const Profile& profile : contents.profiles) {
        for (const Account& account : profile.accounts) {
            prefix.assign(file);
            if (!file.empty()) {
                prefix += '\t';
            }
            append_text(profile.name, prefix);
            prefix += '\t';
            append_account_key(account.id, prefix);
            prefix += '\t';
            for (const RegistryValue& value : account.values) {
                text += prefix;
                append_text(value.name, text);
                text += '\t';
                append_number(value.type, text);
                text += '\t';
                append_data(value, text);
                text += '\n';
            }
        }
    }
}

Result<void> append_accounts_of(const std::string& path, std::string_view file, std::string& text) {
    const auto source = Source::open(path);
    if (!source) {
        return tl::unexpected(source.error());
    }
    const auto contents = source->read();
    if (!contents) {
        return tl::unexpected(contents.error());
    }
    append_accounts(*contents, file, text);
    return {};
}

}  // namespace olkacct::bench

// The text form of accounts that both sides of the comparison print.
#include "account_text.h"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <span>

#include "base/byte_reader.h"

namespace olkacct::bench {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
/// Beside names and data: tabs, the type, the words around a password's size.
constexpr std::size_t longest_rest = 64;

/// Writes into room that was reserved before; every function returns where it stopped.
char* put(std::string_view text, char* out) { return std::ranges::copy(text, out).out; }

char* put_number(std::uint32_t number, char* out) {
    return std::to_chars(out, out + longest_rest, number).ptr;
}

/// Four bytes at a time: each nibble gets a byte of its own, then becomes its digit.
char* put_hex(std::span<const std::byte> data, char* out) {
    constexpr std::uint64_t ones = 0x0101010101010101;
    for (; data.size() >= 4; data = data.subspan(4), out += 8) {
        std::uint64_t nibbles = base::load_u32(data.first<4>());
        nibbles = (nibbles | nibbles << 16) & 0x0000FFFF0000FFFF;
        nibbles = (nibbles | nibbles << 8) & 0x00FF00FF00FF00FF;
        nibbles = (nibbles >> 4 | nibbles << 8) & 0x0F0F0F0F0F0F0F0F;
        const std::uint64_t letters = (nibbles + 6 * ones) >> 4 & ones;
        const std::uint64_t digits = nibbles + '0' * ones + ('a' - '0' - 10) * letters;
        std::memcpy(out, &digits, sizeof(digits));
    }
    for (const std::byte byte : data) {
        *out++ = hex_digits[std::to_integer<std::size_t>(byte) >> 4];
        *out++ = hex_digits[std::to_integer<std::size_t>(byte) & 15U];
    }
    return out;
}

char* put_code_point(char32_t point, char* out) {
    const auto byte = [&out](char32_t bits) { *out++ = static_cast<char>(bits); };
    if (point < 0x800) {
        byte(0xC0 | point >> 6);
    } else {
        if (point < 0x10000) {
            byte(0xE0 | point >> 12);
        } else {
            byte(0xF0 | point >> 18);
            byte(0x80 | (point >> 12 & 0x3F));
        }
        byte(0x80 | (point >> 6 & 0x3F));
    }
    byte(0x80 | (point & 0x3F));
    return out;
}

/// Copies units four at a time as long as all are ASCII and none is NUL; returns how many.
std::size_t put_ascii(std::span<const std::byte> units, char* out) {
    std::size_t done = 0;
    for (; 2 * done + sizeof(std::uint64_t) <= units.size(); done += 4) {
        std::uint64_t four = 0;
        std::memcpy(&four, units.data() + 2 * done, sizeof(four));
        constexpr std::uint64_t others = 0xFF80FF80FF80FF80;
        constexpr std::uint64_t top = 0x0080008000800080;
        if ((four & others) != 0 || ((four + 0x007F007F007F007F) & top) != top) {
            break;
        }
        four = (four | four >> 8) & 0x0000FFFF0000FFFF;
        const auto letters = static_cast<std::uint32_t>(four | four >> 16);
        std::memcpy(out + done, &letters, sizeof(letters));
    }
    return done;
}

/// UTF-16LE up to the first NUL; a lone surrogate becomes U+FFFD. An odd last byte is left out.
char* put_utf8(std::span<const std::byte> units, char* out) {
    const std::size_t size = units.size() / 2;
    const auto unit_at = [units](std::size_t i) {
        return char32_t{base::load_u16(units.subspan(2 * i).first<2>())};
    };
    std::size_t i = put_ascii(units, out);
    out += i;
    for (; i < size; ++i) {
        char32_t point = unit_at(i);
        if (point == 0) {
            break;
        }
        if (point < 0x80) {
            *out++ = static_cast<char>(point);
            continue;
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
        out = put_code_point(point, out);
    }
    return out;
}

char* put_text(std::u16string_view units, char* out) {
    return put_utf8(std::as_bytes(std::span(units)), out);
}

char* put_data(const RegistryValue& value, char* out) {
    const std::span<const std::byte> data(value.data);
    if (value.name.ends_with(u" Password")) {
        out = put("<", out);
        out = put_number(static_cast<std::uint32_t>(data.size()), out);
        return put(" bytes>", out);
    }
    if (value.type == registry_type::sz || value.type == registry_type::expand_sz) {
        return put_utf8(data, out);
    }
    if (value.type == registry_type::dword && data.size() == 4) {
        return put_number(base::load_u32(data.first<4>()), out);
    }
    return put_hex(data, out);
}

char* put_value(std::string_view prefix, const RegistryValue& value, char* out) {
    out = put(prefix, out);
    out = put_text(value.name, out);
    out = put("\t", out);
    out = put_number(value.type, out);
    out = put("\t", out);
    out = put_data(value, out);
    return put("\n", out);
}

/// The fields before the value's name.
std::string prefix_of(std::string_view file, const Profile& profile, const Account& account) {
    std::string prefix(file);
    if (!file.empty()) {
        prefix += '\t';
    }
    std::string name(3 * profile.name.size(), '\0');
    name.resize(static_cast<std::size_t>(put_text(profile.name, name.data()) - name.data()));
    prefix += name + '\t';
    for (int shift = 28; shift >= 0; shift -= 4) {
        prefix += "0123456789ABCDEF"[account.id >> shift & 15U];
    }
    return prefix + '\t';
}

}  // namespace

char* Text::reserve(std::size_t most) {
    if (capacity_ - size_ < most) {
        capacity_ = 2 * (size_ + most);
        auto larger = std::make_unique_for_overwrite<char[]>(capacity_);
        std::ranges::copy(view(), larger.get());
        bytes_ = std::move(larger);
    }
    return bytes_.get() + size_;
}

void Text::swap(Text& other) noexcept {
    bytes_.swap(other.bytes_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
}

void append_accounts(const Contents& contents, std::string_view file, Text& text) {
    for (const Profile& profile : contents.profiles) {
        for (const Account& account : profile.accounts) {
            const std::string prefix = prefix_of(file, profile, account);
            std::size_t most = 0;
            for (const RegistryValue& value : account.values) {
                most +=
                    prefix.size() + 3 * value.name.size() + 2 * value.data.size() + longest_rest;
            }
            char* out = text.reserve(most);
            for (const RegistryValue& value : account.values) {
                out = put_value(prefix, value, out);
            }
            text.end_at(out);
        }
    }
}

Result<void> append_accounts_of(const std::string& path, std::string_view file, Text& text) {
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

// Decoding the values of profile sections. Sheet section 11.1.
#include "profile/section_value.h"

#include <algorithm>

#include "base/byte_reader.h"
#include "base/utf16.h"

namespace olkacct::profile {
namespace {

// Property types that occur in sections (sheet section 11.1).
enum class SectionType : std::uint16_t {
    long_integer = 0x0003,
    boolean = 0x000B,
    integer64 = 0x0014,
    string8 = 0x001E,
    unicode = 0x001F,
    system_time = 0x0040,
    class_id = 0x0048,
    binary = 0x0102,
    multi_long = 0x1003,
    multi_string8 = 0x101E,
    multi_unicode = 0x101F,
    multi_binary = 0x1102,
};

constexpr std::uint16_t first_secure_id = 0x67F0;
constexpr std::uint16_t last_secure_id = 0x67FF;
constexpr std::size_t count_size = 4;

using Data = std::span<const std::byte>;

std::optional<std::uint16_t> hex_word(std::u16string_view digits) {
    unsigned value = 0;
    for (const char16_t unit : digits) {
        const char16_t lower = unit | 0x20;
        if (unit >= u'0' && unit <= u'9') {
            value = value << 4 | static_cast<unsigned>(unit - u'0');
        } else if (lower >= u'a' && lower <= u'f' && unit < 0x80) {
            value = value << 4 | static_cast<unsigned>(lower - u'a' + 10);
        } else {
            return std::nullopt;
        }
    }
    return static_cast<std::uint16_t>(value);
}

std::optional<std::uint64_t> field(const base::ByteReader& reader, std::size_t at,
                                   std::size_t width) {
    return width == 4 ? std::optional<std::uint64_t>(reader.u32(at)) : reader.u64(at);
}

// A header of `count` entries of `fields` numbers each, the offset being the last of an entry.
struct Framing {
    std::size_t count = 0;
    std::size_t width = 4;
    std::size_t fields = 1;

    [[nodiscard]] std::size_t header_size() const { return count_size + count * width * fields; }
    [[nodiscard]] std::size_t entry(std::size_t index) const {
        return count_size + index * width * fields;
    }
    [[nodiscard]] std::size_t offset_field(std::size_t index) const {
        return entry(index) + width * (fields - 1);
    }
};

// The first offset tells the width, since the first element follows the header at once.
std::optional<Framing> find_framing(Data data, std::size_t fields) {
    const base::ByteReader reader(data);
    const auto count = reader.u32(0);
    if (!count || *count > data.size() / 4) {
        return std::nullopt;
    }
    for (const std::size_t width : {std::size_t{4}, std::size_t{8}}) {
        const Framing framing{*count, width, fields};
        if (*count == 0) {
            return framing;
        }
        if (framing.header_size() <= data.size() &&
            field(reader, framing.offset_field(0), width) == framing.header_size()) {
            return framing;
        }
    }
    return std::nullopt;
}

// The bytes from `offset` to a NUL of `unit` bytes, without it; nullopt when there is none.
std::optional<Data> until_nul(Data data, std::uint64_t offset, std::size_t unit) {
    if (offset > data.size()) {
        return std::nullopt;
    }
    const Data rest = data.subspan(static_cast<std::size_t>(offset));
    for (std::size_t at = 0; at + unit <= rest.size(); at += unit) {
        const Data character = rest.subspan(at, unit);
        if (std::all_of(character.begin(), character.end(),
                        [](std::byte byte) { return byte == std::byte{0}; })) {
            return rest.first(at);
        }
    }
    return std::nullopt;
}

AnsiText make_element(Data bytes, const AnsiText*) {
    AnsiText text;
    text.bytes.reserve(bytes.size());
    std::transform(bytes.begin(), bytes.end(), std::back_inserter(text.bytes),
                   [](std::byte byte) { return std::to_integer<char>(byte); });
    return text;
}
std::u16string make_element(Data bytes, const std::u16string*) { return base::from_utf16le(bytes); }
std::vector<std::byte> make_element(Data bytes, const std::vector<std::byte>*) {
    return {bytes.begin(), bytes.end()};
}

// `find(index, framing)` gives the bytes of one element. All of them together, with the NULs of
// strings, fit into the value, or somebody made them overlap.
template <class Element, class Find>
SectionData decode_multi(Data data, std::size_t fields, std::size_t nul, Find find) {
    const auto framing = find_framing(data, fields);
    if (!framing) {
        return {};
    }
    MultiValue<Element> value;
    value.offset_width = static_cast<std::uint8_t>(framing->width);
    std::size_t left = data.size() - framing->header_size();
    for (std::size_t i = 0; i < framing->count; ++i) {
        const std::optional<Data> bytes = find(i, *framing);
        if (!bytes || bytes->size() + nul > left) {
            return {};
        }
        left -= bytes->size() + nul;
        value.elements.push_back(make_element(*bytes, static_cast<const Element*>(nullptr)));
    }
    return value;
}

template <class Element>
SectionData decode_strings(Data data, std::size_t unit) {
    const base::ByteReader reader(data);
    return decode_multi<Element>(
        data, 1, unit, [&](std::size_t i, const Framing& framing) -> std::optional<Data> {
            const auto offset = field(reader, framing.offset_field(i), framing.width);
            return offset ? until_nul(data, *offset, unit) : std::nullopt;
        });
}

SectionData decode_binaries(Data data) {
    const base::ByteReader reader(data);
    return decode_multi<std::vector<std::byte>>(
        data, 2, 0, [&](std::size_t i, const Framing& framing) -> std::optional<Data> {
            const auto length = field(reader, framing.entry(i), framing.width);
            const auto offset = field(reader, framing.offset_field(i), framing.width);
            if (!length || !offset) {
                return std::nullopt;
            }
            // An empty element may point anywhere.
            return *length == 0 ? Data()
                                : reader.bytes(static_cast<std::size_t>(*offset),
                                               static_cast<std::size_t>(*length));
        });
}

SectionData decode_longs(Data data) {
    if (data.size() % 4 != 0) {
        return {};
    }
    std::vector<std::uint32_t> numbers(data.size() / 4);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        numbers[i] = base::load_u32(data.subspan(4 * i).first<4>());
    }
    return numbers;
}

SectionData decode_fixed(SectionType type, Data data) {
    if (type == SectionType::long_integer && data.size() == 4) {
        return base::load_u32(data.first<4>());
    }
    if (type == SectionType::boolean && data.size() == 2) {
        return base::load_u16(data.first<2>()) != 0;
    }
    if (type == SectionType::integer64 && data.size() == 8) {
        return base::load_u64(data.first<8>());
    }
    if (type == SectionType::system_time && data.size() == 8) {
        return FileTime{base::load_u64(data.first<8>())};
    }
    if (type == SectionType::class_id && data.size() == 16) {
        return Guid::from_bytes(data.first<16>());
    }
    return {};
}

}  // namespace

std::optional<SectionValueName> parse_section_value_name(std::u16string_view name) {
    SectionValueName parsed;
    if (name.size() == 9 && (name.front() == u'S' || name.front() == u's')) {
        parsed.secure = true;
        name.remove_prefix(1);
    }
    if (name.size() != 8) {
        return std::nullopt;
    }
    const auto type = hex_word(name.substr(0, 4));
    const auto id = hex_word(name.substr(4));
    if (!type || !id) {
        return std::nullopt;
    }
    parsed.type = *type;
    parsed.id = *id;
    parsed.secure = parsed.secure || (*id >= first_secure_id && *id <= last_secure_id);
    return parsed;
}

SectionData decode_section_value(const RegistryValue& value) {
    if (is_secret_value(value.name)) {
        return SecretPresence{value.data.size()};
    }
    const auto name = parse_section_value_name(value.name);
    if (!name) {
        return {};
    }
    const auto type = static_cast<SectionType>(name->type);
    switch (type) {
        case SectionType::string8:
            // The registry keeps these as text; other bytes would be of an unknown code page.
            return value.type == registry_type::sz ? SectionData(decode_string(value))
                                                   : SectionData();
        case SectionType::unicode:
            return decode_string(value);
        case SectionType::binary:
            return value.data;
        case SectionType::multi_long:
            return decode_longs(value.data);
        case SectionType::multi_string8:
            return decode_strings<AnsiText>(value.data, 1);
        case SectionType::multi_unicode:
            return decode_strings<std::u16string>(value.data, 2);
        case SectionType::multi_binary:
            return decode_binaries(value.data);
        default:
            return decode_fixed(type, value.data);
    }
}

}  // namespace olkacct::profile

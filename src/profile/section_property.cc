// Types, text and the stored form of section properties.
#include "profile/section_property.h"

#include <algorithm>
#include <array>

#include "base/utf16.h"
#include "olkacct/property.h"
#include "olkacct/text.h"
#include "profile/edit/encode.h"
#include "profile/section_value.h"

namespace olkacct::profile {
namespace {

struct FixedType {
    std::uint16_t type;
    std::size_t size;
};
constexpr std::array<FixedType, 11> fixed_types = {{
    {section_type::i2, 2},
    {section_type::i4, 4},
    {section_type::r4, 4},
    {section_type::r8, 8},
    {section_type::currency, 8},
    {section_type::app_time, 8},
    {section_type::error, 4},
    {section_type::boolean, 2},
    {section_type::i8, 8},
    {section_type::system_time, 8},
    {section_type::class_id, 16},
}};

ElementBytes little_endian(std::uint64_t number, std::size_t size) {
    ElementBytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::byte>(number >> 8 * i);
    }
    return bytes;
}

ElementBytes utf16le(std::u16string_view text) {
    ElementBytes bytes = encode_text(text);
    bytes.erase(bytes.end() - 2, bytes.end());
    return bytes;
}

ElementBytes as_bytes(std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

std::string as_text(std::span<const std::byte> bytes) {
    std::string text(bytes.size(), '\0');
    std::ranges::transform(bytes, text.begin(),
                           [](std::byte byte) { return std::to_integer<char>(byte); });
    return text;
}

// Of a stored value of this type; the name says the type to decode_section_value, and an identifier
// that is not secure keeps it from hiding the content.
SectionData decode_as(std::uint16_t type, std::uint32_t registry_kind,
                      std::span<const std::byte> data) {
    return decode_section_value({section_value_name(property_tag(type, 0x3000)),
                                 registry_kind,
                                 {data.begin(), data.end()}});
}

template <class Element, class Bytes>
void put_elements(const MultiValue<Element>& value, Bytes bytes, SectionProperty& property) {
    for (const Element& element : value.elements) {
        property.elements.push_back(bytes(element));
    }
}

bool decode_lists(const SectionData& data, SectionProperty& property) {
    if (const auto* ansi = std::get_if<MultiValue<AnsiText>>(&data)) {
        put_elements(
            *ansi, [](const AnsiText& text) { return as_bytes(text.bytes); }, property);
    } else if (const auto* wide = std::get_if<MultiValue<std::u16string>>(&data)) {
        put_elements(
            *wide, [](const std::u16string& text) { return utf16le(text); }, property);
    } else if (const auto* binary = std::get_if<MultiValue<ElementBytes>>(&data)) {
        property.elements = binary->elements;
    } else {
        return false;
    }
    return true;
}

// Values of one size, one after the other, without a count.
bool split(std::span<const std::byte> data, std::size_t size, SectionProperty& property) {
    if (data.size() % size != 0) {
        return false;
    }
    for (std::size_t at = 0; at < data.size(); at += size) {
        const auto element = data.subspan(at, size);
        property.elements.emplace_back(element.begin(), element.end());
    }
    return true;
}

ElementBytes until_zero(std::span<const std::byte> data) {
    return {data.begin(), std::ranges::find(data, std::byte{0})};
}

bool decode_single(std::uint16_t type, const RegistryValue& value, SectionProperty& property) {
    const auto size = fixed_size(type);
    if (size) {
        property.elements.push_back(value.data);
        return value.data.size() == *size;
    }
    switch (type) {
        case section_type::string8:
            property.elements.push_back(value.type == registry_type::sz
                                            ? to_ansi(decode_string(value))
                                            : until_zero(value.data));
            return true;
        case section_type::unicode:
            property.elements.push_back(utf16le(decode_string(value)));
            return true;
        case section_type::binary:
            property.elements.push_back(value.data);
            return true;
        default:
            return false;
    }
}

bool decode(std::uint16_t type, const RegistryValue& value, SectionProperty& property) {
    if (!is_multi_value(type)) {
        return decode_single(type, value, property);
    }
    const auto single = static_cast<std::uint16_t>(type & ~multi_value_flag);
    if (const auto size = fixed_size(single)) {
        return split(value.data, *size, property);
    }
    return decode_lists(decode_as(type, value.type, value.data), property);
}

ElementBytes encode_multi(const SectionProperty& property, std::uint16_t single,
                          std::uint8_t width) {
    if (single == section_type::string8) {
        MultiValue<AnsiText> value{width, {}};
        for (const ElementBytes& element : property.elements) {
            value.elements.push_back({as_text(element)});
        }
        return encode_multi_value(value);
    }
    if (single == section_type::unicode) {
        MultiValue<std::u16string> value{width, {}};
        for (const ElementBytes& element : property.elements) {
            value.elements.push_back(base::from_utf16le(element));
        }
        return encode_multi_value(value);
    }
    if (single == section_type::binary) {
        return encode_multi_value(MultiValue<ElementBytes>{width, property.elements});
    }
    ElementBytes all;
    for (const ElementBytes& element : property.elements) {
        all.insert(all.end(), element.begin(), element.end());
    }
    return all;
}

}  // namespace

std::optional<std::size_t> fixed_size(std::uint16_t type) {
    const auto* found = std::ranges::find(fixed_types, type, &FixedType::type);
    return found == fixed_types.end() ? std::nullopt : std::optional(found->size);
}

SectionProperty number_property(std::uint32_t tag, std::uint32_t number) {
    return {tag, {little_endian(number, 4)}};
}

SectionProperty boolean_property(std::uint32_t tag, bool value) {
    return {tag, {little_endian(value ? 1 : 0, 2)}};
}

SectionProperty bytes_property(std::uint32_t tag, std::span<const std::byte> bytes) {
    return {tag, {ElementBytes(bytes.begin(), bytes.end())}};
}

SectionProperty text_property(std::uint32_t tag, std::u16string_view text) {
    return {tag, {utf16le(text)}};
}

std::optional<std::uint32_t> number_of(const SectionProperty& property) {
    if (tag_type(property.tag) != section_type::i4 || property.elements.size() != 1) {
        return std::nullopt;
    }
    std::uint32_t number = 0;
    for (std::size_t i = property.elements.front().size(); i-- > 0;) {
        number = number << 8 | std::to_integer<std::uint32_t>(property.elements.front()[i]);
    }
    return number;
}

std::u16string text_of(const SectionProperty& property) {
    if (property.elements.empty()) {
        return {};
    }
    return tag_type(property.tag) == section_type::unicode
               ? base::from_utf16le(property.elements.front())
           : tag_type(property.tag) == section_type::string8 ? from_ansi(property.elements.front())
                                                             : std::u16string();
}

std::u16string from_ansi(std::span<const std::byte> bytes) { return from_wtf8(as_text(bytes)); }

ElementBytes to_ansi(std::u16string_view text) { return as_bytes(to_utf8(text)); }

SectionProperty with_string_type(const SectionProperty& property, std::uint16_t type) {
    SectionProperty converted{with_type(property.tag, type), {}};
    if (type == tag_type(property.tag)) {
        converted.elements = property.elements;
        return converted;
    }
    const bool to_wide = (type & ~multi_value_flag) == section_type::unicode;
    for (const ElementBytes& element : property.elements) {
        converted.elements.push_back(to_wide ? utf16le(from_ansi(element))
                                             : to_ansi(base::from_utf16le(element)));
    }
    return converted;
}

std::u16string section_value_name(std::uint32_t tag) {
    static constexpr std::u16string_view digits = u"0123456789abcdef";
    const std::uint32_t type_first = tag << 16 | tag >> 16;
    std::u16string name = is_secure_id(property_id(tag)) ? u"S" : u"";
    for (int shift = 28; shift >= 0; shift -= 4) {
        name.push_back(digits[type_first >> shift & 0xF]);
    }
    return name;
}

std::optional<SectionProperty> decode_property(const RegistryValue& value) {
    const auto name = parse_section_value_name(value.name);
    if (!name || name->secure) {
        return std::nullopt;
    }
    SectionProperty property{property_tag(name->type, name->id), {}};
    return decode(name->type, value, property) ? std::optional(std::move(property)) : std::nullopt;
}

std::optional<SectionProperty> decode_property(std::uint32_t tag,
                                               std::span<const std::byte> stored) {
    SectionProperty property{tag, {}};
    const RegistryValue value{{}, registry_type::binary, {stored.begin(), stored.end()}};
    return decode(tag_type(tag), value, property) ? std::optional(std::move(property))
                                                  : std::nullopt;
}

RegistryValue encode_property(const SectionProperty& property, std::uint8_t offset_width) {
    const std::uint16_t type = tag_type(property.tag);
    RegistryValue value{section_value_name(property.tag), registry_type::binary, {}};
    if (is_multi_value(type)) {
        value.data = encode_multi(property, static_cast<std::uint16_t>(type & ~multi_value_flag),
                                  offset_width);
        return value;
    }
    const ElementBytes& element = property.elements.front();
    if (type == section_type::unicode) {
        value.data = encode_text(base::from_utf16le(element));
    } else if (type == section_type::string8 && !is_secure_id(property_id(property.tag))) {
        value.type = registry_type::sz;
        value.data = encode_text(from_ansi(element));
    } else {
        value.data = element;
    }
    return value;
}

std::optional<std::uint8_t> offset_width_of(const RegistryValue& value) {
    const auto name = parse_section_value_name(value.name);
    if (!name || !is_multi_value(name->type)) {
        return std::nullopt;
    }
    return std::visit(
        [](const auto& data) -> std::optional<std::uint8_t> {
            if constexpr (requires { data.offset_width; }) {
                return data.elements.empty() ? std::nullopt : std::optional(data.offset_width);
            } else {
                return std::nullopt;
            }
        },
        decode_as(name->type, value.type, value.data));
}

}  // namespace olkacct::profile

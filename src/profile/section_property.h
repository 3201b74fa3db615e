// A property of a profile section as a value in memory, whatever its type, and its stored form.
// Sheet section 11.1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/registry_value.h"

namespace olkacct::profile {

/// MAPI's property types; a multi-value adds multi_value_flag.
namespace section_type {
inline constexpr std::uint16_t unspecified = 0x0000;
inline constexpr std::uint16_t null = 0x0001;
inline constexpr std::uint16_t i2 = 0x0002;
inline constexpr std::uint16_t i4 = 0x0003;
inline constexpr std::uint16_t r4 = 0x0004;
inline constexpr std::uint16_t r8 = 0x0005;
inline constexpr std::uint16_t currency = 0x0006;
inline constexpr std::uint16_t app_time = 0x0007;
inline constexpr std::uint16_t error = 0x000A;
inline constexpr std::uint16_t boolean = 0x000B;
inline constexpr std::uint16_t object = 0x000D;
inline constexpr std::uint16_t i8 = 0x0014;
inline constexpr std::uint16_t string8 = 0x001E;
inline constexpr std::uint16_t unicode = 0x001F;
inline constexpr std::uint16_t system_time = 0x0040;
inline constexpr std::uint16_t class_id = 0x0048;
inline constexpr std::uint16_t binary = 0x0102;
}  // namespace section_type

inline constexpr std::uint16_t multi_value_flag = 0x1000;

constexpr std::uint32_t property_tag(std::uint16_t type, std::uint32_t id) {
    return id << 16 | type;
}
constexpr std::uint16_t property_id(std::uint32_t tag) {
    return static_cast<std::uint16_t>(tag >> 16);
}
constexpr std::uint16_t tag_type(std::uint32_t tag) { return static_cast<std::uint16_t>(tag); }
constexpr std::uint32_t with_type(std::uint32_t tag, std::uint16_t type) {
    return (tag & 0xFFFF0000U) | type;
}
constexpr bool is_multi_value(std::uint16_t type) { return (type & multi_value_flag) != 0; }
/// Of the elements, for a multi-value.
constexpr std::uint16_t single_value_type(std::uint16_t type) {
    return static_cast<std::uint16_t>(type & ~multi_value_flag);
}
constexpr bool is_string(std::uint16_t type) {
    const auto single = single_value_type(type);
    return single == section_type::string8 || single == section_type::unicode;
}
/// Identifiers 67F0 to 67FF: protected where the store can, never enumerated (MP-Sec-7).
constexpr bool is_secure_id(std::uint16_t id) { return id >= 0x67F0 && id <= 0x67FF; }

/// Bytes of one value of a type without length; nullopt for strings, binaries and types we do not
/// know.
std::optional<std::size_t> fixed_size(std::uint16_t type);

using ElementBytes = std::vector<std::byte>;

/// One value has one element, a multi-value any number. The bytes of an element are those of the
/// type, little-endian; strings without their terminating zero, 8-bit ones in the ANSI code page.
struct SectionProperty {
    std::uint32_t tag = 0;
    std::vector<ElementBytes> elements;

    bool operator==(const SectionProperty&) const = default;
};

SectionProperty number_property(std::uint32_t tag, std::uint32_t number);
SectionProperty boolean_property(std::uint32_t tag, bool value);
SectionProperty bytes_property(std::uint32_t tag, std::span<const std::byte> bytes);
/// `tag` is of type unicode.
SectionProperty text_property(std::uint32_t tag, std::u16string_view text);

/// Of the first element; nullopt when the type is another.
std::optional<std::uint32_t> number_of(const SectionProperty& property);
/// Of a unicode property, else empty.
std::u16string text_of(const SectionProperty& property);

/// 8-bit text to and from UTF-16. The code page is UTF-8; what has no mapping becomes U+FFFD.
std::u16string from_ansi(std::span<const std::byte> bytes);
ElementBytes to_ansi(std::u16string_view text);

/// The same string or strings in the other width.
SectionProperty with_string_type(const SectionProperty& property, std::uint16_t type);

/// `001f3001`; with a leading `S` for secure identifiers.
std::u16string section_value_name(std::uint32_t tag);

/// nullopt when the value is not named as a property, is secured, or its bytes do not follow its
/// type.
std::optional<SectionProperty> decode_property(const RegistryValue& value);
/// The same of plain bytes, for what was protected.
std::optional<SectionProperty> decode_property(std::uint32_t tag,
                                               std::span<const std::byte> stored);

/// `offset_width`: of the lengths and offsets in multi-values of strings and binaries, 4 or 8.
RegistryValue encode_property(const SectionProperty& property, std::uint8_t offset_width);

/// That of a stored multi-value; nullopt when it shows none.
std::optional<std::uint8_t> offset_width_of(const RegistryValue& value);

}  // namespace olkacct::profile

// The values of profile sections: names that hold a property's type and identifier, and the
// encoding of each type. Sheet section 11.1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "olkacct/guid.h"
#include "olkacct/property.h"
#include "olkacct/registry_value.h"

namespace olkacct::profile {

/// `001f3001` is type 001f, identifier 3001. A secured value has a leading `S`, or an identifier of
/// the secure range 67f0 to 67ff without it.
struct SectionValueName {
    std::uint16_t type = 0;
    std::uint16_t id = 0;
    bool secure = false;

    bool operator==(const SectionValueName&) const = default;
};

/// nullopt for any other name. Digits in either case.
std::optional<SectionValueName> parse_section_value_name(std::u16string_view name);

struct FileTime {
    std::uint64_t ticks = 0;
    bool operator==(const FileTime&) const = default;
};

/// Text in an ANSI code page that the profile does not name.
struct AnsiText {
    std::string bytes;
    bool operator==(const AnsiText&) const = default;
};

/// Of 32-bit Outlook 4, of 64-bit Outlook 8: how wide the offsets of a multi-value are.
template <class Element>
struct MultiValue {
    std::uint8_t offset_width = 4;
    std::vector<Element> elements;
    bool operator==(const MultiValue&) const = default;
};

/// monostate: the name is not one of a property, the type is one we do not know, or the bytes do
/// not follow the type's encoding. The raw value is then all there is.
using SectionData =
    std::variant<std::monostate, std::uint32_t, bool, std::uint64_t, FileTime, Guid, std::u16string,
                 std::vector<std::byte>, std::vector<std::uint32_t>, MultiValue<AnsiText>,
                 MultiValue<std::u16string>, MultiValue<std::vector<std::byte>>, SecretPresence>;

/// Never fails and never makes more than the value holds: elements that overlap so that they would
/// grow beyond it leave it undecoded.
SectionData decode_section_value(const RegistryValue& value);

}  // namespace olkacct::profile

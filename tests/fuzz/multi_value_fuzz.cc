// Fuzz target: bytes read as a multi-value of a section, written in both widths, and handed to a
// client of MAPI and back.
//
// Input: one byte that chooses the type, then the data of the value.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <type_traits>
#include <variant>

#include "mapi/property_values.h"
#include "profile/edit/multi_values.h"
#include "profile/section_property.h"
#include "profile/section_value.h"

namespace {

namespace mapi = olkacct::mapi;
namespace profile = olkacct::profile;

constexpr std::uint16_t id = 0x6600;
constexpr std::array<std::uint16_t, 12> types = {0x1002, 0x1003, 0x1004, 0x1005, 0x1006, 0x1007,
                                                 0x1014, 0x101E, 0x101F, 0x1040, 0x1048, 0x1102};

void expect(bool holds) {
    if (!holds) std::abort();
}

std::size_t size_of(const profile::AnsiText& element) { return element.bytes.size(); }
std::size_t size_of(const std::u16string& element) { return element.size() * 2; }
std::size_t size_of(const std::vector<std::byte>& element) { return element.size(); }

// Elements that share bytes never add up to more than the value has.
void look_at(const olkacct::RegistryValue& value) {
    const auto grows = [&value](const auto& data) {
        if constexpr (requires { data.offset_width; }) {
            std::size_t total = 0;
            for (const auto& element : data.elements) total += size_of(element);
            return total > value.data.size();
        } else {
            return false;
        }
    };
    expect(!std::visit(grows, profile::decode_section_value(value)));
}

void write_again(const olkacct::RegistryValue& value, const profile::SectionProperty& property) {
    for (const std::uint8_t width : {std::uint8_t{4}, std::uint8_t{8}}) {
        const auto stored = profile::encode_property(property, width);
        look_at(stored);
        const auto again = profile::decode_property(stored);
        expect(again == property);
        auto moved = value;
        profile::put_into_width(moved, width);
        expect(profile::decode_property(moved) == property);
    }
}

// A client gets each element and may set them again.
void hand_over(const profile::SectionProperty& property) {
    mapi::Chain chain(sizeof(SPropValue));
    auto& value = *static_cast<SPropValue*>(chain.root());
    mapi::copy_to(property, value, chain);
    expect(mapi::data_size(property) < 1U << 30);
    expect(property.elements.empty() || mapi::copy_from(value) == property);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto bytes = std::as_bytes(std::span(data, size)).subspan(1);
    const auto tag = profile::property_tag(types[data[0] % types.size()], id);
    const olkacct::RegistryValue value{.name = profile::section_value_name(tag),
                                       .type = olkacct::registry_type::binary,
                                       .data = {bytes.begin(), bytes.end()}};
    look_at(value);
    const auto property = profile::decode_property(value);
    if (!property || property->elements.empty()) return 0;
    write_again(value, *property);
    hand_over(*property);
    return 0;
}

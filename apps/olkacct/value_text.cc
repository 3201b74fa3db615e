// Registry values and property values as JSON and as cells.
#include "value_text.h"

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "json_text.h"
#include "olkacct/text.h"

namespace olkacct::app {
namespace {

constexpr auto type_names = std::to_array<std::string_view>(
    {"REG_NONE", "REG_SZ", "REG_EXPAND_SZ", "REG_BINARY", "REG_DWORD", "REG_DWORD_BIG_ENDIAN",
     "REG_LINK", "REG_MULTI_SZ", "REG_RESOURCE_LIST", "REG_FULL_RESOURCE_DESCRIPTOR",
     "REG_RESOURCE_REQUIREMENTS_LIST", "REG_QWORD"});

bool is_text(std::uint32_t type) {
    return type == registry_type::sz || type == registry_type::expand_sz ||
           type == registry_type::link;
}

// The number that a DWORD or QWORD of the right size holds.
std::optional<std::uint64_t> number_in(const RegistryValue& value) {
    const bool big_endian = value.type == registry_type::dword_big_endian;
    const std::size_t size = value.type == registry_type::qword                 ? 8
                             : value.type == registry_type::dword || big_endian ? 4
                                                                                : 0;
    if (size == 0 || value.data.size() != size) {
        return std::nullopt;
    }
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < size; ++i) {
        number =
            number << 8 | std::to_integer<std::uint64_t>(value.data[big_endian ? i : size - 1 - i]);
    }
    return number;
}

void append_hex_json(std::string& out, std::span<const std::byte> bytes) {
    out += '"';
    append_hex(out, bytes);
    out += '"';
}

std::string secret(std::size_t bytes) {
    std::string out;
    append_secret(out, bytes);
    return out;
}

template <class... Takers>
struct Overloaded : Takers... {
    using Takers::operator()...;
};
// Clang 14 does not deduce an aggregate by itself.
template <class... Takers>
Overloaded(Takers...) -> Overloaded<Takers...>;

}  // namespace

std::string type_text(std::uint32_t type) {
    return type < type_names.size() ? std::string(type_names[type]) : std::to_string(type);
}

void append_value_json(std::string& out, const RegistryValue& value) {
    if (is_secret_value(value.name)) {
        append_secret(out, value.data.size());
        return;
    }
    out += R"({"type":)";
    if (value.type < type_names.size()) {
        out += '"';
        out += type_names[value.type];
        out += '"';
    } else {
        append_number(out, value.type);
    }
    out += R"(,"data":)";
    if (is_text(value.type)) {
        append_json_utf16le(out, value.data);
    } else if (const auto number = number_in(value)) {
        append_number(out, *number);
    } else {
        append_hex_json(out, value.data);
    }
    out += '}';
}

std::string value_cell(const RegistryValue& value) {
    if (is_secret_value(value.name)) {
        return secret(value.data.size());
    }
    if (is_text(value.type)) {
        return to_utf8(decode_string(value));
    }
    if (const auto number = number_in(value)) {
        return std::to_string(*number);
    }
    return hex_text(value.data);
}

std::string shortened(std::string cell) {
    constexpr std::size_t most = 64;
    if (cell.size() > most && cell.find_first_not_of("0123456789abcdef") == std::string::npos) {
        const std::string size = std::to_string(cell.size() / 2);
        cell.resize(most);
        cell += "... (" + size + " bytes)";
    }
    return cell;
}

void append_property_json(std::string& out, const PropertyValue& value) {
    std::visit(Overloaded{
                   [&out](std::uint32_t number) { append_number(out, number); },
                   [&out](const std::u16string& text) { append_json(out, text); },
                   [&out](const std::vector<std::byte>& bytes) { append_hex_json(out, bytes); },
                   [&out](const SecretPresence& present) { append_secret(out, present.bytes); },
               },
               value);
}

std::string property_cell(const PropertyValue& value) {
    return std::visit(Overloaded{
                          [](std::uint32_t number) { return std::to_string(number); },
                          [](const std::u16string& text) { return to_utf8(text); },
                          [](const std::vector<std::byte>& bytes) { return hex_text(bytes); },
                          [](const SecretPresence& present) { return secret(present.bytes); },
                      },
                      value);
}

std::string_view property_kind(const PropertyValue& value) {
    static constexpr std::string_view kinds[] = {"number", "text", "binary", "secret"};
    return kinds[value.index()];
}

std::string_view source_text(PropertySource source) {
    switch (source) {
        case PropertySource::stored:
            return "stored";
        case PropertySource::default_value:
            return "default";
        case PropertySource::computed:
            return "computed";
        case PropertySource::service_section:
            return "service_section";
    }
    return "";
}

}  // namespace olkacct::app

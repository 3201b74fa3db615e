// Decoding for `dump`: account values by the property table, order lists, section values by their
// names, other values by their registry types.
#include "decoded_value.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "base/filetime.h"
#include "base/upcase.h"
#include "json_text.h"
#include "olkacct/text.h"
#include "profile/section_value.h"
#include "value_text.h"

namespace olkacct::app {
namespace {

constexpr std::u16string_view accounts_key = u"9375CFF0413111d3B88A00104B2A6676";
constexpr std::size_t id_digits = 8;

void append(std::string& out, std::u16string_view text) { append_json(out, text); }

void append(std::string& out, std::string_view ascii) { append_json(out, ascii); }

void append(std::string& out, std::uint32_t number) { append_number(out, number); }

void append(std::string& out, const std::vector<std::byte>& bytes) {
    out += '"';
    append_hex(out, bytes);
    out += '"';
}

// Nothing says which code page the text is in: only ASCII is certain, the raw bytes stand beside.
void append(std::string& out, const profile::AnsiText& text) {
    std::u16string units;
    for (const char c : text.bytes) {
        units.push_back(static_cast<unsigned char>(c) < 0x80 ? static_cast<char16_t>(c)
                                                             : u'\uFFFD');
    }
    append_json(out, units);
}

template <class Elements>
std::string array(const Elements& elements) {
    std::string out = "[";
    for (const auto& element : elements) {
        out += out.size() > 1 ? "," : "";
        append(out, element);
    }
    return out + "]";
}

struct ToJson {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(std::uint32_t number) const { return std::to_string(number); }
    std::string operator()(bool yes) const { return yes ? "true" : "false"; }
    std::string operator()(std::uint64_t number) const { return std::to_string(number); }
    std::string operator()(const profile::FileTime& time) const {
        const std::string text = base::filetime_to_text(time.ticks);
        return text.empty() ? "null" : one(std::string_view(text));
    }
    std::string operator()(const Guid& guid) const {
        return one(std::string_view(guid.to_string()));
    }
    std::string operator()(const std::u16string& text) const { return one(text); }
    std::string operator()(const std::vector<std::byte>& bytes) const { return one(bytes); }
    std::string operator()(const std::vector<std::uint32_t>& numbers) const {
        return array(numbers);
    }
    template <class Element>
    std::string operator()(const profile::MultiValue<Element>& values) const {
        return array(values.elements);
    }
    std::string operator()(const SecretPresence& secret) const {
        std::string out;
        append_secret(out, secret.bytes);
        return out;
    }

  private:
    template <class Value>
    static std::string one(const Value& value) {
        std::string out;
        append(out, value);
        return out;
    }
};

std::string by_registry_type(const RegistryValue& value) {
    switch (value.type) {
        case registry_type::sz:
        case registry_type::expand_sz:
        case registry_type::link:
            return ToJson()(decode_string(value));
        case registry_type::dword: {
            const auto number = decode_number(value);
            return number ? ToJson()(*number) : "null";
        }
        default:
            return "null";
    }
}

std::optional<std::uint32_t> parse_id(std::u16string_view text) {
    if (text.size() != id_digits) {
        return std::nullopt;
    }
    std::string digits;
    for (const char16_t unit : text) {
        digits.push_back(unit < 0x80 ? static_cast<char>(unit) : '?');
    }
    std::uint32_t id = 0;
    const auto end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, id, 16);
    return read.ec == std::errc() && read.ptr == end ? std::optional(id) : std::nullopt;
}

std::string account_value(const Profile& profile, std::uint32_t id, const RegistryValue& value) {
    const Account* account = profile.find_account(id);
    if (account == nullptr) {
        return by_registry_type(value);
    }
    for (const Property& property : get_properties(profile, *account)) {
        if (property.stored != nullptr && base::same_name(property.stored->name, value.name)) {
            std::string out;
            append_property_json(out, property.value);
            return out;
        }
    }
    return by_registry_type(value);
}

// The accounts key: order lists under the categories' class ids, and a 64-bit counter.
std::string accounts_key_value(const RegistryValue& value) {
    std::uint64_t number = 0;
    const std::size_t dwords = value.data.size() / sizeof(std::uint32_t);
    std::vector<std::uint32_t> ids(dwords);
    for (std::size_t i = 0; i < dwords * sizeof(std::uint32_t); ++i) {
        const auto byte = std::to_integer<std::uint32_t>(value.data[i]);
        ids[i / 4] |= byte << (8 * (i % 4));
        number |= i < 8 ? static_cast<std::uint64_t>(byte) << (8 * i) : 0;
    }
    const auto type_id = Guid::parse(std::u16string_view(value.name));
    if (type_id && category_from_class_id(*type_id)) {
        return array(ids);
    }
    if (base::same_name(value.name, u"LastChangeVer") && value.data.size() == sizeof(number)) {
        return std::to_string(number);
    }
    return by_registry_type(value);
}

}  // namespace

bool is_secret(const RegistryValue& value) {
    return is_secret_value(value.name) ||
           std::holds_alternative<SecretPresence>(profile::decode_section_value(value));
}

std::string decoded_json(const Profile& profile, std::u16string_view path,
                         const RegistryValue& value) {
    if (is_secret(value)) {
        return ToJson()(SecretPresence{value.data.size()});
    }
    const std::size_t separator = path.find(u'\\');
    if (base::same_name(path.substr(0, separator), accounts_key)) {
        if (separator == std::u16string_view::npos) {
            return accounts_key_value(value);
        }
        if (const auto id = parse_id(path.substr(separator + 1))) {
            return account_value(profile, *id, value);
        }
    }
    const auto decoded = profile::decode_section_value(value);
    return std::holds_alternative<std::monostate>(decoded) ? by_registry_type(value)
                                                           : std::visit(ToJson(), decoded);
}

}  // namespace olkacct::app

// Decoding values by their place, without the profile around them.
#include "plan_value.h"

#include <algorithm>

#include "base/upcase.h"
#include "decoded_value.h"
#include "json_text.h"
#include "olkacct/property.h"
#include "olkacct/text.h"
#include "profile/key_names.h"
#include "profile/property_names.h"
#include "profile/section_value.h"
#include "value_text.h"

namespace olkacct::app {
namespace {

constexpr std::u16string_view profiles_key = u"Profiles";

// Takes the first name off a path.
std::u16string_view take_name(std::u16string_view& path) {
    const std::size_t end = path.find(u'\\');
    const std::u16string_view name = path.substr(0, end);
    path.remove_prefix(end == std::u16string_view::npos ? path.size() : end + 1);
    return name;
}

// What follows the profile's own key in a path from the root; empty outside of profiles.
std::u16string_view below_profile(std::u16string_view path) {
    while (!path.empty()) {
        if (base::same_name(take_name(path), profiles_key)) {
            take_name(path);
            return path;
        }
    }
    return path;
}

bool is_account(std::u16string_view path) {
    return base::same_name(take_name(path), profile::accounts_key_name) && !path.empty() &&
           path.find(u'\\') == std::u16string_view::npos;
}

bool is_text_property(std::u16string_view name) {
    constexpr AccountType types[] = {AccountType::pop3,    AccountType::imap, AccountType::mapi,
                                     AccountType::hotmail, AccountType::ldap, AccountType::eas,
                                     AccountType::other};
    return std::ranges::any_of(property_table(), [&](const PropertyInfo& info) {
        return static_cast<std::uint16_t>(info.tag) == property_type::unicode &&
               std::ranges::any_of(types, [&](AccountType type) {
                   return (info.types & type_bit(type)) != 0 &&
                          base::same_name(profile::stored_value_name(info, type), name);
               });
    });
}

}  // namespace

std::string plan_value(std::u16string_view key, const RegistryValue& value) {
    if (is_secret(value)) {
        std::string out;
        append_secret(out, value.data.size());
        return out;
    }
    const std::u16string_view path = below_profile(key);
    if (is_account(path)) {
        return value.type == registry_type::binary && is_text_property(value.name)
                   ? to_utf8(decode_string(value))
                   : shortened(value_cell(value));
    }
    const auto section = profile::decode_section_value(value);
    if (const auto* text = std::get_if<std::u16string>(&section)) {
        return to_utf8(*text);
    }
    // Text in JSON has quotes, which are of no use here; what is no text reads well.
    std::string decoded = decoded_json({}, path, value);
    const bool reads_well = decoded != "null" && !decoded.starts_with('"');
    return reads_well ? std::move(decoded) : shortened(value_cell(value));
}

}  // namespace olkacct::app

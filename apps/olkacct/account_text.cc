// JSON members and cells of an account.
#include "account_text.h"

#include <cstdint>

#include "json_text.h"
#include "olkacct/property.h"
#include "olkacct/text.h"
#include "value_text.h"

namespace olkacct::app {
namespace {

constexpr std::uint32_t prop_acct_name = 0x0002001F;
constexpr std::uint32_t prop_acct_user_email_addr = 0x000C001F;
constexpr std::uint32_t prop_inet_server = 0x0100001F;

std::optional<std::u16string> text_property(const Profile& profile, const Account& account,
                                            std::uint32_t tag) {
    auto property = get_property(profile, account, tag);
    if (!property) {
        return std::nullopt;
    }
    auto* text = std::get_if<std::u16string>(&property->value);
    return text == nullptr ? std::nullopt : std::optional(std::move(*text));
}

void append_text_member(std::string& out, std::string_view key,
                        const std::optional<std::u16string>& text) {
    out += key;
    if (text) {
        append_json(out, *text);
    } else {
        out += "null";
    }
}

}  // namespace

Identification identify(const Profile& profile, const Account& account) {
    return {text_property(profile, account, prop_acct_name),
            text_property(profile, account, prop_acct_user_email_addr),
            text_property(profile, account, prop_inet_server)};
}

std::string line_start(std::string_view source, const Profile& profile) {
    std::string out = R"({"source":)";
    append_json(out, source);
    out += R"(,"root":)";
    append_json(out, root_name(profile.root));
    out += R"(,"profile":)";
    append_json(out, profile.name);
    return out;
}

void append_account_members(std::string& out, const Profile& profile, const Account& account) {
    const Identification identification = identify(profile, account);
    out += R"(,"id":)";
    append_number(out, account.id);
    out += R"(,"type":)";
    append_json(out, type_name(account));
    append_text_member(out, R"(,"name":)", identification.name);
    append_text_member(out, R"(,"email":)", identification.email);
    append_text_member(out, R"(,"server":)", identification.server);
    out += R"(,"categories":[)";
    std::string_view separator;
    for (const Category category : all_categories) {
        if (account.categories.contains(category)) {
            out += separator;
            append_json(out, category_name(category));
            separator = ",";
        }
    }
    out += ']';
}

void append_properties_member(std::string& out, const Profile& profile, const Account& account) {
    out += R"(,"properties":{)";
    std::string sources;
    std::string_view separator;
    for (const Property& property : get_properties(profile, account)) {
        const std::string key = property_key(*property.info);
        out += separator;
        append_json(out, key);
        out += ':';
        append_property_json(out, property.value);
        sources += separator;
        append_json(sources, key);
        sources += ':';
        append_json(sources, source_text(property.source));
        separator = ",";
    }
    out += R"(},"property_sources":{)";
    out += sources;
    out += '}';
}

void append_values_member(std::string& out, const Account& account) {
    out += R"(,"values":{)";
    std::string_view separator;
    for (const RegistryValue& value : account.values) {
        out += separator;
        append_json(out, value.name);
        out += ':';
        append_value_json(out, value);
        separator = ",";
    }
    out += '}';
}

std::string categories_cell(const CategorySet& categories) {
    std::string out;
    for (const Category category : all_categories) {
        if (categories.contains(category)) {
            out += out.empty() ? "" : " ";
            out += category_name(category);
        }
    }
    return out;
}

std::string text_cell(const std::optional<std::u16string>& text) {
    return text ? to_utf8(*text) : std::string();
}

}  // namespace olkacct::app

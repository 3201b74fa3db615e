// Checking new values and writing them in the form that the account's key uses.
#include "profile/edit/set_properties.h"

#include <algorithm>

#include "olkacct/edits.h"
#include "profile/edit/encode.h"
#include "profile/edit/value_faults.h"
#include "profile/key_names.h"
#include "profile/property_names.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;

constexpr std::uint32_t tag_account_name = 0x0002001F;
constexpr std::uint32_t tag_smtp_ssl = 0x02020003;
constexpr std::uint32_t tag_smtp_secure_connection = 0x020A0003;
// The value that SSL alone stands for.
constexpr std::uint32_t secure_connection_ssl = 1;

using NewValue = decltype(NewProperty::value);

std::string where_of(const PropertyInfo& info, const Account& account) {
    return "account " + std::to_string(account.id) + ", " + property_key(info);
}

bool has_type_of(const PropertyInfo& info, const NewValue& value) {
    if (info.secret) {
        return std::holds_alternative<Secret>(value);
    }
    switch (static_cast<std::uint16_t>(info.tag)) {
        case property_type::long_integer:
            return std::holds_alternative<std::uint32_t>(value);
        case property_type::unicode:
            return std::holds_alternative<std::u16string>(value);
        case property_type::binary:
            return std::holds_alternative<std::vector<std::byte>>(value);
        default:
            return false;
    }
}

// nullptr when the value is within the limits.
const char* limit_passed(const PropertyInfo& info, const NewValue& value) {
    if (const auto* text = std::get_if<std::u16string>(&value)) {
        if (info.tag == tag_account_name && text->empty()) {
            return "an account name must not be empty";
        }
        if (text->find(u'\0') != std::u16string::npos) {
            return "a string must not contain a NUL";
        }
        return text->size() > max_text_length ? "a string has at most 32767 characters" : nullptr;
    }
    if (const auto* secret = std::get_if<Secret>(&value)) {
        return secret->reveal().size() > max_text_length ? "a password has at most 32767 characters"
                                                         : nullptr;
    }
    const auto* bytes = std::get_if<std::vector<std::byte>>(&value);
    return bytes != nullptr && bytes->size() > max_binary_size ? "a binary has at most 65536 bytes"
                                                               : nullptr;
}

// Whether a reader gets this value already.
bool is_there(const Profile& profile, const Account& account, const NewProperty& property) {
    const auto now = get_property(profile, account, property.tag);
    if (!now) {
        return false;
    }
    return std::visit(
        [&now](const auto& value) {
            using Value = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, Secret>) {
                return false;
            } else {
                const auto* same = std::get_if<Value>(&now->value);
                return same != nullptr && *same == value;
            }
        },
        property.value);
}

// A value that is there keeps its own form.
bool writes_sz(const Profile& profile, const Account& account, std::u16string_view name) {
    const RegistryValue* stored = account.find_value(name);
    if (stored != nullptr &&
        (stored->type == registry_type::sz || stored->type == registry_type::binary)) {
        return stored->type == registry_type::sz;
    }
    return text_form(profile, account) == TextForm::sz;
}

Result<void> set_one(EditContext& context, const EditedProfile& profile, KeyId key,
                     const Account& account, const NewProperty& property) {
    if (is_there(profile.content, account, property)) {
        return {};
    }
    const std::u16string name = stored_value_name(*find_property(property.tag), account.type);
    auto value =
        encode_property(context, account, property, writes_sz(profile.content, account, name));
    if (!value || !*value) {
        return value.map([](const auto&) {});
    }
    context.changed(profile.content.path);
    return context.transaction().set_value(key, std::move(**value));
}

bool names_tag(const std::vector<NewProperty>& properties, std::uint32_t tag) {
    return std::ranges::any_of(properties,
                               [tag](const NewProperty& property) { return property.tag == tag; });
}

std::uint32_t number_of(const Profile& profile, const Account& account, std::uint32_t tag) {
    const auto property = get_property(profile, account, tag);
    const auto* number = property ? std::get_if<std::uint32_t>(&property->value) : nullptr;
    return number == nullptr ? 0 : *number;
}

}  // namespace

Result<void> check_property(const Account& account, const NewProperty& property,
                            Permission permission) {
    const PropertyInfo* info = find_property(property.tag);
    if (info == nullptr) {
        return fail(ErrorCode::invalid_argument, "there is no such property");
    }
    const bool allowed = permission == Permission::edit
                             ? info->editable
                             : info->access == PropertyAccess::read_write;
    if (!allowed) {
        return fail(ErrorCode::property_read_only, "the property cannot be set",
                    where_of(*info, account));
    }
    if (permission == Permission::edit && !applies_to(*info, account)) {
        return fail(ErrorCode::account_not_found, "accounts of this type have no such property",
                    where_of(*info, account));
    }
    if (!has_type_of(*info, property.value)) {
        return fail(ErrorCode::invalid_argument, "the value is not of the property's type",
                    where_of(*info, account));
    }
    if (const char* limit = limit_passed(*info, property.value)) {
        return fail(ErrorCode::invalid_argument, limit, where_of(*info, account));
    }
    if (permission == Permission::edit) {
        if (auto fault = fault_of(*info, property)) {
            return fail(ErrorCode::invalid_argument, std::move(*fault), where_of(*info, account));
        }
    }
    if (stored_value_name(*info, account.type).empty()) {
        return fail(ErrorCode::not_supported_by_store,
                    "nobody has seen where Outlook keeps this property", where_of(*info, account));
    }
    return {};
}

Result<std::optional<RegistryValue>> encode_property(EditContext& context, const Account& account,
                                                     const NewProperty& property, bool as_sz) {
    using Maybe = std::optional<RegistryValue>;
    const PropertyInfo& info = *find_property(property.tag);
    const std::u16string name = stored_value_name(info, account.type);
    if (const auto* secret = std::get_if<Secret>(&property.value)) {
        auto data = context.store().protect(name, *secret);
        if (data) {
            return Maybe(binary_value(name, *data));
        }
        if (data.error().code != ErrorCode::secrets_not_supported) {
            return tl::unexpected(data.error());
        }
        context.remark(RemarkKind::secret_refused,
                       "the new password was left out: " + data.error().what,
                       where_of(info, account));
        return Maybe();
    }
    if (const auto* number = std::get_if<std::uint32_t>(&property.value)) {
        return Maybe(number_value(name, *number));
    }
    if (const auto* text = std::get_if<std::u16string>(&property.value)) {
        return Maybe(text_value(name, *text, as_sz ? TextForm::sz : TextForm::binary));
    }
    return Maybe(binary_value(name, std::get<std::vector<std::byte>>(property.value)));
}

std::vector<NewProperty> with_companions(const Profile& profile, const Account& account,
                                         std::vector<NewProperty> properties) {
    const bool has_ssl = names_tag(properties, tag_smtp_ssl);
    const bool has_connection = names_tag(properties, tag_smtp_secure_connection);
    if (has_ssl == has_connection) {
        return properties;
    }
    const std::uint32_t given = has_ssl ? tag_smtp_ssl : tag_smtp_secure_connection;
    const auto property = std::ranges::find(properties, given, &NewProperty::tag);
    const auto* number = std::get_if<std::uint32_t>(&property->value);
    if (number == nullptr) {
        return properties;
    }
    if (has_connection) {
        properties.push_back({tag_smtp_ssl, std::uint32_t{*number == 0 ? 0U : 1U}});
    } else if ((number_of(profile, account, tag_smtp_secure_connection) != 0) != (*number != 0)) {
        properties.push_back(
            {tag_smtp_secure_connection, *number == 0 ? 0 : secure_connection_ssl});
    }
    return properties;
}

Result<void> set_properties(EditContext& context, const EditedProfile& profile, std::uint32_t id,
                            const std::vector<NewProperty>& properties, Permission permission) {
    const Account& account = *profile.content.find_account(id);
    for (const NewProperty& property : properties) {
        if (auto done = check_property(account, property, permission); !done) {
            return done;
        }
    }
    const auto key = find_account_key(context, profile, id);
    if (!key) {
        return tl::unexpected(key.error());
    }
    const auto all = permission == Permission::edit
                         ? with_companions(profile.content, account, properties)
                         : properties;
    for (const NewProperty& property : all) {
        if (auto done = set_one(context, profile, *key, account, property); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace olkacct::profile

namespace olkacct::edits {
namespace {

Edit set_by(AccountRef account, std::vector<NewProperty> properties,
            profile::Permission permission) {
    return [account = std::move(account), properties = std::move(properties),
            permission](profile::EditContext& context) -> Result<void> {
        const auto opened = context.open(account.profile);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        return profile::find_account(context, *opened, account.id).and_then([&](const Account*) {
            return profile::set_properties(context, *opened, account.id, properties, permission);
        });
    };
}

}  // namespace

Edit set_properties(AccountRef account, std::vector<NewProperty> properties) {
    return set_by(std::move(account), std::move(properties), profile::Permission::edit);
}

Edit save_properties(AccountRef account, std::vector<NewProperty> properties) {
    return set_by(std::move(account), std::move(properties), profile::Permission::set_prop);
}

}  // namespace olkacct::edits

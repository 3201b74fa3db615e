// Reading the properties of an account by the property table.
#include "olkacct/property.h"

#include <algorithm>
#include <array>

#include "profile/property_names.h"

namespace olkacct {
namespace {

constexpr char16_t stamp_separator = u'\x0001';

// Tags that are computed or read by a rule of their own.
enum Tag : std::uint32_t {
    acct_id = 0x00010003,
    acct_type = 0x0004001F,
    acct_identity = 0x0007001F,
    acct_is_default_mail = 0x000A0003,
    acct_stamp = 0x000D001F,
    acct_send_stamp = 0x000E001F,
    acct_is_exch = 0x00140003,
    acct_disabled = 0x00150003,
    inet_server = 0x0100001F,
    smtp_auth_method = 0x02080003,
};

// The name of a registry value, made without allocating: a miss must cost little (AM-Get-5).
class ValueName {
  public:
    void append(std::u16string_view part) {
        const std::size_t length = std::min(part.size(), units_.size() - size_);
        std::copy_n(part.begin(), length, units_.begin() + static_cast<std::ptrdiff_t>(size_));
        size_ += length;
    }
    [[nodiscard]] std::u16string_view view() const { return {units_.data(), size_}; }

  private:
    std::array<char16_t, 40> units_{};
    std::size_t size_ = 0;
};

std::u16string_view protocol_name(AccountType type) {
    switch (type) {
        case AccountType::pop3:
            return u"POP3";
        case AccountType::imap:
            return u"IMAP";
        case AccountType::hotmail:
            return u"HTTP";
        case AccountType::eas:
            return u"EAS";
        default:
            return {};
    }
}

ValueName value_name(const PropertyInfo& info, AccountType type) {
    ValueName name;
    if (info.registry_value.empty() || info.registry_value.front() != u'*') {
        name.append(info.registry_value);
        return name;
    }
    name.append(protocol_name(type));
    name.append(info.registry_value.substr(1));
    if (info.tag == inet_server && (type == AccountType::hotmail || type == AccountType::eas)) {
        name.append(u" URL");
    }
    return name;
}

const RegistryValue* find_stored(const PropertyInfo& info, const Account& account) {
    if (info.registry_value.empty()) {
        return nullptr;
    }
    return info.registry_value.front() == u'*'
               ? account.find_value(value_name(info, account.type).view())
               : account.find_value(info.registry_value);
}

// C-13: called a bitmask, used as an enumeration.
std::uint32_t auth_method(std::uint32_t stored) {
    if ((stored & 2) != 0) {
        return 2;
    }
    return stored & 1;
}

bool holds_text(const RegistryValue& value) {
    return value.type != registry_type::dword && value.type != registry_type::dword_big_endian &&
           value.type != registry_type::qword;
}

std::optional<PropertyValue> decode(const PropertyInfo& info, const RegistryValue& stored) {
    if (info.secret) {
        return SecretPresence{stored.data.size()};
    }
    switch (static_cast<std::uint16_t>(info.tag)) {
        case property_type::long_integer: {
            const auto number = decode_number(stored);
            if (!number) {
                return std::nullopt;
            }
            return info.tag == smtp_auth_method ? auth_method(*number) : *number;
        }
        case property_type::unicode:
            if (!holds_text(stored)) {
                return std::nullopt;
            }
            return decode_string(stored);
        case property_type::binary:
            return stored.data;
        default:
            return std::nullopt;
    }
}

std::optional<std::uint32_t> default_value(const PropertyInfo& info, const Account& account) {
    switch (account.type) {
        case AccountType::pop3:
            return info.default_pop3;
        case AccountType::imap:
            return info.default_imap;
        default:
            return std::nullopt;
    }
}

std::u16string text_value(const Account& account, std::u16string_view name) {
    const RegistryValue* value = account.find_value(name);
    return value != nullptr && holds_text(*value) ? decode_string(*value) : std::u16string();
}

// S-61 and sheet section 10.
std::u16string stamp(const Account& account) {
    static constexpr char16_t digits[] = u"0123456789abcdef";
    std::u16string text;
    for (int shift = 28; shift >= 0; shift -= 4) {
        text.push_back(digits[account.id >> shift & 0xF]);
    }
    text.push_back(stamp_separator);
    text +=
        account.exchange_address.empty() ? text_value(account, u"Email") : account.exchange_address;
    return text;
}

// S-59; ActiveSync in the same manner.
std::u16string type_text(AccountType type) {
    switch (type) {
        case AccountType::mapi:
            return u"MAPI";
        case AccountType::ldap:
            return u"LDAP";
        default:
            return std::u16string(protocol_name(type));
    }
}

std::optional<PropertyValue> compute(const Profile& profile, const Account& account,
                                     std::uint32_t tag) {
    switch (tag) {
        case acct_id:
            return account.id;
        case acct_type:
            return type_text(account.type);
        case acct_identity:
            return profile.name;
        case acct_is_default_mail:
            return std::uint32_t{profile.default_mail_account() == account.id ? 1U : 0U};
        case acct_stamp:
            return stamp(account);
        case acct_send_stamp:
            return stamp(account) + stamp_separator + text_value(account, u"Account Name");
        case acct_is_exch:
            return std::uint32_t{account.is_exchange ? 1U : 0U};
        case acct_disabled:
            return std::uint32_t{0};
        default:
            return std::nullopt;
    }
}

std::optional<Property> make_property(const PropertyInfo& info, PropertySource source,
                                      std::optional<PropertyValue> value,
                                      const RegistryValue* stored = nullptr) {
    if (!value) {
        return std::nullopt;
    }
    return Property{&info, std::move(*value), source, stored};
}

std::optional<Property> read_property(const Profile& profile, const Account& account,
                                      const PropertyInfo& info) {
    if (!profile::applies_to(info, account)) {
        const RegistryValue* stored =
            profile::may_be_set(info, account.type) ? find_stored(info, account) : nullptr;
        return stored == nullptr
                   ? std::nullopt
                   : make_property(info, PropertySource::stored, decode(info, *stored), stored);
    }
    if (info.source == PropertySource::computed) {
        return make_property(info, info.source, compute(profile, account, info.tag));
    }
    if (info.source == PropertySource::service_section) {
        if (!account.is_exchange || account.emsmdb_uid.empty()) {
            return std::nullopt;
        }
        return make_property(info, info.source, account.emsmdb_uid);
    }
    if (const RegistryValue* stored = find_stored(info, account)) {
        return make_property(info, PropertySource::stored, decode(info, *stored), stored);
    }
    return make_property(info, PropertySource::default_value, default_value(info, account));
}

}  // namespace

namespace profile {

std::u16string stored_value_name(const PropertyInfo& info, AccountType type) {
    return std::u16string(value_name(info, type).view());
}

bool applies_to(const PropertyInfo& info, const Account& account) {
    if ((info.types & type_bit(account.type)) == 0) {
        return false;
    }
    const bool other_mapi = account.type == AccountType::mapi && !account.is_exchange;
    return !info.mail_only || !other_mapi || account.categories.contains(Category::mail);
}

bool may_be_set(const PropertyInfo& info, AccountType type) {
    constexpr std::uint32_t mapi_range = 0x2000;
    const bool of_service = (info.tag >> 16 & 0xFF00) == mapi_range;
    const bool has_service =
        type == AccountType::mapi || type == AccountType::eas || type == AccountType::other;
    return info.access == PropertyAccess::read_write && (has_service || !of_service);
}

}  // namespace profile

std::optional<Property> get_property(const Profile& profile, const Account& account,
                                     std::uint32_t tag) {
    const PropertyInfo* info = find_property(tag);
    return info == nullptr ? std::nullopt : read_property(profile, account, *info);
}

std::vector<Property> get_properties(const Profile& profile, const Account& account) {
    std::vector<Property> properties;
    for (const PropertyInfo& info : property_table()) {
        if (auto property = read_property(profile, account, info)) {
            properties.push_back(std::move(*property));
        }
    }
    return properties;
}

}  // namespace olkacct

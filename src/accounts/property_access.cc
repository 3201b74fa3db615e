// Errors of property access in the order in which the specification wants them.
#include "accounts/property_access.h"

#include <utility>

#include "profile/property_names.h"

namespace olkacct::accounts {
namespace {

// Those that rules name.
constexpr std::uint32_t tag_account_name = 0x0002001F;
constexpr std::uint32_t tag_delivery_store = 0x00180102;
constexpr std::uint32_t tag_sent_items = 0x00200102;
constexpr std::uint32_t tag_identity = 0x20020102;
constexpr std::uint32_t tag_transport_flags = 0x20100102;

constexpr std::uint16_t id_of(std::uint32_t tag) { return static_cast<std::uint16_t>(tag >> 16); }
constexpr std::uint16_t type_of(std::uint32_t tag) { return static_cast<std::uint16_t>(tag); }

constexpr bool is_supported_type(std::uint16_t type) {
    return type == property_type::long_integer || type == property_type::unicode ||
           type == property_type::binary;
}

}  // namespace

tl::expected<const PropertyInfo*, ErrorCode> find_readable_property(std::uint32_t tag) {
    if (const PropertyInfo* const info = find_property(tag); info != nullptr) return info;
    const bool well_formed =
        id_of(tag) != 0 && id_of(tag) != 0xFFFF && is_supported_type(type_of(tag));
    return tl::unexpected(well_formed ? ErrorCode::account_not_found : ErrorCode::invalid_argument);
}

tl::expected<PropertyValue, ErrorCode> read_property(const AccountView& view,
                                                     const PropertyInfo& info) {
    const Account* const account = view.profile->find_account(view.id);
    if (account == nullptr || info.secret) return tl::unexpected(ErrorCode::account_not_found);
    if (view.pending != nullptr) {
        if (const auto found = view.pending->find(info.tag); found != view.pending->end())
            return *found->second;
    }
    auto property = get_property(*view.profile, *account, info.tag);
    if (!property || std::holds_alternative<SecretPresence>(property->value))
        return tl::unexpected(ErrorCode::account_not_found);
    return std::move(property->value);
}

SessionValue session_value_of(const AccountView& view, const PropertyInfo& info) {
    if (info.tag != tag_identity && info.tag != tag_delivery_store) return SessionValue::none;
    const Account* const account = view.profile->find_account(view.id);
    if (account == nullptr) return SessionValue::none;
    if (info.tag == tag_identity)
        return account->is_exchange ? SessionValue::identity : SessionValue::none;
    const bool takes_mail =
        account->categories.contains(Category::mail) && profile::applies_to(info, *account);
    return takes_mail ? SessionValue::default_store : SessionValue::none;
}

ErrorCode check_settable(const Profile& profile, std::uint32_t id, std::uint32_t tag) {
    const Account* const account = profile.find_account(id);
    if (account == nullptr) return ErrorCode::account_not_found;
    const PropertyInfo* const info = find_property(tag);
    if (info == nullptr) return ErrorCode::invalid_argument;
    if (tag == tag_sent_items &&
        (account->type == AccountType::pop3 || account->type == AccountType::imap))
        return ErrorCode::account_not_found;
    if (info->access == PropertyAccess::read_only) return ErrorCode::property_read_only;
    return profile::may_be_set(*info, account->type) ? ErrorCode::ok : ErrorCode::account_not_found;
}

ErrorCode check_new_value(std::uint32_t tag, const ProposedValue& value) {
    if (value.type != type_of(tag)) return ErrorCode::invalid_argument;
    if (value.type == property_type::long_integer) return ErrorCode::ok;
    if (!value.length) return ErrorCode::invalid_argument;
    if (value.type == property_type::unicode) {
        const bool empty_name = tag == tag_account_name && *value.length == 0;
        return empty_name || *value.length > max_string_length ? ErrorCode::invalid_argument
                                                               : ErrorCode::ok;
    }
    if (tag == tag_transport_flags && *value.length != sizeof(std::uint32_t))
        return ErrorCode::invalid_argument;
    return *value.length > max_binary_size ? ErrorCode::invalid_argument : ErrorCode::ok;
}

}  // namespace olkacct::accounts

// What reading and setting a property of an account answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "accounts/pending_values.h"
#include "olkacct/error.h"
#include "olkacct/profile.h"
#include "olkacct/property.h"

namespace olkacct::accounts {

/// nullptr with the error that a tag in no row of the property table gets (S-35): account_not_found
/// for one that another account manager might know, invalid_argument for one that is malformed.
/// Needs no account, no lock and no allocation: clients probe some 98,000 tags an account.
tl::expected<const PropertyInfo*, ErrorCode> find_readable_property(std::uint32_t tag);

/// The account's pending value, else its stored one. account_not_found when there is no such
/// account, when it has no such property, and for secrets, which are never given out (S-65).
/// Stamps are made of stored values until the name or address is saved.
tl::expected<PropertyValue, ErrorCode> read_property(const AccountView& view,
                                                     const PropertyInfo& info);

/// A value that the profile lacks and a MAPI session may know.
enum class SessionValue {
    none,
    identity,       ///< whom the session speaks for
    default_store,  ///< the default row of the message stores table
};

/// What to ask a session for, after read_property found nothing: the identity of an Exchange
/// account, the delivery store of a mail account. No other property ever needs a session
/// (AM-Get-5).
SessionValue session_value_of(const AccountView& view, const PropertyInfo& info);

/// A value that a caller wants to set, as far as the checks look at it.
struct ProposedValue {
    std::uint16_t type = 0;
    /// Characters of a string, bytes of a binary; nullopt when the caller's pointer is missing.
    std::optional<std::size_t> length;
};

/// Limits of S-38.
inline constexpr std::size_t max_string_length = 32767;
inline constexpr std::size_t max_binary_size = 65536;

/// The first half of the checks of SetProp, which look at the account and the tag only: ok,
/// account_not_found, invalid_argument, property_read_only (S-37, AM-Set-3, AM-Set-4, S-62).
ErrorCode check_settable(const Profile& profile, std::uint32_t id, std::uint32_t tag);

/// The second half, for a tag that passed the first: ok or invalid_argument (S-37, S-38, C-12).
ErrorCode check_new_value(std::uint32_t tag, const ProposedValue& value);

}  // namespace olkacct::accounts

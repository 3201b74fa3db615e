// Account stamps: how a message names the account that delivered it or is to send it. Sheet
// section 10.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "olkacct/profile.h"

namespace olkacct::mail {

/// A stamp (PidLidInternetAccountStamp), or with a name a send stamp (PidTagPrimarySendAccount,
/// PidTagNextSendAcct).
struct AccountStamp {
    std::uint32_t id = 0;
    /// The mail address, or of an Exchange account its home server and distinguished name run
    /// together. Some messages have only the beginning of it.
    std::u16string address;
    /// The account's name when the message was stamped.
    std::optional<std::u16string> name;

    bool operator==(const AccountStamp&) const = default;
};

/// Takes digits of both cases, and an id alone; nullopt when the first field is not eight
/// hexadecimal digits.
std::optional<AccountStamp> parse_stamp(std::u16string_view text);

std::u16string stamp_text(const AccountStamp& stamp);

/// What a message would be stamped with now: PROP_ACCT_STAMP, and PROP_ACCT_SEND_STAMP with the
/// name.
AccountStamp stamp_of(const Profile& profile, const Account& account);
AccountStamp send_stamp_of(const Profile& profile, const Account& account);

/// By the id alone (S-61), so that a new name or address does not break old messages; nullptr when
/// the profile has no such account.
const Account* resolve_stamp(const Profile& profile, const AccountStamp& stamp);

/// How the address in a stamp agrees with that of the account it was resolved to.
enum class StampAddress : std::uint8_t {
    same,   ///< but for upper and lower case
    cut,    ///< its first half and one more character, as some messages have it
    other,  ///< the account's address has changed, or the stamp is of another profile
};

StampAddress compare_address(const AccountStamp& stamp, const Profile& profile,
                             const Account& account);

}  // namespace olkacct::mail

// The anti-spam settings of an account: specification 14.1. They lie in the section that
// PROP_ACCT_PREFERENCES_UID names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/edits.h"
#include "olkacct/profile.h"
#include "olkacct/source.h"

namespace olkacct::mail {

enum class SpamLevel : std::uint8_t { none, low, medium, high };

/// Addresses and domains, without blanks around them.
using SenderList = std::vector<std::u16string>;

/// What is not stored means empty lists and no filter; a level that is no known one is low (S-72).
struct SpamSettings {
    SenderList trusted_senders;
    SenderList trusted_recipients;
    SenderList junk_senders;
    SpamLevel level = SpamLevel::none;

    bool operator==(const SpamSettings&) const = default;
};

/// Splits at `;`, trims blanks and leaves out empty items.
SenderList split_senders(std::u16string_view text);
/// With `;` between them, none at the end.
std::u16string joined_senders(const SenderList& senders);

/// `profile` and `account` as Source::read gave them. nullopt for an account without
/// PROP_ACCT_PREFERENCES_UID; what reading the store gives.
Result<std::optional<SpamSettings>> read_spam_settings(const Source& source, const Profile& profile,
                                                       const Account& account);

/// What is nullopt stays as it is.
struct NewSpamSettings {
    std::optional<SenderList> trusted_senders = {};
    std::optional<SenderList> trusted_recipients = {};
    std::optional<SenderList> junk_senders = {};
    std::optional<SpamLevel> level = {};
};

/// Writes what differs from what a reader finds, upper and lower case alike; the section is made if
/// it is not there. account_not_found for an account without PROP_ACCT_PREFERENCES_UID, too;
/// invalid_argument for an item that is empty, has a `;` or a control character, or blanks around
/// it, and for a list over 32,767 characters. LastChangeVer does not count sections.
Edit set_spam_settings(AccountRef account, NewSpamSettings settings);

}  // namespace olkacct::mail

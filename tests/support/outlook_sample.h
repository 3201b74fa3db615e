// A user's hive with Outlook profiles in it that have every kind of account; all of it made up.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "olkacct/profile.h"
#include "support/hive_builder.h"

namespace olkacct::test {

// Ids of the sample's accounts.
namespace sample_id {
inline constexpr std::uint32_t address_book = 1;  // MAPI, CONTAB
inline constexpr std::uint32_t pop3 = 2;
inline constexpr std::uint32_t data_file = 3;  // MAPI, MSUPST MS
inline constexpr std::uint32_t imap = 4;
inline constexpr std::uint32_t exchange = 5;  // MAPI, MSEMS
inline constexpr std::uint32_t ldap = 6;
inline constexpr std::uint32_t dead = 7;  // in an order list, without a subkey
inline constexpr std::uint32_t hotmail = 8;
inline constexpr std::uint32_t eas = 9;
inline constexpr std::uint32_t unlisted = 10;  // POP3, in no order list
}  // namespace sample_id

struct SampleOptions {
    HiveOptions hive = {};
    // The roots that exist. Each has all profiles, in the form of its version: strings are REG_SZ
    // in 16.0 and REG_BINARY before, ports and `Version` are only in 16.0.
    std::vector<ProfileRoot> roots = {ProfileRoot::office_16};
    // The first is the default profile.
    std::vector<std::u16string> profiles = {u"Outlook"};
    bool hotmail = false;
    bool eas = false;
    bool dead_id = true;
    bool unlisted = false;
    // Width of lengths and offsets in multi-values: 4 in 32-bit Outlook, 8 in 64-bit.
    std::size_t offset_width = 8;
};

HiveBuilder outlook_sample(const SampleOptions& options = {});
// The same as a file.
Bytes outlook_sample_hive(const SampleOptions& options = {});

// Path of the key that holds the profiles of `root`.
std::u16string profiles_path(ProfileRoot root);
// Path of the accounts key of a profile.
std::u16string accounts_path(ProfileRoot root = ProfileRoot::office_16,
                             const std::u16string& profile = u"Outlook");
// Name of the subkey of an account.
std::u16string account_key_name(std::uint32_t id);

}  // namespace olkacct::test

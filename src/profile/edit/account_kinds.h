// What is known of each kind of account that can be created. Sheet sections 3 and 5.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "olkacct/edits.h"

namespace olkacct::profile {

/// Tags that more than one file of this folder gives to new accounts.
namespace new_tag {
inline constexpr std::uint32_t name = 0x0002001F;
inline constexpr std::uint32_t flavor = 0x0008001F;
inline constexpr std::uint32_t email = 0x000C001F;
inline constexpr std::uint32_t delivery_store = 0x00180102;
inline constexpr std::uint32_t delivery_folder = 0x00190102;
inline constexpr std::uint32_t preferences_uid = 0x00220102;
inline constexpr std::uint32_t inet_server = 0x0100001F;
inline constexpr std::uint32_t inet_user = 0x0101001F;
inline constexpr std::uint32_t smtp_server = 0x0200001F;
inline constexpr std::uint32_t smtp_ssl = 0x02020003;
inline constexpr std::uint32_t smtp_secure_connection = 0x020A0003;
inline constexpr std::uint32_t leave_on_server = 0x10000003;
inline constexpr std::uint32_t service_uid = 0x20000102;
inline constexpr std::uint32_t provider_type = 0x20010003;
}  // namespace new_tag

struct KindInfo {
    AccountKind kind;
    /// As messages name it, with its article: `an IMAP account`.
    std::string_view name;
    AccountType type;
    CategorySet categories;
    /// Tags of strings without which there is no such account.
    std::span<const std::uint32_t> needed;
    /// Of a kind that only Outlook can complete: what it must still create. Empty for the others.
    std::string_view left_to_outlook;
};

const KindInfo& kind_info(AccountKind kind);

}  // namespace olkacct::profile

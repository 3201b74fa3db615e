// Names of keys and values that more than one file of this layer needs. Sheet sections 2 and 3.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace olkacct::profile {

/// In the spelling that Outlook writes.
inline constexpr std::u16string_view accounts_key_name = u"9375CFF0413111d3B88A00104B2A6676";
/// MAPI's table of services and providers.
inline constexpr std::u16string_view service_table_name = u"9207f3e0a3b11019908b08002b2a56c2";

inline constexpr std::u16string_view last_change_name = u"LastChangeVer";
inline constexpr std::u16string_view next_id_name = u"NextAccountID";
inline constexpr std::u16string_view version_name = u"Version";
/// Of a provider's section: PR_SERVICE_UID.
inline constexpr std::u16string_view service_uid_value = u"01023d0c";
/// Of an account: the store that its mail is delivered to.
inline constexpr std::u16string_view delivery_store_name = u"Delivery Store EntryID";

/// Bytes of a MAPIUID, which names a section.
inline constexpr std::size_t uid_size = 16;

/// `%08X`: the subkey of an account.
inline std::u16string account_key_name(std::uint32_t id) {
    static constexpr std::u16string_view digits = u"0123456789ABCDEF";
    std::u16string name;
    for (int shift = 28; shift >= 0; shift -= 4) {
        name.push_back(digits[id >> shift & 0xF]);
    }
    return name;
}

}  // namespace olkacct::profile

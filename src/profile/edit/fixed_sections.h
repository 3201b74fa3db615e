// The sections that every profile has under the same name. Sheet sections 2 and 11.2.
#pragma once

#include <array>
#include <string_view>

#include "base/upcase.h"
#include "profile/key_names.h"

namespace olkacct::profile {

namespace fixed_section {
inline constexpr std::u16string_view client = u"0a0d020000000000c000000000000046";
inline constexpr std::u16string_view exchange_global = u"13dbb0c8aa05101a9bb000aa002fc45a";
inline constexpr std::u16string_view name = u"3517490d76624c419a828607e2a54604";
inline constexpr std::u16string_view instance = u"8503020000000000c000000000000046";
inline constexpr std::u16string_view unknown = u"f86ed2903a4a11cfb57e524153480001";
/// Not in every profile; named by what they are for, not by who owns them.
inline constexpr std::u16string_view exchange_address_book = u"dca740c8c042101ab4b908002b2fe182";
inline constexpr std::u16string_view dial_up = u"5acf76a3665511cea39a00aa004acafa";
inline constexpr std::u16string_view profile_properties = u"9815ac08aab0101a8c9308002b2a56c2";
}  // namespace fixed_section

/// What an empty profile consists of besides the accounts key.
inline constexpr std::array<std::u16string_view, 6> sections_of_every_profile = {
    fixed_section::client, fixed_section::exchange_global,
    fixed_section::name,   fixed_section::instance,
    service_table_name,    fixed_section::unknown};

/// Whether the section means the same thing in every profile, so that no account owns it.
inline bool is_fixed_section(std::u16string_view section) {
    for (const std::u16string_view fixed : sections_of_every_profile) {
        if (base::same_name(section, fixed)) {
            return true;
        }
    }
    return base::same_name(section, fixed_section::exchange_address_book) ||
           base::same_name(section, fixed_section::dial_up) ||
           base::same_name(section, fixed_section::profile_properties);
}

namespace section_property {
inline constexpr std::u16string_view profile_name = u"001f6000";  ///< of fixed_section::name
/// PR_SEARCH_KEY of fixed_section::instance: no other profile has the same.
inline constexpr std::u16string_view search_key = u"0102300b";
}  // namespace section_property

}  // namespace olkacct::profile

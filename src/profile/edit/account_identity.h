// What tells an account from the others of its profile: its Mini UID, its name, the name of its
// preferences. Sheet sections 4, 5.5 and 11.5.
#pragma once

#include <cstdint>
#include <string>

#include "profile/edit/edit_context.h"

namespace olkacct::profile {

inline constexpr std::u16string_view mini_uid_value = u"Mini UID";
inline constexpr std::u16string_view account_name_value = u"Account Name";
inline constexpr std::u16string_view preferences_prefix = u"AcctSettings";

/// `wanted` where it is one and no account of the profile has it, else a random one.
std::uint32_t free_mini_uid(EditContext& context, const Profile& profile, std::uint32_t wanted = 0);

/// `AcctSettings0013`
std::u16string preferences_name(std::uint32_t id);

/// The name as it is, or as Outlook does with " (1)", " (2)" and so on behind it when an account
/// of one of these categories has it: a data file may be called as the account that delivers into
/// it.
std::u16string distinct_name(const Profile& profile, const CategorySet& categories,
                             const std::u16string& name);

}  // namespace olkacct::profile

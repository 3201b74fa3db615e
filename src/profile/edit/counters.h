// The two counters of a profile: NextAccountID, which never falls, and LastChangeVer, which only
// rises. Sheet sections 3 and 9.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "olkacct/change.h"
#include "profile/edit/edit_context.h"

namespace olkacct::profile {

/// LastChangeVer or NextAccountID of an accounts key.
bool is_counter(const Change& change);
bool is_last_change(const Change& change);

/// Whether a counter that stood at `then` may stand at `now`.
bool has_moved_on(const RegistryValue& then, const RegistryValue& now);

/// Raises the LastChangeVer of an accounts key by one; a missing one becomes 1, one at its end
/// stays.
Result<void> raise_last_change(registry::WriteTransaction& transaction, registry::KeyId accounts);

/// The id for a new account: NextAccountID, which then stands one higher, also in `profile`. Where
/// the counter is missing or behind, the first id above those of the accounts; an id that an order
/// list still names is passed over, for ids are never used twice (S-60). limit_exceeded after the
/// last one.
Result<std::uint32_t> take_account_id(EditContext& context, EditedProfile& profile);

/// The paths of the profiles that the changes touch, each once, by their
/// spelling in the changes.
Result<std::vector<std::u16string>> touched_profiles(registry::ReadTransaction& transaction,
                                                     const std::vector<Change>& changes);

/// The accounts key of the profile at this path; nullopt when there is none.
Result<std::optional<registry::KeyId>> find_accounts_key(registry::ReadTransaction& transaction,
                                                         std::u16string_view profile_path);

}  // namespace olkacct::profile

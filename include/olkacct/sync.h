// Bringing the MAPI accounts of a profile into step with its message services, and accounts with
// their own stores. S-15 of the specification.
#pragma once

#include <cstdint>
#include <vector>

#include "olkacct/edits.h"
#include "olkacct/profile.h"

namespace olkacct {

/// What is brought into step besides the MAPI accounts.
enum class StoresCheck : std::uint8_t {
    skip,  ///< nothing
    run,   ///< the entry id that an IMAP or ActiveSync account has of its own store
};

/// What the edits below would find.
struct SyncNeed {
    bool any = false;             ///< whether they would change anything
    std::vector<Remark> remarks;  ///< what they would say even if not
};

/// Found by reading alone, also where nothing can be written. With an empty name of all profiles;
/// without a root of every Outlook. The errors of the edits.
Result<SyncNeed> look_for_differences(const Source& source, const ProfileRef& profile,
                                      StoresCheck stores);

namespace edits {

/// Makes a MAPI account for each service of the profile's table that brings mail, a store or an
/// address book and has no account yet, and deletes the MAPI accounts whose service is gone: its
/// section is missing or empty. Services and accounts belong together by `Service UID`. Nothing is
/// deleted, which a remark says, if any section of the profile cannot be read, and nothing happens
/// at all to a profile without a table of services, such as an export of accounts alone. Nothing
/// is written where nothing differs. hive_damaged when services or accounts cannot be read.
Edit sync_accounts(ProfileRef profile, StoresCheck stores);

/// The same in all profiles with this name, of every Outlook; with an empty name in all profiles.
/// profile_not_found for a name that none has.
Edit sync_all_accounts(std::u16string name, StoresCheck stores);

}  // namespace edits
}  // namespace olkacct

// The edits of whole profiles as MAPI's profile administration makes them. Specification 13. Where
// one default profile is meant, it is that of the newest Outlook that has one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "olkacct/edits.h"
#include "profile/edit/find_profile.h"
#include "profile/messaging/service_template.h"

namespace olkacct::profile {

struct ListedProfile {
    ProfilePlace place;
    bool is_default = false;  ///< of at most one
};

/// Each name once, that of the newest Outlook; in the order of the store.
Result<std::vector<ListedProfile>> list_profiles(registry::ReadTransaction& transaction);

}  // namespace olkacct::profile

namespace olkacct::edits {

/// With the sections that MAPI always has and these services; never the default (MS-53).
/// already_exists also for a name that another version has.
Edit create_mapi_profile(std::u16string name, std::vector<profile::ServiceTemplate> services);

/// A default that is deleted leaves none.
Edit delete_mapi_profile(ProfileRef profile);

/// already_exists as above.
Edit copy_mapi_profile(std::u16string from, std::u16string to);
Edit rename_mapi_profile(ProfileRef from, std::u16string to);

/// nullopt: no profile is the default any more.
Edit set_default_mapi_profile(std::optional<std::u16string> name);

}  // namespace olkacct::edits

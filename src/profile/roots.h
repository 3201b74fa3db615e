// Where each Outlook version keeps profiles, and which profile it opens by default. Sheet
// section 1.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "olkacct/profile.h"
#include "profile/read_context.h"

namespace olkacct::profile {

/// The key whose subkeys are profiles.
struct FoundRoot {
    ProfileRoot root = ProfileRoot::office_16;
    registry::KeyId profiles{};
    /// From the root of the store, in the stored spelling.
    std::u16string path;
    /// The value DefaultProfile, which is beside the profiles or, from 15.0 on, one key above.
    std::optional<std::u16string> default_profile;
};

/// Newest Outlook first. Looks in the root of the store (a user's hive) and, where that is the root
/// of a registry export, in HKEY_CURRENT_USER and each user of HKEY_USERS.
Result<std::vector<FoundRoot>> find_roots(ReadContext& context);

}  // namespace olkacct::profile

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

/// Where the profiles of this root lie, from the root of the store, in the spelling of
/// Microsoft's documentation.
std::u16string profiles_path(ProfileRoot root);
/// The key that holds its DefaultProfile.
std::u16string default_profile_path(ProfileRoot root);

/// In the hive of a user, newest Outlook first.
Result<std::vector<FoundRoot>> find_roots(ReadContext& context);

/// The keys at and below which everything lies that a reader of profiles looks at.
std::vector<std::u16string> profile_keys();

}  // namespace olkacct::profile

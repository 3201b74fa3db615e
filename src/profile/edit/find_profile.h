// Which profile a ProfileRef names, and where it lies.
#pragma once

#include <string>
#include <vector>

#include "olkacct/editor.h"
#include "profile/roots.h"
#include "registry/store.h"

namespace olkacct::profile {

struct ProfilePlace {
    FoundRoot root;
    std::u16string name;  ///< in the stored spelling
    std::u16string path;  ///< from the root of the store
    registry::KeyId key{};

    [[nodiscard]] bool is_default() const;
};

/// All profiles that `wanted` may mean, in the order in which stores list them, newest Outlook
/// first; every profile for an empty one. Damage hides what lies behind it; `context` tells of it.
Result<std::vector<ProfilePlace>> list_profiles(ReadContext& context, const ProfileRef& wanted);

/// Reads no more than the names of profiles, so that also one that is damaged inside is found.
/// profile_not_found; `source` is how messages name the store.
Result<ProfilePlace> find_profile(registry::ReadTransaction& transaction, const ProfileRef& profile,
                                  const std::string& source);

}  // namespace olkacct::profile

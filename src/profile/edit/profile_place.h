// Making room for a profile: its name, its key below a root, and the root's DefaultProfile. Sheet
// section 1.
#pragma once

#include <string_view>

#include "profile/edit/edit_context.h"
#include "profile/edit/find_profile.h"

namespace olkacct::profile {

/// 1 to 64 printable characters without a backslash, the first and the last no space (MP-Prf-1 and
/// 2 of the specification); else invalid_argument.
Result<void> check_profile_name(std::u16string_view name);

/// The value beside or above the profiles that names the one Outlook opens.
inline constexpr std::u16string_view default_profile_name = u"DefaultProfile";

/// Where a new profile can be made.
struct NewPlace {
    registry::KeyId profiles{};
    std::u16string path;
    bool is_first = false;  ///< the root has no other profile
};

/// Makes the key of the profiles of `root` if it is not there. invalid_argument for the name;
/// already_exists.
Result<NewPlace> make_place(EditContext& context, ProfileRoot root, std::u16string_view name);

struct NewProfile {
    registry::KeyId key{};
    ProfileRoot root = ProfileRoot::office_16;
    bool is_first = false;  ///< of its root
};

/// An empty profile, which becomes nobody's default. Without a root the newest one of the source,
/// else office_16. The errors of make_place. (create_profile.cc)
Result<NewProfile> make_profile(EditContext& context, const ProfileRef& profile);

/// Writes DefaultProfile where Outlook of this version looks for it.
Result<void> set_default(EditContext& context, ProfileRoot root, std::u16string_view name);

}  // namespace olkacct::profile

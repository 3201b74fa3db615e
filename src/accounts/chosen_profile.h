// The profile that an editor stays with.
#pragma once

#include <string>

#include "accounts/held_source.h"
#include "olkacct/editor.h"

namespace olkacct::accounts {

/// Names the profile that `name` means now, with its root, after making sure that it can be written
/// there. profile_not_found, and what beginning to write gives. Changes nothing.
Result<ProfileRef> choose_profile(HeldSource& source, const std::u16string& name);

}  // namespace olkacct::accounts

// Changing commands change the one profile that is meant, or none.
#pragma once

#include "olkacct/editor.h"

namespace olkacct::app {

/// The edit, refused with bad_usage where the profiles of several Outlook versions answer to
/// `profile`: by their name, or without a name as the default of their root.
Edit in_one_profile(ProfileRef profile, Edit edit);

/// The same question about a source that is only read.
Result<void> refuse_ambiguous(const Source& source, const ProfileRef& profile);

}  // namespace olkacct::app

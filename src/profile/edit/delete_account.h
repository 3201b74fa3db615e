// Taking an account out of a profile that a transaction holds.
#pragma once

#include <cstdint>

#include "profile/edit/edit_context.h"

namespace olkacct::profile {

/// As edits::delete_account says; `id` is one of the profile's.
Result<void> delete_account(EditContext& context, const EditedProfile& profile, std::uint32_t id);

}  // namespace olkacct::profile

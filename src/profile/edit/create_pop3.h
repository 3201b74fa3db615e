// Creating POP3 accounts with the data file that they deliver into.
#pragma once

#include <cstdint>

#include "olkacct/edits.h"
#include "profile/edit/edit_context.h"

namespace olkacct::profile {

/// `account` has its name made distinct. A data file that must be made takes the next id.
Result<void> create_pop3(EditContext& context, EditedProfile& profile, std::uint32_t id,
                         const NewAccount& account);

}  // namespace olkacct::profile

// Creating the MAPI accounts that wrap a message service of ours: data files and address books.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "profile/edit/edit_context.h"

namespace olkacct::profile {

/// With the name, made distinct, in `properties`. Remarks what the file itself must tell Outlook.
/// The path is one that no data file of the profile has.
Result<void> create_data_file(EditContext& context, EditedProfile& profile, std::uint32_t id,
                              std::vector<NewProperty> properties, const std::u16string& path);

/// already_exists when the profile has an Outlook Address Book: its service allows one.
Result<void> create_address_book(EditContext& context, EditedProfile& profile, std::uint32_t id,
                                 std::vector<NewProperty> properties);

}  // namespace olkacct::profile

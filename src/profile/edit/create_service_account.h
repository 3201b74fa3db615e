// Creating the MAPI accounts that wrap a message service of ours: data files and address books.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "profile/edit/edit_context.h"
#include "profile/edit/sections.h"

namespace olkacct::profile {

/// With the name, made distinct, in `properties`. Remarks what the file itself must tell Outlook.
/// The path is one that no data file of the profile has.
Result<void> create_data_file(EditContext& context, EditedProfile& profile, std::uint32_t id,
                              std::vector<NewProperty> properties, const std::u16string& path);

/// already_exists when the profile has an Outlook Address Book: its service allows one.
Result<void> create_address_book(EditContext& context, EditedProfile& profile, std::uint32_t id,
                                 std::vector<NewProperty> properties);

/// The value `MAPI Provider`: a bit for each category. Sheet section 4.
std::uint32_t provider_bits(const CategorySet& categories);

/// An account that wraps a service which is there, with the name, made distinct, in `properties`.
struct ServiceWrapper {
    CategorySet categories;
    bool is_exchange = false;
    Uid service{};
    std::u16string_view service_name;
};
Result<void> write_wrapper(EditContext& context, EditedProfile& profile, std::uint32_t id,
                           std::vector<NewProperty> properties, const ServiceWrapper& wrapper);

}  // namespace olkacct::profile

// The data-file accounts of a profile and what their providers say about the files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "profile/edit/edit_context.h"

namespace olkacct::profile {

inline constexpr std::u16string_view data_file_service = u"MSUPST MS";

struct DataFile {
    std::uint32_t account = 0;
    std::u16string path;
    std::u16string provider_display_name;  ///< in the language of the Outlook that made it
    std::vector<std::byte> entry_id;       ///< stored, else made from the path; empty without both
    std::vector<std::byte> record_key;     ///< empty until Outlook has opened the file
    bool is_default = false;               ///< the profile's default store
};

/// In the order of the accounts. hive_damaged when a section cannot be read.
Result<std::vector<DataFile>> find_data_files(EditContext& context, const EditedProfile& profile);

/// Outlook needs the whole path: with a drive, or of a share. invalid_argument.
Result<void> check_data_file_path(std::u16string_view path);

}  // namespace olkacct::profile

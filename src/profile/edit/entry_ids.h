// Entry ids of data files and of folders in them, as account values hold them. Sheet section 8.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "profile/key_names.h"

namespace olkacct::profile {

/// The node of a data file's Inbox.
inline constexpr std::uint32_t inbox_node = 0x00008082;

/// The MAPIUID of the provider of data files, `NITA...`.
std::array<std::byte, uid_size> data_file_provider();

/// PR_ENTRYID of the data file at this full path.
std::vector<std::byte> store_entry_id(std::u16string_view path);

/// The inverse; empty for the entry id of another kind of store.
std::u16string path_of_store(std::span<const std::byte> entry_id);

/// The folder at this node of the data file with this PR_RECORD_KEY.
std::vector<std::byte> folder_entry_id(std::span<const std::byte, uid_size> record_key,
                                       std::uint32_t node);

}  // namespace olkacct::profile

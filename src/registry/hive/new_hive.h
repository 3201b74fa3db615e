// An empty hive: a root key and its security descriptor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/file.h"

namespace olkacct::registry {

/// Version 1.5, closed cleanly, without logs. Only SYSTEM and the administrators may use the root
/// key: whose hive it will be is not known here. `now` is a FILETIME.
std::vector<std::byte> make_empty_hive(std::uint64_t now);

/// Writes one, durable when this returns. already_exists, disk_full, access_denied, io_error.
Result<void> create_hive(const std::string& path, base::FileSystem& files);

}  // namespace olkacct::registry

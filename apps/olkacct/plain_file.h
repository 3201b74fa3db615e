// Files that are no sources: read whole, or made new.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "olkacct/error.h"

namespace olkacct::app {

/// Everything in the file, or with `-` all of standard input. source_not_found, access_denied,
/// io_error; limit_exceeded past `limit` bytes.
Result<std::vector<std::byte>> read_plain_file(const std::string& path, std::uint64_t limit);

/// A new file that only its user can read, durable when this returns; nothing is left behind on
/// failure. already_exists, access_denied, disk_full, io_error.
Result<void> write_new_file(const std::string& path, std::span<const std::byte> content);

}  // namespace olkacct::app

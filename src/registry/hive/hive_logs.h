// The logs that lie beside a hive: their names, their kinds, and those that must not be replayed.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "base/file.h"
#include "registry/hive/base_block.h"

namespace olkacct::registry::hive {

/// LOG1 and LOG2 of Vista and later; LOG of XP.
inline constexpr std::size_t log_count = 3;
/// By place: .LOG1, .LOG2, .LOG; empty where there is none.
using LogPaths = std::array<std::string, log_count>;

/// In whatever case they are spelt; the hive's own case wins.
Result<LogPaths> find_logs(base::FileSystem& files, const std::string& hive);

/// Their base blocks where they are complete: with a signature and a right checksum.
using LogHeads = std::array<std::optional<BaseBlock>, log_count>;
Result<LogHeads> read_log_heads(base::FileSystem& files, const LogPaths& paths);

}  // namespace olkacct::registry::hive

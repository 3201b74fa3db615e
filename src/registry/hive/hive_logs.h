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

/// In whatever case they are spelt, for Windows often spells them in another than the hive; the
/// hive's own wins. Reads the whole folder.
Result<LogPaths> find_logs(base::FileSystem& files, const std::string& hive);

/// The same for spellings that are usual, and at a cost that does not follow the size of the
/// folder: as the hive is spelt, all in lower or in upper case.
Result<LogPaths> find_usual_logs(base::FileSystem& files, const std::string& hive);

/// By place: their base blocks where they are complete.
using LogHeads = std::array<std::optional<BaseBlock>, log_count>;

/// The base block of a log; nullopt without a signature or a right checksum.
Result<std::optional<BaseBlock>> read_log_head(base::RandomAccessFile& log);

}  // namespace olkacct::registry::hive

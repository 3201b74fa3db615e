// Tells the transaction logs of hives from hives, for a scan of folders: both begin alike.
#pragma once

#include <string>

namespace olkacct::app {

/// By the file type in its base block. False for a file that cannot be looked into.
bool is_hive_log(const std::string& path);

/// `.LOG`, `.LOG1` or `.LOG2`, in either case: worth a look before it is taken for a hive.
bool is_named_like_a_log(const std::string& path);

}  // namespace olkacct::app

// Opens the store that a path or URL names: the one place that lists the kinds of stores.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "registry/store.h"

namespace olkacct::registry {

struct OpenStoreOptions {
    /// Replay the logs of a hive that was not closed cleanly.
    bool replay_logs = true;
    /// Commits to a hive replace it by a compact copy (HiveOptions::rewrite).
    bool rewrite = false;
    /// Gives the keys that will be looked at, with everything below them; everything when null.
    /// Asked only by stores that must read a whole file, which keep no others.
    std::vector<std::u16string> (*keys)() = nullptr;
};

/// `hive:PATH`, `reg:PATH` and `sqlite:PATH` say the kind, and `sqlite:` alone is the user's own
/// database (default_database_path); of a plain path the first bytes of the
/// file do. Under Windows `sqlite:` is not_supported_by_store, and `registry:` is
/// HKEY_CURRENT_USER, or with a path
/// (`registry:Software\Test`) a key below it. A single letter before a colon is a drive, not a
/// scheme. Errors: source_not_found, access_denied, io_error, unknown_source_kind (a folder, too).
Result<std::shared_ptr<Store>> open_store(std::string_view path_or_url,
                                          const OpenStoreOptions& options,
                                          std::shared_ptr<base::FileSystem> files);

/// Makes an empty store and opens it: `hive:`, `reg:` and `sqlite:` say the kind, else the end of
/// the path does: `.reg`; `.db` and `.sqlite` (with the key file of its secrets); a hive for all
/// others. already_exists, source_not_found (no such folder), access_denied, disk_full, io_error.
Result<std::shared_ptr<Store>> create_store(std::string_view path_or_url,
                                            std::shared_ptr<base::FileSystem> files);

/// False for the URL of what is no file: `registry:`.
bool is_file(std::string_view path_or_url);

/// The files that a store of any kind at this path may consist of: what lies at the path, and what
/// stores keep beside themselves.
std::vector<std::string> files_of_store(const std::string& path);

/// The path that a path or URL names.
std::string path_of(std::string_view path_or_url);

}  // namespace olkacct::registry

// The store over a registry hive file.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "base/file.h"
#include "registry/store.h"

namespace olkacct::registry {

struct HiveOptions {
    /// Replay the logs of a hive that was not closed cleanly; when false it is read as it is.
    bool replay_logs = true;
    /// A commit replaces the file by a compact copy with the changes in it, instead of going
    /// through the journal: for changes too large for that, and to get rid of free space.
    bool rewrite = false;
    /// Where the files are; null: the operating system's.
    std::shared_ptr<base::FileSystem> files;
};

/// Reads nothing yet: every transaction opens the path, sees the file that is there then, and fails
/// when it is no readable hive (not_a_hive, unsupported_hive_version, hive_damaged, logs_unusable,
/// source_busy and what opening a file may give). Only the first takes `opened` instead if it is
/// not null: the file at `path` that the caller has open.
/// Between commits that follow each other without a read the file is left as Windows leaves one
/// that is loaded: whole only together with its logs (docs/decisions/007). Destroying the store and
/// its transactions closes it.
Result<std::shared_ptr<Store>> open_hive_store(
    std::string path, const HiveOptions& options = {},
    std::unique_ptr<base::RandomAccessFile> opened = nullptr);

/// By the signature in its first bytes.
bool looks_like_hive(std::span<const std::byte> head);

}  // namespace olkacct::registry

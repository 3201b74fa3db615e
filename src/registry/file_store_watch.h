// The watch of a store that is one file, with logs beside it perhaps.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "registry/store.h"

namespace olkacct::registry {

/// Tells of the file at `path` as soon as whoever wrote it has closed it, or another one was put in
/// its place. Of one who writes and leaves the file open, or writes the logs only (`path` with one
/// of `logs` behind it), it tells when he has been quiet for a tenth of a second.
/// not_supported_by_store when `files` cannot be watched.
Result<std::unique_ptr<Watch>> watch_file_store(base::FileSystem& files, const std::string& path,
                                                const std::vector<std::string>& logs = {});

}  // namespace olkacct::registry

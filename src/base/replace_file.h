// Replaces a file as a whole: the old content or the new one, whatever happens.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "base/file.h"

namespace olkacct::base {

/// Writes `content` beside `path`, makes it durable and renames it onto `path`, with the owner and
/// mode of what is there (or `mode` when nothing is). On failure `path` is untouched and nothing is
/// left beside it; a process that is killed may leave `path`.olkacct-new, which the next one
/// replaces. The caller keeps other writers of `path` out. disk_full, io_error, access_denied.
Result<void> replace_file(FileSystem& files, const std::string& path,
                          std::span<const std::byte> content, unsigned mode = 0600);

}  // namespace olkacct::base

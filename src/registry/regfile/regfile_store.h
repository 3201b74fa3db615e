// A store over a registry export (.reg) or a registry file of Wine (user.reg).
#pragma once

#include <memory>
#include <span>
#include <string>

#include "base/file.h"
#include "registry/regfile/regfile_options.h"
#include "registry/store.h"

namespace olkacct::registry {

/// Whether the first bytes of a file (128 are enough) begin a registry export.
bool looks_like_regfile(std::span<const std::byte> head);

/// A read-only store. Opening looks at the first bytes: source_not_found, access_denied, io_error,
/// unknown_source_kind. begin_read parses the file (regfile_parser.h says what becomes of it and
/// which errors there are) unless it is still the file that was parsed last; a file that keeps
/// changing while it is parsed is changed_while_reading. A transaction holds its own snapshot.
Result<std::shared_ptr<Store>> open_regfile_store(std::shared_ptr<base::FileSystem> files,
                                                  std::string path, RegfileOptions options = {});

}  // namespace olkacct::registry

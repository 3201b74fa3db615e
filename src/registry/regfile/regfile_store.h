// A store over a registry export (.reg) or a registry file of Wine (user.reg).
#pragma once

#include <memory>
#include <span>
#include <string>

#include "registry/regfile/regfile_options.h"
#include "registry/store.h"

namespace olkacct::registry {

/// Whether the first bytes of a file (128 are enough) begin a registry export.
bool looks_like_regfile(std::span<const std::byte> head);

/// A store that is changed by replacing its file. Opening reads nothing yet. begin_read parses the
/// file (regfile_parser.h says what becomes of it and which errors there are) unless it is still
/// the file that was parsed last. A file that keeps changing while it is parsed is
/// changed_while_reading. A transaction holds its own snapshot.
///
/// begin_write locks the file against other writers until the transaction ends (source_busy) and
/// holds it as a whole; commit keeps every line of what did not change. Only version 5 without
/// deletions can be changed: REGEDIT4 names no code page, Wine keeps its own files open, and
/// deletions make a file a script: not_supported_by_store.
Result<std::shared_ptr<Store>> open_regfile_store(std::string path,
                                                  const RegfileOptions& options = {});

/// A new export that says nothing yet. already_exists.
Result<void> create_regfile(const std::string& path, base::FileSystem& files);

}  // namespace olkacct::registry

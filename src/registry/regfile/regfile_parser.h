// Reads a whole registry export into a tree of keys.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "registry/key_tree.h"
#include "registry/regfile/byte_input.h"
#include "registry/regfile/regfile_options.h"

namespace olkacct::registry {

struct RegfileContent {
    /// The user's root key.
    std::shared_ptr<const KeyNode> root;
    /// What the file says and was left out, with its line.
    std::vector<Warning> warnings;
};

/// Reads the export once from front to back, in memory that follows what is kept. Keys that are not
/// kept are only looked at to find where they end.
///
/// The tree is that of one user: the first of whom a key is kept (HKEY_CURRENT_USER or a SID below
/// HKEY_USERS; Wine's files and paths that begin with `\` name no user). Keys of other users and of
/// the machine are left out with a warning for each.
///
/// Errors have `where` = "NAME, line N" and never quote the file: unknown_source_kind,
/// syntax_error, limit_exceeded, io_error.
Result<RegfileContent> parse_regfile(ByteInput& input, const RegfileOptions& options,
                                     const std::string& name);
Result<RegfileContent> parse_regfile(std::span<const std::byte> bytes,
                                     const RegfileOptions& options, const std::string& name);

}  // namespace olkacct::registry

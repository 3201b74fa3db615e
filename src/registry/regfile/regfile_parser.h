// Reads a whole registry export into a tree of keys.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "registry/key_tree.h"
#include "registry/regfile/byte_input.h"
#include "registry/regfile/dialect.h"
#include "registry/regfile/regfile_options.h"

namespace olkacct::registry {

/// Where the lines of one key stand in the text: from here to the next block.
struct KeyBlock {
    std::size_t begin = 0;  ///< in UTF-16 units, without the byte order mark
    bool is_kept = false;   ///< a key of the tree; the others are other users' and the machine's
    std::u16string path;    ///< of a kept key, below the user's root
};

/// What a change of the file needs to know of its text.
struct RegfileOutline {
    Format format;
    std::vector<KeyBlock> blocks;  ///< in the order of the file
    /// How the file writes the user's root key, e.g. HKEY_CURRENT_USER; nullopt without a kept key.
    std::optional<std::u16string> root_name;
    /// It deletes keys or values of the user.
    bool has_deletions = false;
};

struct RegfileContent {
    /// The user's root key.
    std::shared_ptr<const KeyNode> root;
    /// What the file says and was left out, with its line.
    std::vector<Warning> warnings;
    /// Empty unless RegfileOptions::outline.
    RegfileOutline outline = {};
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

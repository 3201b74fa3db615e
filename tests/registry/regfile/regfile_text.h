// Text of registry exports for tests: written by hand, or from the content it should give.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "registry/regfile/regfile_parser.h"
#include "support/store_content.h"

namespace olkacct::testing_support {

/// UTF-16LE bytes, with or without the byte order mark.
std::vector<std::byte> utf16le(std::u16string_view text, bool mark = true);

/// A version 5 export of `content` below HKEY_CURRENT_USER: strings as strings, the rest as hex().
/// Class names are left out, as regedit leaves them out.
std::u16string as_export(const Content& content);

/// What the export gives. Fails the running test when it cannot be read.
Content parsed(std::span<const std::byte> bytes, const registry::RegfileOptions& options = {});
/// `lines` below the header of version 5, in UTF-8.
Content parsed_lines(std::string_view lines, const registry::RegfileOptions& options = {});
/// `lines` below the header of Wine's files.
Content parsed_wine(std::string_view lines, const registry::RegfileOptions& options = {});

}  // namespace olkacct::testing_support

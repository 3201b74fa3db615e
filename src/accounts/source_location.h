// Telling what kind of source a path or URL names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/file.h"
#include "olkacct/error.h"

namespace olkacct::accounts {

enum class SourceKind : std::uint8_t { hive, registry_export };

struct SourceLocation {
    SourceKind kind = SourceKind::hive;
    std::string path;
};

/// `hive:PATH` and `reg:PATH` say the kind; of a plain path the first bytes of the file do. A
/// single letter before a colon is a drive, not a scheme. Opens the file in each case:
/// source_not_found, access_denied, io_error, unknown_source_kind.
Result<SourceLocation> locate_source(std::string_view path_or_url, base::FileSystem& files);

}  // namespace olkacct::accounts

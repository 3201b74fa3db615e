// Opens and reads the source that the arguments name.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "arguments.h"
#include "olkacct/source.h"

namespace olkacct::app {

struct ReadSource {
    Source source;
    Contents contents;
    /// As output names it: the path or URL as it was given, or `sample`.
    std::string name;
};

/// Also prints the warnings (and with --verbose the notes) on standard error, and says so when the
/// source has no profile at all. profile_not_found when --profile names none.
Result<ReadSource> read_source(const Arguments& arguments);

/// Prints what opening and reading a source had to say, as every command does: the warnings, and
/// with --verbose the notes.
void print_source_messages(const Arguments& arguments, std::string_view source,
                           std::span<const Warning> warnings, std::span<const std::string> notes);

/// What read_source and scan have in common.
Result<Contents> read_contents(const Source& source, const Arguments& arguments);

}  // namespace olkacct::app

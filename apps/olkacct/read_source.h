// Opens and reads the source that the arguments name.
#pragma once

#include <string>

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

/// What read_source and scan have in common.
Result<Contents> read_contents(const Source& source, const Arguments& arguments);

}  // namespace olkacct::app

// The sample hive inside the command, as a source.
#pragma once

#include <string_view>

#include "olkacct/source.h"

namespace olkacct::app {

/// How output names the sample.
inline constexpr std::string_view sample_name = "sample";

/// Read from the program's own memory; nothing is written to a disk.
Result<Source> open_sample();

}  // namespace olkacct::app

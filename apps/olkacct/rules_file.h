// The rules of replace from a TOML file (docs/rules.md). toml++ stands behind this header.
#pragma once

#include <string>

#include "olkacct/error.h"
#include "olkacct/replace.h"

namespace olkacct::app {

/// invalid_argument, naming file, line and column, for what is no TOML, for unknown keys, wrong
/// types and rules that make no sense; source_not_found, access_denied, io_error, limit_exceeded.
Result<ReplaceRules> read_rules(const std::string& path);

}  // namespace olkacct::app

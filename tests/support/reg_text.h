// Registry exports for tests, written from a built hive.
#pragma once

#include <string>
#include <string_view>

#include "support/hive_builder.h"

namespace olkacct::test {

enum class RegDialect { version4, version5, wine };

// The whole hive as the text of an export in UTF-8 with LF line ends, keys below `root_name`.
std::string reg_text(const HiveBuilder& hive, RegDialect dialect = RegDialect::version5,
                     std::string_view root_name = "HKEY_CURRENT_USER");

}  // namespace olkacct::test

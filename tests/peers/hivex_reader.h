// Everything in a hive as hivex's C library reads it.
#pragma once

#include <filesystem>

#include "peers/tree.h"

namespace olkacct::test {

// What hivex cannot read (a call that fails) is left out and told in Tree::failures. hivex has no
// call for class names.
Tree read_with_hivex(const std::filesystem::path& hive);

}  // namespace olkacct::test

// The test source as another kind of store.
#pragma once

#include <filesystem>
#include <string>

namespace olkacct::test {

// Copies all profiles of a .reg file into a new store of this kind (`hive`, `reg`, or the one with
// secrets) beside it and gives its URL. Throws when that fails.
std::string make_copy(const std::filesystem::path& reg_file, const std::string& kind);

}  // namespace olkacct::test

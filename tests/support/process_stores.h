// The stores that several processes can share on this system.
#pragma once

#include <string>
#include <vector>

#include "support/temp_dir.h"

namespace olkacct::test {

// The schemes of their URLs.
std::vector<std::string> process_store_kinds();

// Makes an empty store, in the folder if it is a file, and gives its URL. Throws when it cannot.
std::string make_process_store(const std::string& kind, const TempDir& folder);

}  // namespace olkacct::test

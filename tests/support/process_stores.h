// The stores that several processes can share on this system.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace olkacct::test {

// The schemes of their URLs.
std::vector<std::string> process_store_kinds();

// The kind that can also protect secrets.
extern const char* const kind_with_secrets;

// Makes an empty store and gives its URL: at the path if it is a file. Throws when it cannot.
std::string make_store_at(const std::filesystem::path& path, const std::string& kind);

}  // namespace olkacct::test

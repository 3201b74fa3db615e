// Stores of each kind for the conformance tests of MAPI. Throws when one cannot be made.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace olkacct::test {

// Each gives the URL of what it made at `path`.
std::string make_sample_source(const std::filesystem::path& path, const std::string& kind,
                               std::size_t offset_width);
std::string make_empty_source(const std::filesystem::path& path, const std::string& kind);
std::string make_copy_of(const std::filesystem::path& from, const std::filesystem::path& path,
                         const std::string& kind);

}  // namespace olkacct::test

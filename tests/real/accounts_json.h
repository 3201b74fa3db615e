// What an *.accounts.json of the real hives says, and the same of what we read.
#pragma once

#include <filesystem>
#include <string>

#include "olkacct/source.h"

namespace olkacct::test {

/// The JSON of the file in one normal form: without the name of the hive and the texts beside
/// bytes, which repeat them.
std::string expected_text(const std::filesystem::path& file);
/// The same of the export that holds the profile alone, without the value DefaultProfile.
std::string expected_export_text(const std::filesystem::path& file);

/// Contents in that form. Values named `... Password` by length and SHA-256.
std::string contents_text(const Contents& contents);

}  // namespace olkacct::test

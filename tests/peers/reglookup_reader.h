// What reglookup prints about a hive, and how it differs from a Tree.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "peers/tree.h"

namespace olkacct::test {

// One line, with reglookup's %XX quoting undone. reglookup prints a name or a string as it is
// when it is ASCII or stored with one byte a letter, else the UTF-16LE bytes.
struct ReglookupLine {
    std::vector<std::string> key;
    bool is_key = false;
    std::string value_name;
    std::string type;
    std::string data;
    std::string time;
    std::string class_name;
};

std::vector<ReglookupLine> read_with_reglookup(const std::filesystem::path& hive);

// Bytes of every %XX in `quoted`.
std::string unquote(std::string_view quoted);
// How reglookup spells a name, before quoting.
std::string reglookup_name(std::u16string_view name);
// Whether `printed` is one of the forms in which reglookup gives the value's data: the bytes, the
// number in hexadecimal, or the ASCII text without its terminator.
bool is_reglookup_data(const RegistryValue& value, std::string_view printed);

std::vector<Difference> differences(const Tree& ours, const std::vector<ReglookupLine>& theirs);

}  // namespace olkacct::test

// Who may include whom, held as data, and the check of one file against it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace olkacct::architecture {

struct Violation {
    std::string path;
    std::size_t line;
    std::string reason;
};

// The layer a file belongs to ("registry/hive"; the longest name in the table that leads its path),
// or an empty view for a file that no rule covers (tests, bench).
std::string_view layer_of(std::string_view path);

// Every include of `text` that the file at `path` (relative to the source root) may not have.
std::vector<Violation> check_includes(std::string_view path, std::string_view text);

// The names between the quotes or angles of the include lines of `text`, with their line numbers.
struct Include {
    std::size_t line;
    bool quoted;
    std::string target;
};
std::vector<Include> includes_of(std::string_view text);

// True for a header whose compile time is only paid in one file of the whole tree.
bool is_heavy(std::string_view target);

}  // namespace olkacct::architecture

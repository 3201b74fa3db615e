// Rows of cells, printed as an aligned table or as CSV.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace olkacct::app {

struct Sheet {
    /// The columns' names; a table may do without. Cells are raw UTF-8: each format escapes what it
    /// must.
    std::vector<std::string_view> header;
    std::vector<std::vector<std::string>> rows;
};

/// Aligned by the width of characters on a terminal. Control characters, and backslashes so that
/// the escapes are unambiguous, are written as \xNN, \uNNNN and \\. Each line starts with `indent`.
void append_table(std::string& out, const Sheet& sheet, std::string_view indent = {});

/// RFC 4180 with LF line ends.
void append_csv_header(std::string& out, const Sheet& sheet);
void append_csv_rows(std::string& out, const Sheet& sheet);

/// Columns that `text` (valid UTF-8) takes on a terminal: East Asian wide characters and emoji
/// take two.
std::size_t display_width(std::string_view text);

/// A path or message for a terminal: control characters are escaped.
std::string printable(std::string_view utf8);

}  // namespace olkacct::app

// Tables and CSV.
#include "sheet.h"

#include <algorithm>
#include <cstdint>

#include "base/utf16.h"
#include "olkacct/text.h"

namespace olkacct::app {
namespace {

constexpr std::size_t gap = 2;

struct Range {
    char32_t first;
    char32_t last;
};

// The blocks of Unicode's EastAsianWidth.txt that are wide as a whole or nearly so.
constexpr Range wide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},  {0xA960, 0xA97C}, {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},  {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
constexpr Range zero_width[] = {
    {0x0300, 0x036F}, {0x200B, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}};

template <std::size_t N>
bool is_in(const Range (&ranges)[N], char32_t point) {
    return std::any_of(ranges, ranges + N, [point](const Range& range) {
        return point >= range.first && point <= range.last;
    });
}

void append_line(std::string& out, const std::vector<std::string>& cells,
                 const std::vector<std::size_t>& widths, std::string_view indent) {
    out += indent;
    std::size_t padding = 0;
    for (std::size_t column = 0; column < cells.size(); ++column) {
        if (!cells[column].empty()) {
            out.append(padding, ' ');
            padding = 0;
            out += cells[column];
        }
        padding += widths[column] - display_width(cells[column]) + gap;
    }
    out += '\n';
}

void append_csv_cell(std::string& out, std::string_view cell) {
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += cell;
        return;
    }
    out += '"';
    for (const char c : cell) {
        out += c;
        if (c == '"') {
            out += c;
        }
    }
    out += '"';
}

template <class Cells>
void append_csv_line(std::string& out, const Cells& cells) {
    std::string_view separator;
    for (const auto& cell : cells) {
        out += separator;
        append_csv_cell(out, cell);
        separator = ",";
    }
    out += '\n';
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    base::for_each_code_point(from_wtf8(text), [&width](char32_t point) {
        width += is_in(zero_width, point) ? 0U : is_in(wide, point) ? 2U : 1U;
    });
    return width;
}

void append_table(std::string& out, const Sheet& sheet, std::string_view indent) {
    std::vector<std::vector<std::string>> lines;
    lines.reserve(sheet.rows.size() + 1);
    if (!sheet.header.empty()) {
        lines.emplace_back(sheet.header.begin(), sheet.header.end());
        for (std::string& name : lines.front()) {
            std::transform(name.begin(), name.end(), name.begin(), [](char c) {
                return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c == '_' ? ' ' : c;
            });
        }
    }
    for (const auto& row : sheet.rows) {
        auto& line = lines.emplace_back();
        for (const std::string& cell : row) {
            line.push_back(to_display(from_wtf8(cell)));
        }
    }
    std::vector<std::size_t> widths;
    for (const auto& line : lines) {
        widths.resize(std::max(widths.size(), line.size()));
        for (std::size_t column = 0; column < line.size(); ++column) {
            widths[column] = std::max(widths[column], display_width(line[column]));
        }
    }
    for (const auto& line : lines) {
        append_line(out, line, widths, indent);
    }
}

void append_csv_header(std::string& out, const Sheet& sheet) { append_csv_line(out, sheet.header); }

void append_csv_rows(std::string& out, const Sheet& sheet) {
    for (const auto& row : sheet.rows) {
        append_csv_line(out, row);
    }
}

std::string printable(std::string_view utf8) { return to_display(from_wtf8(utf8)); }

}  // namespace olkacct::app

// Tables, CSV, and text that is safe for a terminal.
#include "apps/olkacct/sheet.h"

#include <gtest/gtest.h>

namespace olkacct::app {
namespace {

std::string table(const Sheet& sheet) {
    std::string out;
    append_table(out, sheet, "  ");
    return out;
}

std::string csv(const Sheet& sheet) {
    std::string out;
    append_csv_header(out, sheet);
    append_csv_rows(out, sheet);
    return out;
}

TEST(Sheet, aligns_columns_and_leaves_no_spaces_at_line_ends) {
    EXPECT_EQ(table({{"id", "user_name"}, {{"1", "Ann"}, {"10", ""}}}),
              "  ID  USER NAME\n"
              "  1   Ann\n"
              "  10\n");
}

TEST(Sheet, counts_wide_characters_as_two_columns) {
    EXPECT_EQ(display_width("山田"), 4U);
    EXPECT_EQ(display_width("é"), 1U);
    EXPECT_EQ(display_width("e\u0301"), 1U);
    EXPECT_EQ(table({{"a", "b"}, {{"山田", "x"}, {"abcd", "y"}}}),
              "  A     B\n"
              "  山田  x\n"
              "  abcd  y\n");
}

TEST(Sheet, escapes_control_characters_in_tables) {
    EXPECT_EQ(table({{"name"}, {{"a\x1b[31m\nb\\c"}}}), "  NAME\n  a\\x1b[31m\\x0ab\\c\n");
    EXPECT_EQ(table({{"name"}, {{"a\u202eb"}}}), "  NAME\n  a\\u202eb\n");
}

TEST(Sheet, quotes_csv_cells_that_hold_separators) {
    EXPECT_EQ(csv({{"a", "b"}, {{"1,2", "say \"x\""}, {"line\nend", "plain"}}}),
              "a,b\n\"1,2\",\"say \"\"x\"\"\"\n\"line\nend\",plain\n");
}

TEST(Sheet, keeps_backslashes_of_messages_but_no_control_character) {
    EXPECT_EQ(printable("Software\\Microsoft\\\x07 \x1b[2J"),
              "Software\\Microsoft\\\\x07 \\x1b[2J");
    EXPECT_EQ(printable("ends\\"), "ends\\");
    EXPECT_EQ(printable(""), "");
}

}  // namespace
}  // namespace olkacct::app

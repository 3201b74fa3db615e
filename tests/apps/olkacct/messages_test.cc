// The lines on standard error.
#include "apps/olkacct/messages.h"

#include <gtest/gtest.h>

#include "apps/olkacct/command_runner.h"

namespace olkacct::app {
namespace {

TEST(Messages, an_error_says_where_what_and_what_to_do) {
    EXPECT_EQ(error_line({ErrorCode::source_not_found, "cannot be opened", "a.dat"}),
              "olkacct: a.dat: cannot be opened. The source does not exist. Check the path.\n");
    EXPECT_EQ(error_line({ErrorCode::source_not_found, "cannot be opened", ""}),
              "olkacct: cannot be opened. The source does not exist. Check the path.\n");
}

TEST(Messages, a_warning_names_its_source_once) {
    const Warning with_file{"a value was dropped", "a.dat, offset 4096"};
    const Warning without{"a value was dropped", "offset 4096"};
    EXPECT_EQ(warning_lines("a.dat", std::vector{with_file}, false),
              "olkacct: warning: a.dat, offset 4096: a value was dropped\n");
    EXPECT_EQ(warning_lines("a.dat", std::vector{without}, false),
              "olkacct: warning: a.dat: offset 4096: a value was dropped\n");
    EXPECT_EQ(warning_lines("a.dat", std::vector{Warning{"odd", ""}}, false),
              "olkacct: warning: a.dat: odd\n");
}

TEST(Messages, many_warnings_are_counted_unless_all_are_wanted) {
    const std::vector<Warning> many(max_warnings + 5, Warning{"odd", "a.dat"});
    const auto lines = test::lines_of(warning_lines("a.dat", many, false));
    ASSERT_EQ(lines.size(), max_warnings + 1);
    EXPECT_EQ(lines.back(),
              "olkacct: warning: a.dat: 5 more warnings are not shown; --verbose shows them");
    EXPECT_EQ(test::lines_of(warning_lines("a.dat", many, true)).size(), many.size());
}

TEST(Messages, hold_no_control_character_of_a_name) {
    EXPECT_EQ(error_line({ErrorCode::io_error, "x\ny", "a\x1b"}).find('\x1b'), std::string::npos);
    const std::vector<std::string> notes = {"two\nlines"};
    EXPECT_EQ(note_lines("s", notes), "olkacct: note: s: two\\x0alines\n");
}

}  // namespace
}  // namespace olkacct::app

// The one error table.
#include "base/error_table.h"

#include <gtest/gtest.h>

#include <set>

namespace olkacct::base {
namespace {

TEST(ErrorTable, says_every_code_in_two_languages_without_a_line_break) {
    for (const ErrorRow& row : error_table()) {
        EXPECT_FALSE(row.name.empty());
        for (const std::string_view text : {row.english, row.spanish}) {
            EXPECT_FALSE(text.empty()) << row.name;
            EXPECT_EQ(text.find('\n'), std::string_view::npos) << row.name;
            EXPECT_EQ(text.back(), '.') << row.name;
        }
        EXPECT_NE(row.english, row.spanish) << row.name;
        EXPECT_EQ(&error_row(row.code), &row);
        EXPECT_EQ(explain(row.code), row.english);
        EXPECT_EQ(exit_code(row.code), row.exit_code);
    }
}

TEST(ErrorTable, names_each_code_once) {
    std::set<std::string_view> names;
    for (const ErrorRow& row : error_table()) {
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
    }
}

TEST(ErrorTable, exits_with_zero_for_success_only) {
    for (const ErrorRow& row : error_table()) {
        EXPECT_EQ(row.exit_code == 0, row.hresult == 0 || row.hresult == 1) << row.name;
        EXPECT_LT(row.exit_code, 64) << row.name;
    }
}

TEST(ErrorTable, finds_the_documented_text_of_a_number) {
    ASSERT_NE(error_row_for_hresult(0x800C8001), nullptr);
    EXPECT_EQ(error_row_for_hresult(0x800C8001)->english,
              "The account settings could not be accessed.");
    EXPECT_EQ(error_row_for_hresult(0x80070057)->code, ErrorCode::invalid_argument);
    EXPECT_EQ(error_row_for_hresult(0x12345678), nullptr);
}

}  // namespace
}  // namespace olkacct::base

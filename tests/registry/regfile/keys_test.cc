// Keys: whose they are, which are kept, and deletions.
#include <gtest/gtest.h>

#include "registry/regfile/regfile_text.h"

namespace olkacct::testing_support {
namespace {

std::vector<Warning> warnings_of(std::string_view lines,
                                 const registry::RegfileOptions& options = {}) {
    const auto content =
        registry::parse_regfile(bytes("REGEDIT4\n" + std::string(lines)), options, "test.reg");
    if (!content) {
        ADD_FAILURE() << content.error().what << " (" << content.error().where << ")";
        return {};
    }
    return content->warnings;
}

const Content with_a{.subkeys = {{.name = u"A"}}};

TEST(RegfileKeys, begin_at_the_root_of_the_user) {
    for (const std::string_view line : {"[HKEY_CURRENT_USER\\A]", "[hkey_current_user\\A\\]",
                                        "[HKCU\\A]", "[HKEY_USERS\\S-1-5-21-1-2-3-1001\\A]",
                                        "[HKU\\TempHive\\A]", "[\\A]", "  [HKCU\\A] ; x"}) {
        EXPECT_EQ(parsed_lines(line), with_a) << line;
    }
}

TEST(RegfileKeys, make_the_keys_above_them) {
    EXPECT_EQ(
        parsed_lines("[HKCU\\A\\B\\C]\n@=\"x\"\n"),
        (Content{.subkeys = {{.name = u"A",
                              .subkeys = {{.name = u"B",
                                           .subkeys = {{.name = u"C",
                                                        .values = {text_value(u"", u"x")}}}}}}}}));
}

TEST(RegfileKeys, that_appear_twice_are_one_with_the_first_spelling) {
    EXPECT_EQ(parsed_lines("[HKCU\\Key]\n\"a\"=\"1\"\n[HKCU\\B]\n[HKEY_CURRENT_USER\\KEY]\n"
                           "\"b\"=\"2\"\n\"A\"=\"3\"\n"),
              (Content{.subkeys = {{.name = u"B"},
                                   {.name = u"Key",
                                    .values = {text_value(u"a", u"3"), text_value(u"b", u"2")}}}}));
}

TEST(RegfileKeys, may_have_brackets_in_their_names) {
    EXPECT_EQ(parsed_lines("[HKCU\\a]b[c]\n"), (Content{.subkeys = {{.name = u"a]b[c"}}}));
}

TEST(RegfileKeys, are_deleted_with_everything_below_that_came_before) {
    EXPECT_EQ(parsed_lines("[HKCU\\A\\B]\n@=\"x\"\n[HKCU\\C]\n[-HKCU\\a]\n[HKCU\\A]\n"),
              (Content{.subkeys = {{.name = u"A"}, {.name = u"C"}}}));
    EXPECT_EQ(parsed_lines("[HKCU\\A]\n[-HKCU\\A\\missing]\n[-HKCU\\B\\C]\n"), with_a);
    EXPECT_EQ(parsed_lines("[HKCU\\A]\n[-HKCU]\n"), Content{});
}

TEST(RegfileKeys, leave_out_values_below_a_deletion_and_say_so) {
    const std::string lines = "[HKCU\\A]\n[-HKCU\\B]\n\"a\"=\"1\"\n\"b\"=\"2\"\n";
    EXPECT_EQ(parsed_lines(lines), with_a);
    EXPECT_EQ(
        warnings_of(lines),
        (std::vector<Warning>{{"values below a deleted key were left out", "test.reg, line 4"}}));
}

TEST(RegfileKeys, of_the_machine_are_left_out_with_one_warning_a_root) {
    const std::string lines =
        "[HKEY_LOCAL_MACHINE\\X]\n\"a\"=\"1\n[HKCU\\no]\n\"\n[HKCU\\A]\n[HKEY_LOCAL_MACHINE]\n"
        "[HKCR\\X]\n\"a\"=hex:01,\\\n  02\n[HKEY_USERS]\n[HKU\\.DEFAULT\\Y]\n[HKU\\S-1-5-18\\Y]\n"
        "[HKU\\S-1-5-21-1_Classes\\Y]\n";
    EXPECT_EQ(parsed_lines(lines), with_a);
    const auto warnings = warnings_of(lines);
    ASSERT_EQ(warnings.size(), 6U);
    EXPECT_EQ(warnings[0], (Warning{"keys below HKEY_LOCAL_MACHINE belong to no mail user and were "
                                    "left out",
                                    "test.reg, line 2"}));
    EXPECT_EQ(warnings[1].where, "test.reg, line 8");
}

TEST(RegfileKeys, of_a_second_user_are_left_out_with_a_warning) {
    const std::string lines =
        "[HKU\\S-1-5-21-1\\A]\n[HKU\\S-1-5-21-2\\B]\n[HKCU\\C]\n"
        "[-HKU\\S-1-5-21-2\\A]\n[HKEY_USERS\\s-1-5-21-1\\a]\n";
    EXPECT_EQ(parsed_lines(lines), with_a);
    EXPECT_EQ(
        warnings_of(lines),
        (std::vector<Warning>{
            {"keys of a second user, S-1-5-21-2, were left out", "test.reg, line 3"},
            {"keys of a second user, HKEY_CURRENT_USER, were left out", "test.reg, line 4"}}));
}

TEST(RegfileKeys, belong_to_the_first_user_of_whom_one_is_kept) {
    const registry::RegfileOptions options{.keep = {{u"Software\\Microsoft"}}};
    const std::string lines =
        "[HKU\\S-1-5-21-1\\Console]\n[HKU\\S-1-5-21-2\\Software\\Microsoft]\n";
    EXPECT_EQ(parsed_lines(lines, options).subkeys.size(), 1U);
    EXPECT_TRUE(warnings_of(lines, options).empty());
}

TEST(RegfileKeys, that_are_not_asked_for_are_not_kept) {
    const registry::RegfileOptions options{.keep = {{u"Software\\Office", u"mail"}}};
    EXPECT_EQ(
        parsed_lines("[HKCU\\Software]\n\"no\"=\"1\"\n[HKCU\\SOFTWARE\\office]\n\"a\"=\"1\"\n"
                     "[HKCU\\Software\\Office\\16.0]\n[HKCU\\Software\\Officer]\n\"no\"=\"2\"\n"
                     "[HKCU\\Mail\\x]\n",
                     options),
        (Content{.subkeys = {{.name = u"Mail", .subkeys = {{.name = u"x"}}},
                             {.name = u"SOFTWARE",
                              .subkeys = {{.name = u"office",
                                           .values = {text_value(u"a", u"1")},
                                           .subkeys = {{.name = u"16.0"}}}}}}}));
}

TEST(RegfileKeys, that_are_kept_fall_with_a_key_above_that_is_not) {
    const registry::RegfileOptions options{.keep = {{u"Software\\Office"}}};
    EXPECT_EQ(parsed_lines("[HKCU\\Software\\Office]\n[-HKCU\\Software]\n", options), Content{});
}

TEST(RegfileKeys, that_are_not_kept_may_hold_what_we_would_not_understand) {
    const registry::RegfileOptions options{.keep = {{u"A"}}};
    EXPECT_EQ(
        parsed_lines("[HKCU\\X]\n\"a\"=odd(9):1\nnonsense\n\"b\"=hex:zz,\\\n [HKCU\\no]\n"
                     "\"c\\\"\"=\"\\\"\n[HKCU\\A\\no]\n\" ; \"\n\"d\"=\"\\\\\" ; \"\n[HKCU\\A]\n",
                     options),
        with_a);
}

TEST(RegfileKeys, give_a_limited_number_of_warnings) {
    std::string lines;
    for (int i = 0; i < 100; ++i) {
        lines += "[HKU\\S-1-5-21-" + std::to_string(i) + "\\A]\n";
    }
    const auto warnings = warnings_of(lines);
    ASSERT_EQ(warnings.size(), registry::RegfileLimits().warnings + 1);
    EXPECT_EQ(warnings.back().what, "further keys were left out");
}

}  // namespace
}  // namespace olkacct::testing_support

// From argv to checked arguments.
#include "apps/olkacct/arguments.h"

#include <gtest/gtest.h>

#include "apps/olkacct/parse.h"
#include "support/environment.h"

namespace olkacct::app {
namespace {

Result<Arguments> parsed(std::vector<const char*> words) {
    words.insert(words.begin(), "olkacct");
    auto parsed = parse(static_cast<int>(words.size()), words.data());
    if (!parsed) {
        return tl::unexpected(parsed.error());
    }
    return understand(std::get<RawArguments>(*parsed));
}

void expect_refused(const std::vector<const char*>& words, std::string_view part) {
    const auto result = parsed(words);
    ASSERT_FALSE(result) << part;
    EXPECT_EQ(result.error().code, ErrorCode::bad_usage);
    const std::string text = result.error().where + ": " + result.error().what;
    EXPECT_NE(text.find(part), std::string::npos) << text;
}

TEST(Arguments, have_defaults) {
    const auto arguments = parsed({"list", "NTUSER.DAT"});
    ASSERT_TRUE(arguments) << arguments.error().what;
    EXPECT_EQ(arguments->command, CommandId::list);
    EXPECT_EQ(arguments->source, "NTUSER.DAT");
    EXPECT_EQ(arguments->format, Format::table);
    EXPECT_TRUE(arguments->replay_logs);
    EXPECT_FALSE(arguments->sample);
    EXPECT_FALSE(arguments->verbose);
    EXPECT_TRUE(arguments->categories.empty());
    EXPECT_FALSE(arguments->profile);
}

TEST(Arguments, take_options_before_and_after_the_source_and_with_an_equals_sign) {
    const auto arguments = parsed({"list", "--format=json", "a.dat", "--no-logs", "-v", "--profile",
                                   "Büro", "--category", "store", "--category", "mail"});
    ASSERT_TRUE(arguments) << arguments.error().what;
    EXPECT_EQ(arguments->format, Format::json);
    EXPECT_FALSE(arguments->replay_logs);
    EXPECT_TRUE(arguments->verbose);
    EXPECT_EQ(arguments->profile, u"Büro");
    EXPECT_EQ(arguments->categories, (std::vector{Category::mail, Category::store}));
}

TEST(Arguments, let_the_last_of_a_repeated_option_win) {
    const auto arguments = parsed({"list", "a", "-f", "csv", "-f", "json"});
    ASSERT_TRUE(arguments) << arguments.error().what;
    EXPECT_EQ(arguments->format, Format::json);
}

TEST(Arguments, take_a_source_that_is_named_like_a_command_or_begins_with_a_dash) {
    const auto named = parsed({"list", "show"});
    ASSERT_TRUE(named) << named.error().what;
    EXPECT_EQ(named->source, "show");
    const auto dashed = parsed({"list", "--", "-x.dat"});
    ASSERT_TRUE(dashed) << dashed.error().what;
    EXPECT_EQ(dashed->source, "-x.dat");
}

TEST(Arguments, take_types_by_name_and_by_class_id) {
    const auto arguments =
        parsed({"list", "a", "--type", "imap", "--type", "{ED475414-B0D6-11D2-8C3B-00104B2A6676}"});
    ASSERT_TRUE(arguments) << arguments.error().what;
    ASSERT_EQ(arguments->types.size(), 2U);
    EXPECT_EQ(arguments->types[0].type, AccountType::imap);
    EXPECT_FALSE(arguments->types[0].type_id);
    EXPECT_TRUE(arguments->types[1].type_id);
}

TEST(Arguments, take_ids_in_decimal_and_hexadecimal) {
    EXPECT_EQ(parsed({"show", "a", "--id", "10"})->account_id, 10U);
    EXPECT_EQ(parsed({"show", "a", "--id", "0xA"})->account_id, 10U);
    EXPECT_EQ(parsed({"show", "a", "Work"})->words, std::vector<std::string>{"Work"});
}

TEST(Arguments, need_no_source_with_the_sample) {
    const auto list = parsed({"list", "--sample"});
    ASSERT_TRUE(list) << list.error().what;
    EXPECT_TRUE(list->sample);
    const auto show = parsed({"show", "--sample", "Work"});
    ASSERT_TRUE(show) << show.error().what;
    EXPECT_EQ(show->words, std::vector<std::string>{"Work"});
    EXPECT_EQ(show->source, "");
}

TEST(Arguments, take_many_paths_and_a_number_of_jobs_for_a_scan) {
    const auto arguments = parsed({"scan", "a", "-j", "2", "b", "--no-values", "c"});
    ASSERT_TRUE(arguments) << arguments.error().what;
    EXPECT_EQ(arguments->words, (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_EQ(arguments->jobs, 2U);
    EXPECT_FALSE(arguments->values);
}

TEST(Arguments, a_source_that_is_left_out_is_the_one_that_programs_open) {
    test::set_variable("OLKACCT_SOURCE", "some.hive");
    const auto list = parsed({"list"});
    ASSERT_TRUE(list) << list.error().what;
    EXPECT_EQ(list->source, "some.hive");
    const auto named = parsed({"list", "a"});
    ASSERT_TRUE(named) << named.error().what;
    EXPECT_EQ(named->source, "a");
    expect_refused({"scan"}, "PATH is missing");
    expect_refused({"delete", "a"}, "ID is missing");
    test::clear_variable("OLKACCT_SOURCE");
}

TEST(Arguments, are_refused_with_the_word_that_is_wrong) {
    expect_refused({}, "no command");
    expect_refused({"frobnicate"}, "frobnicate");
    expect_refused({"list"}, "SOURCE is missing (or --sample)");
    expect_refused({"list", ""}, "empty");
    expect_refused({"list", "a", "b"}, "'b' is one word too many");
    expect_refused({"list", "--sample", "a"}, "'a' is one word too many");
    expect_refused({"scan"}, "PATH is missing");
    expect_refused({"list", "a", "--format", "xml"}, "'xml' is not one of table, json, csv");
    expect_refused({"list", "a", "--category", "x"}, "--category: 'x' is not one of mail");
    expect_refused({"list", "a", "--type", "x"}, "--type: 'x' is not a class id");
    expect_refused({"show", "a", "--id", "1x"}, "--id: '1x'");
    expect_refused({"show", "a", "--id", "-1"}, "--id");
    expect_refused({"show", "a", "--id", "4294967296"}, "--id");
    expect_refused({"scan", "a", "--jobs", "0"}, "--jobs: '0' is not a number from 1 to 256");
    expect_refused({"scan", "a", "--jobs", "257"}, "--jobs");
    expect_refused({"list", "a", "--jobs", "2"}, "--jobs");
    expect_refused({"list", "a", "--format"}, "--format");
    expect_refused({"list", "a", "--unknown"}, "--unknown");
}

}  // namespace
}  // namespace olkacct::app

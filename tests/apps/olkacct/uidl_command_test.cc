// olkacct uidl: histories and lists as files.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "apps/olkacct/command_runner.h"
#include "mail/history_vectors.h"
#include "olkacct/error.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

CommandResult expect_failure(const std::vector<std::string>& arguments, ErrorCode code,
                             std::string_view message) {
    auto result = run_command(arguments);
    EXPECT_EQ(result.exit_code, exit_code(code)) << result.err;
    EXPECT_NE(result.err.find(message), std::string::npos) << result.err;
    return result;
}

class UidlCommand : public testing::Test {
  protected:
    TempDir folder_;
    std::string history_ = folder_.write("history", three_tags());
    std::string target_ = folder_ / "target";
};

TEST_F(UidlCommand, show_prints_a_row_a_tag) {
    EXPECT_EQ(
        output_lines({"uidl", "show", history_}),
        (std::vector<std::string>{"OPERATION       CONTENT  TIME                 UID      REMARK",
                                  "get             body     2024-02-29 23:59:59  AbC123",
                                  "delete          none     2024-03-01 00:00:00  <x@y.z>",
                                  "get_and_delete  header   2025-12-31 01:02:03  $5_00"}));
    EXPECT_EQ(output_lines({"uidl", "show", history_, "-f", "csv"})[3],
              history_ + ",get_and_delete,header,2025-12-31 01:02:03,$5_00,");
    const auto line =
        nlohmann::json::parse(output_lines({"uidl", "show", history_, "-f", "json"})[1]);
    EXPECT_EQ(line, (nlohmann::json{{"source", history_},
                                    {"operation", "delete"},
                                    {"content", "none"},
                                    {"time", "2024-03-01 00:00:00"},
                                    {"possible", true},
                                    {"uid", "<x@y.z>"}}));
}

TEST_F(UidlCommand, show_flags_times_that_no_clock_shows) {
    const auto bytes = mail::write_history(std::vector{fetched("20240230000000", "A")});
    const std::string path = folder_.write("impossible", *bytes);
    EXPECT_EQ(output_lines({"uidl", "show", path})[1],
              "get        body     2024-02-30 00:00:00  A    impossible time");
    EXPECT_EQ(
        nlohmann::json::parse(output_lines({"uidl", "show", path, "-f", "json"})[0])["possible"],
        false);
}

TEST_F(UidlCommand, show_keeps_hostile_uids_from_the_terminal) {
    const auto bytes = mail::write_history(std::vector{fetched("20240229000000", "\x1B[2J")});
    const auto lines = output_lines({"uidl", "show", folder_.write("hostile", *bytes)});
    EXPECT_NE(lines[1].find("\\x1b[2J"), std::string::npos) << lines[1];
}

TEST_F(UidlCommand, show_prints_what_is_sound_of_a_damaged_history) {
    auto bytes = three_tags();
    bytes.pop_back();
    const std::string path = folder_.write("cut", bytes);
    const auto result = expect_failure({"uidl", "show", path}, ErrorCode::history_damaged,
                                       path + ": byte " + std::to_string(bytes.size()));
    EXPECT_EQ(lines_of(result.out).size(), 3U);
    expect_failure({"uidl", "show", folder_.write("other", hex_bytes("02000000"))},
                   ErrorCode::not_a_history, "version");
    expect_failure({"uidl", "show", folder_.write("nothing", hex_bytes(""))},
                   ErrorCode::history_damaged, "too early");
    expect_failure({"uidl", "show", folder_ / "nowhere"}, ErrorCode::source_not_found, "nowhere");
}

TEST_F(UidlCommand, diff_prints_what_would_be_fetched_again_as_a_list) {
    const std::string list =
        folder_.write("list", "+OK\r\n1 AbC123\r\n2 new\r\n3 $5_00\r\n4 \xC3\xA9\r\n.\r\n");
    const CommandResult result = run_command({"uidl", "diff", history_, list});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(result.out, "2 new\n4 \xC3\xA9\n");
    EXPECT_NE(result.err.find("4 messages on the server, 2 would be fetched; 1 in the history no "
                              "longer on the server"),
              std::string::npos)
        << result.err;
    EXPECT_EQ(output_lines({"uidl", "diff", history_, list, "-f", "csv"}),
              (std::vector<std::string>{"source,message,uid", history_ + ",2,new",
                                        history_ + ",4,\xC3\xA9"}));
    const std::string bare = folder_.write("bare", "new\n");
    EXPECT_EQ(output_lines({"uidl", "diff", history_, bare}), std::vector<std::string>{"new"});
    EXPECT_EQ(
        nlohmann::json::parse(output_lines({"uidl", "diff", history_, bare, "-f", "json"})[0]),
        (nlohmann::json{{"source", history_}, {"message", nullptr}, {"uid", "new"}}));
}

TEST_F(UidlCommand, diff_says_when_the_history_is_damaged) {
    auto bytes = three_tags();
    bytes.resize(bytes.size() - 3);
    const std::string list = folder_.write("list", "AbC123\n$5_00\n");
    const auto result = expect_failure({"uidl", "diff", folder_.write("cut", bytes), list},
                                       ErrorCode::history_damaged, "1 tag missing");
    EXPECT_EQ(result.out, "$5_00\n");
    expect_failure({"uidl", "diff", list, list}, ErrorCode::not_a_history, "version");
    expect_failure({"uidl", "diff", history_, history_}, ErrorCode::not_a_uid_list,
                   history_ + ":1");
}

TEST_F(UidlCommand, merge_writes_the_latest_tag_of_each_message) {
    const auto newer = mail::write_history(
        std::vector{fetched("20260101000000", "<x@y.z>"), fetched("20230101000000", "AbC123")});
    const std::string second = folder_.write("second", *newer);
    const auto json = nlohmann::json::parse(
        output_lines({"uidl", "merge", history_, second, "--to", target_, "-f", "json"})[0]);
    EXPECT_EQ(json, (nlohmann::json{{"source", target_}, {"tags", 3}, {"dropped", 0}}));
    const auto lines = output_lines({"uidl", "show", target_});
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_TRUE(lines[1].ends_with("2024-02-29 23:59:59  AbC123"));
    EXPECT_TRUE(lines[2].ends_with("2026-01-01 00:00:00  <x@y.z>"));
}

TEST_F(UidlCommand, merge_of_one_history_writes_the_same_bytes) {
    output_lines({"uidl", "merge", history_, "--to", target_});
    EXPECT_EQ(read_file(target_), three_tags());
}

TEST_F(UidlCommand, writes_only_new_files_and_nothing_of_damaged_histories) {
    const auto before = read_file(history_);
    expect_failure({"uidl", "merge", history_, "--to", history_}, ErrorCode::already_exists,
                   history_);
    EXPECT_EQ(read_file(history_), before);
    auto bytes = three_tags();
    bytes.pop_back();
    const std::string cut = folder_.write("cut", bytes);
    expect_failure({"uidl", "merge", history_, cut, "--to", target_}, ErrorCode::history_damaged,
                   cut);
    EXPECT_FALSE(std::filesystem::exists(target_));
}

TEST_F(UidlCommand, make_counts_all_of_a_list_as_fetched) {
    const std::string list = folder_.write("list", "1 AbC123\n2 <x@y.z>\n");
    output_lines({"uidl", "make", list, "--to", target_, "--time", "2024-02-29T23:59:59"});
    EXPECT_EQ(read_file(target_),
              mail::write_history(std::vector{fetched("20240229235959", "AbC123"),
                                              fetched("20240229235959", "<x@y.z>")}));
    EXPECT_EQ(output_lines({"uidl", "diff", target_, list}), std::vector<std::string>{});
}

TEST_F(UidlCommand, make_without_a_time_takes_now) {
    const std::string list = folder_.write("list", "A\n");
    output_lines({"uidl", "make", list, "--to", target_});
    const auto tags = mail::read_history(read_file(target_)).tags;
    ASSERT_EQ(tags.size(), 1U);
    EXPECT_TRUE(mail::is_possible(tags[0].time));
    EXPECT_GE(std::string(tags[0].time.begin(), tags[0].time.end()), "20240101000000");
}

TEST_F(UidlCommand, make_keeps_the_last_of_too_many_messages) {
    std::string list;
    for (std::size_t i = 1; i <= mail::max_history_tags + 5; ++i) {
        list += std::to_string(i) + " U" + std::to_string(i) + '\n';
    }
    const auto result = run_command({"uidl", "make", folder_.write("list", list), "--to", target_});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_NE(result.err.find("the oldest 5 were left out"), std::string::npos) << result.err;
    const auto history = mail::read_history(read_file(target_));
    EXPECT_EQ(history.tags.size(), mail::max_history_tags);
    EXPECT_EQ(history.tags.front().uid, "U6");
}

TEST_F(UidlCommand, make_refuses_a_uid_that_no_history_can_hold) {
    const std::string list = folder_.write("list", std::string(71, 'A') + "\n");
    expect_failure({"uidl", "make", list, "--to", target_}, ErrorCode::invalid_argument, "71");
    EXPECT_FALSE(std::filesystem::exists(target_));
}

TEST_F(UidlCommand, refuses_words_that_its_action_does_not_take) {
    const auto bad = [](const std::vector<std::string>& arguments, std::string_view message) {
        expect_failure(arguments, ErrorCode::bad_usage, message);
    };
    bad({"uidl", "eat", history_}, "show, diff, merge, make");
    bad({"uidl", "show"}, "FILE");
    bad({"uidl", "show", history_, history_}, "too many");
    bad({"uidl", "diff", history_}, "FILE");
    bad({"uidl", "merge", history_}, "--to");
    bad({"uidl", "show", history_, "--to", target_}, "--to");
    bad({"uidl", "show", history_, "--time", "2024-02-29T23:59:59"}, "--time");
    bad({"uidl", "make", history_, "--to", target_, "--time", "2024-02-30T23:59:59"}, "--time");
    bad({"uidl", "make", history_, "--to", target_, "--time", "yesterday"}, "--time");
    bad({"uidl", "show", "--sample"}, "--sample");
}

}  // namespace
}  // namespace olkacct::test

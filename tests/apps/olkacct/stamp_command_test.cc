// olkacct stamp: the stamps of accounts, and the accounts of stamps.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "apps/olkacct/command_runner.h"
#include "olkacct/error.h"

namespace olkacct::test {
namespace {

std::vector<nlohmann::json> json_output(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"-f", "json"});
    const CommandResult result = run_command(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    std::vector<nlohmann::json> lines;
    for (const std::string& line : lines_of(result.out)) {
        lines.push_back(nlohmann::json::parse(line));
    }
    return lines;
}

TEST(StampCommand, lists_the_stamps_of_all_accounts) {
    const auto shown = json_output({"show", "--sample"});
    const auto stamps = json_output({"stamp", "--sample"});
    ASSERT_EQ(stamps.size(), shown.size());
    for (const auto& account : shown) {
        bool found = false;
        for (const auto& line : stamps) {
            if (line.at("id") != account.at("id")) continue;
            found = true;
            EXPECT_EQ(line.at("stamp"), account.at("properties").at("stamp"));
            EXPECT_EQ(line.at("send_stamp"), account.at("properties").at("send_stamp"));
        }
        EXPECT_TRUE(found) << account.at("id");
    }
}

TEST(StampCommand, resolves_what_it_lists_whatever_follows_the_id) {
    for (const auto& line : json_output({"stamp", "--sample"})) {
        const auto id = line.at("id").get<std::uint32_t>();
        for (const char* member : {"stamp", "send_stamp"}) {
            const auto found =
                json_output({"stamp", "--sample", line.at(member).get<std::string>()});
            ASSERT_EQ(found.size(), 1U);
            EXPECT_EQ(found[0].at("id"), id);
            EXPECT_EQ(found[0].at("address"), "same");
            EXPECT_EQ(found[0].at("stamp"), line.at(member));
        }
        const std::string digits = line.at("stamp").get<std::string>().substr(0, 8);
        const auto other = json_output({"stamp", "--sample", digits + "\\x01someone@else.example"});
        EXPECT_EQ(other.at(0).at("id"), id);
        EXPECT_EQ(other.at(0).at("address"), "other");
        EXPECT_EQ(other.at(0).at("stamp"), digits + "\x01someone@else.example");
    }
}

TEST(StampCommand, shows_the_separator_escaped_in_tables) {
    const auto result = run_command({"stamp", "--sample"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_NE(result.out.find("00000002\\x01"), std::string::npos) << result.out;
    EXPECT_EQ(result.out.find('\x01'), std::string::npos);
}

TEST(StampCommand, csv_has_a_header_and_a_row_an_account) {
    const auto lines = lines_of(run_command({"stamp", "--sample", "00000002", "-f", "csv"}).out);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0], "source,root,profile,id,name,email,address,stamp");
    EXPECT_TRUE(lines[1].starts_with("sample,16.0,Outlook,2,")) << lines[1];
}

TEST(StampCommand, prints_what_it_finds_and_fails_for_the_rest) {
    const auto result = run_command({"stamp", "--sample", "00000063\\x01x", "00000002\\x01x"});
    EXPECT_EQ(result.exit_code, exit_code(ErrorCode::account_not_found));
    EXPECT_NE(result.err.find("00000063\\x01x"), std::string::npos) << result.err;
    EXPECT_EQ(lines_of(result.out).size(), 2U) << result.out;
}

TEST(StampCommand, refuses_what_is_no_stamp) {
    const auto result = run_command({"stamp", "--sample", "ann@abc.example"});
    EXPECT_EQ(result.exit_code, exit_code(ErrorCode::bad_usage));
    EXPECT_NE(result.err.find("ann@abc.example"), std::string::npos);
}

}  // namespace
}  // namespace olkacct::test

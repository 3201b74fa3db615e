// olkacct spam: the anti-spam settings of accounts, read, set and taken back.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "apps/olkacct/command_runner.h"
#include "apps/olkacct/edit_home.h"

namespace olkacct::test {
namespace {

class SpamCommand : public testing::Test {
  protected:
    CommandResult run(std::vector<std::string> words) const {
        words.insert(words.begin() + 1, source_);
        auto result = run_command(words);
        EXPECT_EQ(result.exit_code, 0) << result.err;
        return result;
    }

    nlohmann::json settings() const {
        const auto lines = lines_of(run({"spam", "2", "-f", "json"}).out);
        EXPECT_EQ(lines.size(), 1U);
        return nlohmann::json::parse(lines.at(0));
    }

    EditHome home_;
    std::string source_ = home_.hive();
};

TEST_F(SpamCommand, sets_reads_and_takes_back) {
    const auto before = settings();
    run({"spam", "2", "level=high", "trusted_senders=ann@abc.example; abc.example ;;",
         "junk_senders=bad.example"});
    auto after = before;
    after["level"] = "high";
    after["trusted_senders"] = {"ann@abc.example", "abc.example"};
    after["junk_senders"] = {"bad.example"};
    EXPECT_EQ(settings(), after);
    const auto result = run_command({"undo"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(settings(), before);
}

TEST_F(SpamCommand, clears_a_list_with_an_empty_value) {
    run({"spam", "2", "junk_senders=bad.example"});
    run({"spam", "2", "junk_senders="});
    EXPECT_EQ(settings()["junk_senders"], nlohmann::json::array());
}

TEST_F(SpamCommand, dry_run_prints_the_plan_and_changes_nothing) {
    const auto before = read_file(source_);
    const auto result = run({"spam", "2", "level=medium", "--dry-run"});
    EXPECT_NE(result.out.find("0003041b"), std::string::npos) << result.out;
    EXPECT_EQ(read_file(source_), before);
}

TEST_F(SpamCommand, lists_the_accounts_that_have_preferences) {
    const auto lines = lines_of(run({"spam", "-f", "csv"}).out);
    ASSERT_GT(lines.size(), 1U);
    EXPECT_EQ(lines[0],
              "source,root,profile,id,name,level,trusted_senders,trusted_recipients,junk_senders");
    EXPECT_EQ(lines_of(run({"spam"}).out).size(), lines.size());
}

TEST_F(SpamCommand, is_refused_without_touching_anything) {
    const auto refuse = [this](std::vector<std::string> words, ErrorCode code,
                               std::string_view message) {
        expect_refused(home_, words, code, message);
    };
    refuse({"spam", source_, "2", "level=extreme"}, ErrorCode::bad_usage, "none, low, medium");
    refuse({"spam", source_, "2", "friends=all"}, ErrorCode::bad_usage, "friends");
    refuse({"spam", source_, "2", "level"}, ErrorCode::bad_usage, "KEY=VALUE");
    refuse({"spam", source_, "level=high"}, ErrorCode::bad_usage, "level=high");
    refuse({"spam", source_, "2", "--dry-run"}, ErrorCode::bad_usage, "--dry-run");
    refuse({"spam", source_, "99", "level=high"}, ErrorCode::account_not_found, "99");
    refuse({"spam", source_, "99"}, ErrorCode::account_not_found, "no such account");
    refuse({"spam", source_, "2", "junk_senders=a\tb"}, ErrorCode::invalid_argument, "control");
    refuse({"spam", "--sample", "2", "level=high"}, ErrorCode::bad_usage, "--sample");
}

}  // namespace
}  // namespace olkacct::test

// add and copy: accounts that were not there before.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "apps/olkacct/edit_home.h"

namespace olkacct::test {
namespace {

using Json = nlohmann::json;

// The number in the line that tells it.
std::uint32_t new_id(const CommandResult& result) {
    EXPECT_EQ(result.exit_code, 0) << result.err;
    for (const std::string& line : lines_of(result.out)) {
        const Json json = Json::parse(line);
        if (json.contains("new_account")) {
            return json["new_account"].get<std::uint32_t>();
        }
    }
    ADD_FAILURE() << "no new account is told of: " << result.out;
    return 0;
}

TEST(Add, makes_a_pop3_account_with_its_data_file_and_makes_it_the_default) {
    const EditHome home;
    const std::string hive = home.hive();
    const std::uint32_t id = new_id(run_command(
        {"add", "pop3", hive, "name=New", "email=new@abc.example", "server=pop.abc.example",
         "user=new", "smtp_server=smtp.abc.example", "port=995", "ssl=1", "--store",
         "C:\\Mail\\new.pst", "--default", "--format", "json"}));
    const Profile profile = profile_in(hive);
    const Account* account = profile.find_account(id);
    ASSERT_NE(account, nullptr);
    EXPECT_EQ(account->type, AccountType::pop3);
    EXPECT_EQ(property_in(hive, id, 0x000C001F), "new@abc.example");
    EXPECT_EQ(property_in(hive, id, 0x01040003), "995");
    EXPECT_NE(property_in(hive, id, 0x00180102), "-") << "it delivers nowhere";
    EXPECT_EQ(profile.default_mail_account(), id);
}

TEST(Add, delivers_to_a_data_file_account_that_is_named_by_its_number) {
    const EditHome home;
    const std::string hive = home.hive();
    const auto result =
        run_command({"add", "pop3", hive, "name=New", "email=new@abc.example", "server=p", "user=u",
                     "smtp_server=s", "--store", std::to_string(sample_id::data_file)});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_TRUE(lines_of(result.out).back().starts_with("Account ")) << result.out;
}

TEST(Add, makes_a_data_file_account) {
    const EditHome home;
    const std::string hive = home.hive();
    const std::uint32_t id = new_id(run_command(
        {"add", "data_file", hive, "name=Archive", "--store", "D:\\archive.pst", "-f", "json"}));
    EXPECT_TRUE(profile_in(hive).find_account(id)->categories.contains(Category::store));
}

TEST(Add, with_dry_run_tells_the_plan_and_no_number) {
    const EditHome home;
    const std::string hive = home.hive();
    const Bytes before = read_file(hive);
    const auto result =
        run_command({"add", "data_file", hive, "name=A", "--store", "D:\\a.pst", "--dry-run"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_NE(result.out.find("new key"), std::string::npos);
    EXPECT_EQ(result.out.find("Account 1"), std::string::npos);
    EXPECT_EQ(read_file(hive), before);
}

TEST(Add, writes_what_only_outlook_can_complete_when_that_is_wanted_and_says_what_is_missing) {
    const EditHome home;
    const std::string hive = home.hive();
    expect_refused(home, {"add", "imap", hive, "name=I", "email=i@abc.example"},
                   ErrorCode::left_to_outlook, "");
    const auto result =
        run_command({"add", "imap", hive, "name=I", "email=i@abc.example",
                     "server=imap.abc.example", "user=i", "--incomplete", "--format", "json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_NE(result.err.find("left to Outlook: "), std::string::npos) << result.err;
    EXPECT_TRUE(std::ranges::any_of(lines_of(result.out), [](const std::string& line) {
        const Json json = Json::parse(line);
        return json.value("remark", "") == "left_to_outlook";
    }));
}

TEST(Add, refuses_what_it_cannot_understand) {
    const EditHome home;
    const std::string hive = home.hive();
    using enum ErrorCode;
    const auto refused = [&](const std::vector<std::string>& words, ErrorCode code,
                             std::string_view message) {
        std::vector<std::string> all = {"add",     "pop3",     hive,     "name=a",
                                        "email=b", "server=c", "user=d", "smtp_server=e"};
        all.insert(all.end(), words.begin(), words.end());
        expect_refused(home, all, code, message);
    };
    expect_refused(home, {"add", "pigeon", hive, "name=a"}, bad_usage, "'pigeon' is not one of");
    expect_refused(home, {"add", "pop3"}, bad_usage, "SOURCE is missing");
    expect_refused(home, {"add", "pop3", hive, "inet_server=a"}, bad_usage, "name=");
    refused({"id=7"}, property_read_only, "id");
    expect_refused(home, {"add", "address_book", hive, "name=a", "--store", "3"}, bad_usage,
                   "--store");
    refused({"--store", "99"}, account_not_found, "99");
    refused({"--profile", "nobody"}, profile_not_found, "nobody");
}

TEST(Copy, takes_an_account_to_another_profile_of_an_older_outlook) {
    const EditHome home;
    const std::string hive = home.hive();
    ASSERT_EQ(run_command({"profile", "add", hive, "Old", "--root", "15.0"}).exit_code, 0);
    const std::uint32_t id = new_id(run_command(
        {"copy", hive, pop3, "--profile", "Outlook", "--to-profile", "Old", "-f", "json"}));
    const Profile old = profile_in(hive, u"Old");
    ASSERT_NE(old.find_account(id), nullptr);
    EXPECT_EQ(old.find_account(id)->find_value(u"Email")->type, registry_type::binary);
    EXPECT_NE(profile_in(hive).find_account(sample_id::pop3), nullptr);
}

TEST(Copy, moves_an_account_within_a_source_and_between_sources) {
    const EditHome home;
    const std::string hive = home.hive();
    const std::string other = home / "other.hive";
    ASSERT_EQ(run_command({"profile", "add", hive, "Second"}).exit_code, 0);
    const std::uint32_t id =
        new_id(run_command({"copy", hive, pop3, "--to-profile", "Second", "--move", "-f", "json"}));
    EXPECT_EQ(profile_in(hive).find_account(sample_id::pop3), nullptr);
    ASSERT_NE(profile_in(hive, u"Second").find_account(id), nullptr);

    ASSERT_EQ(run_command({"export", hive, other}).exit_code, 0);
    const std::string data_file = std::to_string(sample_id::data_file);
    const auto moved = run_command(
        {"copy", hive, data_file, "--to", other, "--to-profile", "Second", "--move", "--dry-run"});
    EXPECT_EQ(moved.exit_code, 0) << moved.err;
    EXPECT_NE(profile_in(hive).find_account(sample_id::data_file), nullptr);
}

TEST(Copy, between_sources_with_move_is_one_entry_of_the_undo_journal) {
    const EditHome home;
    const std::string hive = home.hive();
    const std::string other = home / "other.hive";
    const std::string data_file = std::to_string(sample_id::data_file);
    ASSERT_EQ(run_command({"export", hive, other}).exit_code, 0);
    ASSERT_EQ(run_command({"profile", "add", other, "Second"}).exit_code, 0);
    const auto moved =
        run_command({"copy", hive, data_file, "--to", other, "--to-profile", "Second", "--move"});
    ASSERT_EQ(moved.exit_code, 0) << moved.err;
    ASSERT_EQ(profile_in(hive).find_account(sample_id::data_file), nullptr);
    ASSERT_EQ(profile_in(other, u"Second").accounts.size(), 1U);

    const auto undone = run_command({"undo"});
    EXPECT_EQ(undone.exit_code, 0) << undone.err;
    EXPECT_NE(profile_in(hive).find_account(sample_id::data_file), nullptr);
    EXPECT_TRUE(profile_in(other, u"Second").accounts.empty());
}

TEST(Copy, refuses_to_go_nowhere_and_what_is_not_there) {
    const EditHome home;
    const std::string hive = home.hive();
    using enum ErrorCode;
    expect_refused(home, {"copy", hive, pop3}, bad_usage, "--to, --to-profile or --to-root");
    expect_refused(home, {"copy", hive, "99", "--to-root", "16.0"}, account_not_found, "99");
    expect_refused(home, {"copy", hive, pop3, "--to", home / "none"}, source_not_found, "none");
    expect_refused(home, {"copy", hive, pop3, "--to-profile", "nobody"}, profile_not_found,
                   "nobody");
}

}  // namespace
}  // namespace olkacct::test

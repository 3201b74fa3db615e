// olkacct sync: services and accounts brought into step, planned and taken back.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "apps/olkacct/command_runner.h"
#include "apps/olkacct/edit_home.h"
#include "support/property_bytes.h"
#include "support/sample_profile.h"

namespace olkacct::test {
namespace {

class SyncCommand : public testing::Test {
  protected:
    // The sample without the key of its data file's account, and without the section of its
    // address book's service.
    std::string differing_hive(std::string_view name = "NTUSER.DAT") const {
        HiveBuilder hive = outlook_sample();
        const auto find = [&hive](const std::u16string& key_path, std::u16string_view key_name) {
            return *hive.find_key(hive.add_path(HiveBuilder::root, key_path), key_name);
        };
        hive.remove_key(find(accounts_path(), account_key_name(sample_id::data_file)));
        hive.remove_key(find(profiles_path(ProfileRoot::office_16) + u"\\Outlook",
                             section_name(made_up_uid(service_seed + sample_id::address_book))));
        return home_.folder().write(name, hive.file());
    }

    static std::vector<std::uint32_t> ids(const std::string& source) {
        std::vector<std::uint32_t> out;
        for (const Account& account : profile_in(source).accounts) {
            out.push_back(account.id);
        }
        return out;
    }

    EditHome home_;
};

TEST_F(SyncCommand, makes_and_deletes_accounts_and_undo_takes_it_back) {
    const std::string hive = differing_hive();
    const auto before = profile_in(hive);
    ASSERT_NE(before.find_account(sample_id::address_book), nullptr);
    const auto done = run_command({"sync", hive});
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_NE(done.err.find("1 changed and read back"), std::string::npos) << done.err;
    const auto after = profile_in(hive);
    EXPECT_EQ(after.find_account(sample_id::address_book), nullptr);
    const Account& made = after.accounts.back();
    EXPECT_EQ(made.id, before.next_account_id);
    EXPECT_EQ(made.find_value(u"Service UID")->data,
              made_up_uid(service_seed + sample_id::data_file));
    EXPECT_NE(run_command({"sync", hive}).err.find("1 file, 0 changed"), std::string::npos);
    const auto undone = run_command({"undo"});
    EXPECT_EQ(undone.exit_code, 0) << undone.err;
    EXPECT_EQ(ids(hive).size(), before.accounts.size());
    EXPECT_EQ(profile_in(hive).stored_order, before.stored_order);
}

TEST_F(SyncCommand, dry_run_prints_the_plan_and_changes_nothing) {
    const std::string hive = differing_hive();
    const auto before = read_file(hive);
    const auto planned = run_command({"sync", "--dry-run", hive, "-f", "json"});
    EXPECT_EQ(planned.exit_code, 0) << planned.err;
    EXPECT_NE(planned.err.find("1 to change"), std::string::npos) << planned.err;
    std::size_t changes = 0;
    for (const auto& line : lines_of(planned.out)) {
        const auto json = nlohmann::json::parse(line);
        EXPECT_EQ(json.at("source"), hive);
        ++changes;
    }
    EXPECT_GT(changes, 5U);
    EXPECT_EQ(read_file(hive), before);
}

TEST_F(SyncCommand, leaves_files_alone_in_which_nothing_differs) {
    const std::string hive = home_.hive();
    const auto before = read_file(hive);
    const auto done = run_command({"sync", hive});
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_EQ(done.out, "");
    EXPECT_EQ(read_file(hive), before);
}

TEST_F(SyncCommand, works_on_folders_and_counts_files_without_the_profile) {
    differing_hive("a.dat");
    home_.hive("b.dat", {.profiles = {u"Other"}});
    const auto done = run_command({"sync", "--profile", "Outlook", home_.folder().path().string()});
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_NE(done.err.find("1 changed"), std::string::npos) << done.err;
    EXPECT_EQ(run_command({"sync", "--profile", "Nobody", home_.hive()}).exit_code, 9);
}

}  // namespace
}  // namespace olkacct::test

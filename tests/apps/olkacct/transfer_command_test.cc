// init, import, export and profile: whole profiles made, changed and carried between stores.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "apps/olkacct/edit_home.h"
#include "apps/olkacct/own_database.h"

namespace olkacct::test {
namespace {

const std::string own = app::own_database;

// Every account with its values.
std::vector<Account> accounts_in(const std::string& source, std::u16string_view name = u"Outlook") {
    return profile_in(source, name).accounts;
}

void expect_same_accounts(const std::string& one, const std::string& other) {
    const auto expected = accounts_in(one);
    const auto found = accounts_in(other);
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_EQ(found[i].id, expected[i].id);
        EXPECT_EQ(found[i].values, expected[i].values) << "account " << expected[i].id;
    }
    EXPECT_EQ(profile_in(other).last_change_ver, profile_in(one).last_change_ver);
}

mode_t mode_of(const std::filesystem::path& path) {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0) << path;
    return status.st_mode & 0777;
}

TEST(Init, makes_the_own_database_for_its_owner_only) {
    const EditHome home;
    const auto result = run_command({"init"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    const auto path = home / "XDG_DATA_HOME/olkacct/profiles.db";
    EXPECT_EQ(result.out, path.string() + "\n");
    EXPECT_EQ(mode_of(path), 0600U);
    EXPECT_EQ(mode_of(path.string() + ".key"), 0600U);
    EXPECT_EQ(mode_of(path.parent_path()), 0700U);
    EXPECT_EQ(run_command({"list", own}).exit_code, 0);
    expect_refused(home, {"init"}, ErrorCode::already_exists, path.string());
}

TEST(Init, makes_a_database_at_a_path_and_no_other_kind) {
    const EditHome home;
    const std::string path = home / "a.db";
    const auto result = run_command({"init", path, "-f", "json"});
    EXPECT_EQ(nlohmann::json::parse(result.out),
              (nlohmann::json{{"source", path}, {"created", true}}));
    expect_refused(home, {"init", "hive:" + path}, ErrorCode::bad_usage, "only a database");
    expect_refused(home, {"init", home / "no/b.db"}, ErrorCode::source_not_found, "no/b.db");
}

TEST(Import, makes_the_own_database_and_keeps_every_value) {
    const EditHome home;
    const std::string hive = home.hive();
    const auto result = run_command({"import", hive});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(lines_of(result.out).size(), 2U) << result.out;
    expect_same_accounts(hive, own);
    EXPECT_NE(result.err.find("olkacct undo "), std::string::npos) << result.err;
}

TEST(Import, refuses_a_profile_that_is_there_unless_it_may_be_replaced) {
    const EditHome home;
    const std::string hive = home.hive();
    ASSERT_EQ(run_command({"import", hive}).exit_code, 0);
    ASSERT_EQ(run_command({"delete", own, std::to_string(sample_id::pop3)}).exit_code, 0);
    const auto refused = run_command({"import", hive});
    EXPECT_EQ(refused.exit_code, exit_code(ErrorCode::already_exists)) << refused.err;
    EXPECT_EQ(profile_in(own).find_account(sample_id::pop3), nullptr);
    const auto replaced = run_command({"import", hive, "--replace", "-f", "csv"});
    EXPECT_EQ(replaced.exit_code, 0) << replaced.err;
    EXPECT_TRUE(lines_of(replaced.out).back().ends_with(",true")) << replaced.out;
    expect_same_accounts(hive, own);
}

TEST(Export, keeps_every_value_from_hive_to_database_to_hive_and_to_export_and_back) {
    const EditHome home;
    const std::string hive = home.hive();
    const std::string back = home / "back.hive";
    const std::string reg = home / "all.reg";
    const std::string again = home / "again.hive";
    ASSERT_EQ(run_command({"import", hive}).exit_code, 0);
    ASSERT_EQ(run_command({"export", own, back}).exit_code, 0);
    expect_same_accounts(hive, back);
    const auto to_reg = run_command({"export", back, reg});
    ASSERT_EQ(to_reg.exit_code, 0) << to_reg.err;
    ASSERT_EQ(run_command({"export", reg, again}).exit_code, 0);
    expect_same_accounts(hive, again);
    EXPECT_TRUE(profile_in(again).is_default);
}

TEST(Export, takes_only_the_profile_and_the_root_that_are_named) {
    const EditHome home;
    const std::string hive =
        home.hive("h", {.roots = {ProfileRoot::office_15, ProfileRoot::office_16},
                        .profiles = {u"Outlook", u"Second"}});
    const std::string out = home / "out.hive";
    const auto result =
        run_command({"export", hive, out, "--profile", "second", "--root", "15.0", "-f", "json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    const auto line = nlohmann::json::parse(lines_of(result.out).at(0));
    EXPECT_EQ(line["source"], out);
    EXPECT_EQ(line["root"], "15.0");
    EXPECT_EQ(line["profile"], "Second");
    EXPECT_EQ(line["replaced"], false);
    EXPECT_GT(line["values"], 50);
    EXPECT_EQ(lines_of(run_command({"profiles", out, "-f", "csv"}).out).size(), 2U);
}

TEST(Export, with_dry_run_prints_the_plan_and_makes_no_file) {
    const EditHome home;
    const std::string hive = home.hive();
    const std::string out = home / "out.hive";
    const auto result = run_command({"export", hive, out, "--dry-run"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_NE(result.out.find("Account Name"), std::string::npos);
    EXPECT_EQ(result.err.find("keeps no"), std::string::npos) << result.err;
    EXPECT_FALSE(std::filesystem::exists(out));
    EXPECT_EQ(run_command({"import", hive, "--dry-run"}).exit_code, 0);
    EXPECT_FALSE(std::filesystem::exists(home / "XDG_DATA_HOME"));
}

TEST(Export, leaves_no_file_behind_when_it_fails) {
    const EditHome home;
    const std::string hive = home.hive();
    const auto refused = [&](const std::string& target, ErrorCode code) {
        expect_refused(home, {"export", hive, target, "--profile", "nobody"}, code, "nobody");
    };
    refused(home / "out.hive", ErrorCode::profile_not_found);
    refused(home / "out.reg", ErrorCode::profile_not_found);
    refused(home / "out.db", ErrorCode::profile_not_found);
    expect_refused(home, {"export", hive, hive}, ErrorCode::bad_usage, "the same source");
    expect_refused(home, {"export", hive}, ErrorCode::bad_usage, "TO is missing");
    expect_refused(home, {"export", home / "none", home / "out"}, ErrorCode::source_not_found,
                   "none");
}

TEST(ProfileCommand, adds_copies_renames_deletes_and_chooses) {
    const EditHome home;
    const std::string hive = home.hive();
    const auto run = [&hive](std::vector<std::string> words) {
        words.insert(words.begin() + 1, hive);
        words.insert(words.begin(), "profile");
        const auto result = run_command(words);
        EXPECT_EQ(result.exit_code, 0) << result.err;
    };
    run({"add", "Zweites"});
    EXPECT_TRUE(accounts_in(hive, u"Zweites").empty());
    run({"copy", "outlook", "Kopie"});
    EXPECT_EQ(accounts_in(hive, u"Kopie").size(), accounts_in(hive).size());
    run({"rename", "Kopie", "Umbenannt"});
    run({"default", "umbenannt"});
    EXPECT_TRUE(profile_in(hive, u"Umbenannt").is_default);
    run({"delete", "Umbenannt"});
    EXPECT_THROW(profile_in(hive, u"Umbenannt"), std::runtime_error);
    run({"copy", "Outlook", "--to-root", "15.0"});
    EXPECT_EQ(Source::open(hive)->read()->profiles.back().root, ProfileRoot::office_15);
}

TEST(ProfileCommand, refuses_what_it_cannot_do) {
    const EditHome home;
    const std::string hive = home.hive();
    using enum ErrorCode;
    expect_refused(home, {"profile", "add", hive, "outlook"}, already_exists, "");
    expect_refused(home, {"profile", "copy", hive, "Outlook"}, bad_usage, "NEW is missing");
    expect_refused(home, {"profile", "rename", hive, "Outlook"}, bad_usage, "NEW is missing");
    expect_refused(home, {"profile", "delete", hive, "a", "b"}, bad_usage, "one word too many");
    expect_refused(home, {"profile", "delete", hive, "nobody"}, profile_not_found, "nobody");
    expect_refused(home, {"profile", "add", hive, "a\\b"}, invalid_argument, "");
    expect_refused(home, {"profile", "melt", hive, "a"}, bad_usage, "'melt' is not one of add");
    expect_refused(home, {"profile", "add", hive, "a", "--to-root", "nt"}, bad_usage, "copy only");
    expect_refused(home, {"profile", "add", hive}, bad_usage, "NAME is missing");
}

TEST(OwnDatabase, is_a_source_that_says_when_it_is_not_there) {
    const EditHome home;
    expect_refused(home, {"list", own}, ErrorCode::source_not_found, "profiles.db");
}

}  // namespace
}  // namespace olkacct::test

// replace changes many files by rules, each all or nothing, and says what is there afterwards.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <future>
#include <nlohmann/json.hpp>

#include "apps/olkacct/command_runner.h"
#include "apps/olkacct/state_home.h"
#include "apps/olkacct/undo_journal.h"
#include "olkacct/property.h"
#include "olkacct/source.h"
#include "olkacct/text.h"
#include "registry/store.h"
#include "support/outlook_sample.h"
#include "support/shared_hives.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

using Json = nlohmann::json;

std::string server_of(const std::filesystem::path& path) {
    const auto contents = Source::open(path.string())->read();
    const Account& account = *contents->profiles.at(0).find_account(sample_id::pop3);
    return to_utf8(decode_string(*account.find_value(u"POP3 Server")));
}

std::vector<std::string> rename_company(const std::filesystem::path& path) {
    return {"replace", "--from", "abc.example", "--to", "xyz.test", path};
}

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST(ReplaceCommand, changes_the_files_that_need_it_and_touches_no_other) {
    const StateHome state;
    const TempDir folder;
    const auto hive = folder.write("a.dat", outlook_sample_hive());
    const auto old =
        folder.write("b.dat", outlook_sample_hive({.roots = {ProfileRoot::windows_messaging_nt}}));
    HiveBuilder empty;
    const auto other = folder.write("c.dat", empty.file());
    folder.write("text.txt", "hello");
    const auto before = read_file(other);
    const auto written = std::filesystem::last_write_time(other);
    const auto done = run_command(rename_company(folder.path()));
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_EQ(server_of(hive), "pop.xyz.test");
    EXPECT_EQ(server_of(old), "pop.xyz.test");
    EXPECT_EQ(read_file(other), before);
    EXPECT_EQ(std::filesystem::last_write_time(other), written);
    EXPECT_FALSE(std::filesystem::exists(other.string() + ".LOG1"));
    EXPECT_TRUE(says(done.err,
                     "3 files, 2 changed and read back (8 changes), 0 failures, "
                     "1 other file passed over"))
        << done.err;
}

TEST(ReplaceCommand, only_prints_the_plan_when_asked) {
    const StateHome state;
    const TempDir folder;
    const auto hive = folder.write("a.dat", outlook_sample_hive());
    const auto before = read_file(hive);
    auto arguments = rename_company(hive);
    arguments.insert(arguments.end(), {"--dry-run", "-f", "json"});
    const auto planned = run_command(arguments);
    EXPECT_EQ(planned.exit_code, 0) << planned.err;
    EXPECT_EQ(read_file(hive), before);
    EXPECT_FALSE(std::filesystem::exists(state / "olkacct"));
    std::vector<std::string> servers;
    for (const std::string& line : lines_of(planned.out)) {
        const Json json = Json::parse(line);
        EXPECT_EQ(json.at("source"), hive.string());
        EXPECT_FALSE(json.at("done").get<bool>());
        if (json.at("value") == "POP3 Server") {
            EXPECT_TRUE(json.at("key").get<std::string>().ends_with("\\00000002"));
            servers = {json.at("before").at("data"), json.at("after").at("data")};
        }
    }
    EXPECT_EQ(servers, (std::vector<std::string>{"pop.abc.example", "pop.xyz.test"}));
    EXPECT_TRUE(says(planned.err, "1 file, 1 to change (4 changes)")) << planned.err;
}

TEST(ReplaceCommand, prints_the_same_whatever_the_number_of_jobs) {
    const StateHome state;
    const TempDir folder;
    for (int i = 0; i < 30; ++i) {
        folder.write("u" + std::to_string(100 + i), outlook_sample_hive());
    }
    auto arguments = rename_company(folder.path());
    arguments.insert(arguments.end(), {"--dry-run", "--jobs", "1"});
    const auto one = run_command(arguments);
    arguments.back() = "4";
    const auto many = run_command(arguments);
    EXPECT_EQ(one.out, many.out);
    EXPECT_TRUE(says(one.out, "u129"));
}

TEST(ReplaceCommand, goes_on_after_a_file_that_it_cannot_change) {
    const StateHome state;
    const TempDir folder;
    const auto first = folder.write("a.dat", outlook_sample_hive());
    const Bytes hive = outlook_sample_hive();
    folder.write("b.dat", Bytes(hive.begin(), hive.begin() + 5000));
    const auto last = folder.write("c.dat", outlook_sample_hive());
    const auto done = run_command(rename_company(folder.path()));
    EXPECT_EQ(done.exit_code, 10);
    EXPECT_TRUE(says(done.err, "b.dat")) << done.err;
    EXPECT_EQ(server_of(first), "pop.xyz.test");
    EXPECT_EQ(server_of(last), "pop.xyz.test");
}

TEST(ReplaceCommand, ends_with_the_error_of_the_only_file) {
    const StateHome state;
    EXPECT_EQ(run_command(rename_company("/nowhere/hive")).exit_code, 3);
}

TEST(ReplaceCommand, follows_a_rules_file) {
    const StateHome state;
    const TempDir folder;
    const auto hive = folder.write("a.dat", outlook_sample_hive());
    const auto rules = folder.write("rules.toml",
                                    "[[server]]\nside = 'outgoing'\nfrom = 'smtp.work.example'\n"
                                    "to = 'out.test'\nport = 465\nsecurity = 'ssl'\n");
    const auto done = run_command({"replace", "--rules", rules, hive});
    EXPECT_EQ(done.exit_code, 0) << done.err;
    const auto shown = run_command({"show", hive, "--id", "4", "-f", "json"});
    const Json properties = Json::parse(shown.out).at("properties");
    EXPECT_EQ(properties.at("smtp_server"), "out.test");
    EXPECT_EQ(properties.at("smtp_port"), 465);
    EXPECT_EQ(properties.at("smtp_secure_connection"), 1);
    EXPECT_EQ(properties.at("smtp_ssl"), 1);
}

TEST(ReplaceCommand, narrows_the_rules_to_types_and_profiles) {
    const StateHome state;
    const TempDir folder;
    const auto hive = folder.write("a.dat", outlook_sample_hive());
    auto arguments = rename_company(hive);
    arguments.insert(arguments.end(), {"--type", "imap"});
    EXPECT_EQ(run_command(arguments).exit_code, 0);
    arguments.erase(arguments.end() - 2, arguments.end());
    EXPECT_EQ(server_of(hive), "pop.abc.example");
    arguments.insert(arguments.end(), {"--profile", "outlook"});
    EXPECT_EQ(run_command(arguments).exit_code, 0);
    EXPECT_EQ(server_of(hive), "pop.xyz.test");
}

TEST(ReplaceCommand, refuses_a_profile_that_its_source_lacks) {
    const StateHome state;
    const TempDir folder;
    const auto hive = folder.write("a.dat", outlook_sample_hive());
    const auto before = read_file(hive);
    for (const std::filesystem::path& path : {hive, folder.path()}) {
        auto arguments = rename_company(path);
        arguments.insert(arguments.end(), {"--profile", "Other"});
        const auto done = run_command(arguments);
        EXPECT_EQ(done.exit_code, exit_code(ErrorCode::profile_not_found)) << done.err;
        EXPECT_TRUE(says(done.err, "profile")) << done.err;
    }
    EXPECT_EQ(read_file(hive), before);
}

TEST(ReplaceCommand, counts_the_files_of_a_folder_that_lack_the_profile) {
    const StateHome state;
    const TempDir folder;
    folder.write("a.dat", outlook_sample_hive());
    const auto other = folder.write("b.dat", outlook_sample_hive({.profiles = {u"Other"}}));
    auto arguments = rename_company(folder.path());
    arguments.insert(arguments.end(), {"--profile", "Other"});
    const auto done = run_command(arguments);
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_TRUE(says(done.err, "2 files, 1 changed")) << done.err;
    EXPECT_TRUE(says(done.err, "0 failures, 1 file without the profile")) << done.err;
    EXPECT_EQ(server_of(folder / "a.dat"), "pop.abc.example");
    EXPECT_EQ(server_of(other), "pop.xyz.test");
}

// The plan is made while another process is about to commit; what it keeps for undo tells when.
TEST(ReplaceCommand, leaves_a_file_alone_that_was_changed_since_the_plan) {
    const TempDir folder;
    const auto hive = folder.write("a.dat", outlook_sample_hive());
    for (const auto* name : {"a.reg", "a.db"}) {
        SCOPED_TRACE(name);
        const StateHome state;
        const std::string path = folder / name;
        ASSERT_EQ(run_command({"export", hive, path}).exit_code, 0);
        const std::size_t kept_before = app::kept_entries()->size();
        const auto source = Source::open(path);
        const auto writing = source->store().begin_write();
        const auto account =
            registry::find_path(**writing, (*writing)->root(),
                                accounts_path() + u'\\' + account_key_name(sample_id::pop3));
        auto server = (*writing)->value(**account, u"POP3 Server").value().value();
        server.data[0] = std::byte{'X'};
        ASSERT_TRUE((*writing)->set_value(**account, server).has_value());
        auto replacing =
            std::async(std::launch::async, [&path] { return run_command(rename_company(path)); });
        while (app::kept_entries()->size() == kept_before &&
               replacing.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready) {
        }
        ASSERT_TRUE((*writing)->commit().has_value());
        const auto done = replacing.get();
        EXPECT_EQ(done.exit_code, exit_code(ErrorCode::plan_outdated)) << done.err;
        EXPECT_TRUE(says(done.err, path)) << done.err;
        EXPECT_EQ(server_of(path), "Xop.abc.example");
    }
}

TEST(ReplaceCommand, refuses_what_it_does_not_understand_before_it_touches_a_file) {
    const StateHome state;
    const TempDir folder;
    const auto hive = folder.write("a.dat", outlook_sample_hive());
    const auto rules = folder.write("rules.toml", "[[domain]]\nfrom = 'a'\nto = 'b'\nx = 1\n");
    const std::vector<std::vector<std::string>> all = {
        {"replace", hive},
        {"replace", hive, "--from", "a"},
        {"replace", hive, "--from", "a", "--to", "b", "--rules", rules},
        {"replace", hive, "--from", "a@b", "--to", "b"},
        {"replace", hive, "--rules", rules},
        {"replace", "--from", "a", "--to", "b"}};
    for (const auto& arguments : all) {
        EXPECT_EQ(run_command(arguments).exit_code, 2);
    }
    EXPECT_TRUE(says(run_command({"replace", hive, "--rules", rules}).err, "rules.toml:4:1"));
}

TEST(ReplaceCommand, changes_registry_exports_too) {
    OLKACCT_NEED_SHARED_HIVES();
    const StateHome state;
    const TempDir folder;
    const auto path =
        folder.write("a.reg", read_file(shared_hive("profiles/outlook16_x64_1pop.reg")));
    const auto contents = Source::open(path.string())->read();
    const std::string server = to_utf8(
        decode_string(*contents->profiles.at(0).find_account(2)->find_value(u"POP3 Server")));
    const std::string domain = server.substr(server.find('.') + 1);
    const auto done = run_command({"replace", "--from", domain, "--to", "xyz.test", path});
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_EQ(server_of(path), server.substr(0, server.find('.')) + ".xyz.test");
}

TEST(ReplaceCommand, keeps_each_file_in_one_journal_entry) {
    const StateHome state;
    const TempDir folder;
    for (const auto* name : {"a", "b", "c"}) {
        folder.write(name, outlook_sample_hive());
    }
    ASSERT_EQ(run_command(rename_company(folder.path())).exit_code, 0);
    const auto names = app::kept_entries();
    ASSERT_EQ(names->size(), 1U);
    auto entry = app::KeptEntry::open(names->front(), app::KeptEntry::Purpose::look);
    EXPECT_EQ(entry->header().command, "replace");
    for (int i = 0; i < 3; ++i) {
        const auto kept = entry->previous();
        ASSERT_TRUE(kept.has_value() && kept->has_value());
        EXPECT_EQ((*kept)->state, app::PlanState::done);
    }
    EXPECT_FALSE(entry->previous()->has_value());
}

TEST(ReplaceCommand, changes_nothing_when_the_journal_cannot_be_kept) {
    const StateHome state;
    write_file(state / "olkacct", ascii_bytes("in the way"));
    const TempDir folder;
    const auto hive = folder.write("a.dat", outlook_sample_hive());
    const auto before = read_file(hive);
    EXPECT_EQ(run_command(rename_company(hive)).exit_code, 4);
    EXPECT_EQ(read_file(hive), before);
}

}  // namespace
}  // namespace olkacct::test

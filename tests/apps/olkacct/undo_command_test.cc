// undo gives back what was there, value for value, and refuses what has changed meanwhile.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "apps/olkacct/command_runner.h"
#include "apps/olkacct/state_home.h"
#include "apps/olkacct/undo_journal.h"
#include "olkacct/acctmgmt.h"
#include "olkacct/edits.h"
#include "olkacct/property.h"
#include "olkacct/source.h"
#include "olkacct/text.h"
#include "registry/copy_tree.h"
#include "registry/open_store.h"
#include "support/outlook_sample.h"
#include "support/shared_hives.h"
#include "support/store_content.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

using Json = nlohmann::json;
using testing_support::Content;

struct Counters {
    std::uint64_t last_change = 0;
    std::uint32_t next_id = 0;
};

// Everything in a source, the two counters that go on set aside.
struct Everything {
    Content content;
    // By the path of each key.
    std::map<std::u16string, Bytes> descriptors;
    std::map<std::u16string, Counters> counters;
};

void read_descriptors(registry::ReadTransaction& reader, registry::KeyId key,
                      const std::u16string& path, std::map<std::u16string, Bytes>& out) {
    out[path] = reader.security(key).value();
    const auto subkeys = reader.subkeys(key);
    for (const registry::Subkey& subkey : subkeys.value()) {
        read_descriptors(reader, subkey.id, path + u'\\' + subkey.name, out);
    }
}

void set_counters_aside(Content& key, const std::u16string& path,
                        std::map<std::u16string, Counters>& counters) {
    std::erase_if(key.values, [&](const RegistryValue& value) {
        if (value.name == u"LastChangeVer") {
            counters[path].last_change = get_number(value.data, 0, 8);
            return true;
        }
        if (value.name == u"NextAccountID") {
            counters[path].next_id = get32(value.data, 0);
            return true;
        }
        return false;
    });
    // An undone deletion puts a value back at the end; order is no part of a value.
    std::ranges::sort(key.values, {}, &RegistryValue::name);
    for (Content& subkey : key.subkeys) {
        set_counters_aside(subkey, path + u'\\' + subkey.name, counters);
    }
}

Everything everything_in(const std::filesystem::path& path) {
    const auto store = registry::open_store(path.string(), {}, base::system_files());
    Everything all{testing_support::sorted(testing_support::read_all(**store)), {}, {}};
    const auto reader = (*store)->begin_read();
    read_descriptors(**reader, (*reader)->root(), {}, all.descriptors);
    set_counters_aside(all.content, {}, all.counters);
    return all;
}

void expect_as_before(const Everything& before, const Everything& after) {
    EXPECT_TRUE(before.content == after.content) << "a value, key or class is not as it was";
    EXPECT_TRUE(before.descriptors == after.descriptors) << "a descriptor is not as it was";
    ASSERT_EQ(before.counters.size(), after.counters.size());
    bool risen = false;
    for (const auto& [path, counters] : before.counters) {
        const Counters& now = after.counters.at(path);
        EXPECT_GE(now.last_change, counters.last_change);
        EXPECT_GE(now.next_id, counters.next_id);
        risen |= now.last_change > counters.last_change;
    }
    EXPECT_TRUE(risen) << "LastChangeVer must rise";
}

void run_well(const std::vector<std::string>& arguments) {
    const auto done = run_command(arguments);
    EXPECT_EQ(done.exit_code, 0) << done.err;
}

// Sets, deletes and replaces, then takes it all back, newest first.
void change_and_undo(const std::filesystem::path& path, std::string_view id,
                     std::string_view domain) {
    const StateHome state;
    const Everything before = everything_in(path);
    run_well({"set", path, std::string(id), "name=Renamed", "user=somebody"});
    run_well({"replace", "--from", std::string(domain), "--to", "xyz.test", path});
    run_well({"delete", path, std::string(id)});
    const Everything changed = everything_in(path);
    EXPECT_FALSE(before.content == changed.content);
    for (int i = 0; i < 3; ++i) {
        run_well({"undo"});
    }
    expect_as_before(before, everything_in(path));
    EXPECT_EQ(run_command({"undo"}).exit_code, 14);
}

TEST(UndoCommand, gives_a_deleted_or_renamed_profile_back) {
    const StateHome state;
    const TempDir folder;
    const std::string path = folder.write("a", outlook_sample_hive()).string();
    const Everything before = everything_in(path);
    const auto profile = Source::open(path)->read()->profiles.at(0);
    const std::string name = to_utf8(profile.name);
    for (const std::vector<std::string>& change :
         {std::vector<std::string>{"profile", "delete", path, name},
          std::vector<std::string>{"profile", "rename", path, name, "Another"}}) {
        run_well(change);
        EXPECT_FALSE(everything_in(path).content == before.content);
        const auto done = run_command({"undo"});
        EXPECT_EQ(done.exit_code, 0) << done.err;
        EXPECT_NE(done.err.find(" 0 failures"), std::string::npos) << done.err;
        expect_as_before(before, everything_in(path));
    }
}

TEST(UndoCommand, gives_the_real_hives_back_value_for_value) {
    OLKACCT_NEED_SHARED_HIVES();
    const TempDir folder;
    change_and_undo(
        folder.write("a", read_file(shared_hive("profiles/ntuser_win7_outlook2010_pop3.dat"))), "3",
        "stark-research-labs.com");
}

TEST(UndoCommand, gives_the_real_export_back_value_for_value) {
    OLKACCT_NEED_SHARED_HIVES();
    const TempDir folder;
    const auto path =
        folder.write("a.reg", read_file(shared_hive("profiles/outlook16_x64_1pop.reg")));
    const auto contents = Source::open(path.string())->read();
    const std::string server = to_utf8(
        decode_string(*contents->profiles.at(0).find_account(2)->find_value(u"POP3 Server")));
    change_and_undo(path, "2", server.substr(server.find('.') + 1));
}

TEST(UndoCommand, gives_a_database_back_value_for_value) {
    const TempDir folder;
    const auto hive = folder.write("hive", outlook_sample_hive());
    const auto from = registry::open_store(hive.string(), {}, base::system_files());
    const std::string path = (folder / "profiles.db").string();
    const auto to = registry::create_store(path, base::system_files());
    ASSERT_TRUE(to.has_value()) << to.error().what;
    testing_support::write_all(
        **to, testing_support::without_class_names(testing_support::read_all(**from)));
    change_and_undo(path, "2", "abc.example");
}

// The sample with class names and two owners in its profile.
HiveBuilder profile_of_two_owners() {
    Bytes other = plain_descriptor();
    other.push_back(std::byte{0x5A});
    SampleOptions options;
    options.hive.descriptors = {plain_descriptor(), other};
    HiveBuilder builder = outlook_sample(options);
    auto key = HiveBuilder::root;
    const std::u16string path = profiles_path(ProfileRoot::office_16) + u"\\Outlook";
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t end = std::min(path.find(u'\\', at), path.size());
        key = *builder.find_key(key, path.substr(at, end - at));
        at = end + 1;
    }
    builder.set_class(key, u"Profile class \u0416");
    const auto theirs = builder.add_key(key, u"Of another owner", 1);
    builder.set_class(theirs, u"Class");
    builder.set_text(builder.add_key(theirs, u"Below", 1), u"v", u"x");
    return builder;
}

// In a hive, and in a database that it was copied to whole.
void on_each_store(const std::function<void(const std::string& path)>& check) {
    const TempDir folder;
    const std::string hive = folder.write("hive", profile_of_two_owners().file());
    const std::string database = folder / "a.db";
    const auto from = registry::open_store(hive, {}, base::system_files());
    {
        const auto to = registry::create_store(database, base::system_files());
        const auto reader = (*from)->begin_read();
        const auto writer = (*to)->begin_write();
        ASSERT_TRUE(registry::copy_tree(**reader, (*reader)->root(), **writer, (*writer)->root()));
        ASSERT_TRUE((*writer)->commit().has_value());
    }
    for (const std::string& path : {hive, database}) {
        SCOPED_TRACE(path);
        check(path);
    }
}

TEST(UndoCommand, gives_keys_back_with_their_class_names_and_descriptors) {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"rename", "Outlook", "Renamed"},
          std::vector<std::string>{"rename", "Outlook", "OUTLOOK"},
          std::vector<std::string>{"copy", "Outlook", "Copied"},
          std::vector<std::string>{"delete", "Outlook"}}) {
        SCOPED_TRACE(words.front());
        on_each_store([&words](const std::string& path) {
            const StateHome state;
            const Everything before = everything_in(path);
            std::vector<std::string> arguments = {"profile", words.front(), path};
            arguments.insert(arguments.end(), words.begin() + 1, words.end());
            run_well(arguments);
            const Everything changed = everything_in(path);
            EXPECT_FALSE(before.content == changed.content);
            run_well({"undo"});
            const Everything after = everything_in(path);
            EXPECT_TRUE(before.content == after.content);
            EXPECT_TRUE(before.descriptors == after.descriptors);
            // And once more forth and back.
            run_well({"undo", app::kept_entries()->front()});
            const Everything again = everything_in(path);
            EXPECT_TRUE(changed.content == again.content);
            EXPECT_TRUE(changed.descriptors == again.descriptors);
            run_well({"undo", app::kept_entries()->front()});
            EXPECT_TRUE(before.descriptors == everything_in(path).descriptors);
        });
    }
}

TEST(UndoCommand, gives_a_replaced_profile_back_with_its_class_names_and_descriptors) {
    on_each_store([](const std::string& path) {
        const StateHome state;
        const TempDir folder;
        const std::string other = folder.write("other", outlook_sample_hive());
        const Everything before = everything_in(path);
        run_well({"import", other, path, "--replace"});
        EXPECT_FALSE(before.content == everything_in(path).content);
        run_well({"undo"});
        const Everything after = everything_in(path);
        EXPECT_TRUE(before.content == after.content);
        EXPECT_TRUE(before.descriptors == after.descriptors);
    });
}

std::string name_of_account(const std::string& path) {
    const auto shown = run_command({"show", path, "--id", "2", "-f", "json"});
    return Json::parse(shown.out).at("name");
}

TEST(UndoCommand, passes_over_entries_that_cannot_be_read) {
    const StateHome state;
    const TempDir folder;
    const std::string path = folder.write("a", outlook_sample_hive()).string();
    run_well({"set", path, "2", "name=First"});
    const auto journal = state / "olkacct/undo";
    std::ofstream(journal / "29990101T000000.0000000-0000.undo");
    std::ofstream(journal / "29990101T000000.0000000-0001.undo") << "olkacct undo 2 {}\n";
    const auto refused = run_command({"undo", "29990101T000000.0000000-0001"});
    EXPECT_EQ(refused.exit_code, 7);
    EXPECT_EQ(refused.err.find("registry export"), std::string::npos) << refused.err;
    const auto done = run_command({"undo"});
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_NE(done.err.find("29990101T000000.0000000-0000.undo"), std::string::npos) << done.err;
    EXPECT_EQ(name_of_account(path), "ann@abc.example");
}

// As a crash between keeping and committing leaves it.
TEST(UndoCommand, goes_on_to_the_newest_change_that_was_done) {
    const StateHome state;
    const TempDir folder;
    const std::string path = folder.write("a", outlook_sample_hive()).string();
    run_well({"set", path, "2", "name=First"});
    const auto editor = Editor::open(path);
    const auto plan = editor->plan(edits::set_properties({.id = 3}, {{PROP_ACCT_NAME, u"Second"}}));
    ASSERT_TRUE(app::keep_for_undo(*plan, "set").has_value());
    const auto done = run_command({"undo"});
    EXPECT_EQ(done.exit_code, 0) << done.err;
    EXPECT_EQ(name_of_account(path), "ann@abc.example");
}

TEST(UndoCommand, refuses_what_something_else_has_changed_meanwhile) {
    const StateHome state;
    const TempDir folder;
    const std::string path = folder.write("a", outlook_sample_hive()).string();
    run_well({"set", path, "2", "name=First"});
    run_well({"set", path, "2", "name=Second"});
    const auto names = app::kept_entries();
    const auto refused = run_command({"undo", names->back()});
    EXPECT_EQ(refused.exit_code, 14) << refused.err;
    EXPECT_EQ(name_of_account(path), "Second");
    EXPECT_EQ(run_command({"undo", "--dry-run", names->back()}).exit_code, 14);
}

TEST(UndoCommand, shows_what_it_would_do_and_does_nothing) {
    const StateHome state;
    const TempDir folder;
    const std::string path = folder.write("a", outlook_sample_hive()).string();
    run_well({"set", path, "2", "name=First"});
    const auto before = read_file(path);
    const auto planned = run_command({"undo", "--dry-run", "-f", "json"});
    EXPECT_EQ(planned.exit_code, 0) << planned.err;
    const Json change = Json::parse(lines_of(planned.out).front());
    EXPECT_EQ(change.at("before").at("data"), "First");
    EXPECT_EQ(change.at("after").at("data"), "ann@abc.example");
    EXPECT_EQ(read_file(path), before);
    run_well({"undo"});
}

TEST(UndoCommand, takes_back_one_source_of_many) {
    const StateHome state;
    const TempDir folder;
    std::vector<std::string> paths;
    for (const auto* name : {"a", "b", "c"}) {
        paths.push_back(folder.write(name, outlook_sample_hive()).string());
    }
    run_well({"replace", "--from", "abc.example", "--to", "xyz.test", folder.path()});
    run_well({"undo", paths[1]});
    EXPECT_EQ(name_of_account(paths[0]), "ann@xyz.test");
    EXPECT_EQ(name_of_account(paths[1]), "ann@abc.example");
    run_well({"undo", folder.path()});
    EXPECT_EQ(name_of_account(paths[0]), "ann@abc.example");
    EXPECT_EQ(name_of_account(paths[2]), "ann@abc.example");
}

TEST(UndoCommand, knows_a_source_by_any_of_its_paths) {
    const StateHome state;
    const TempDir folder;
    const std::string path = folder.write("a", outlook_sample_hive()).string();
    std::filesystem::create_directory_symlink(folder.path(), folder / "link");
    run_well({"set", folder / "link" / "." / "a", "2", "name=First"});
    run_well({"undo", path});
    EXPECT_EQ(name_of_account(path), "ann@abc.example");
}

TEST(UndoCommand, goes_on_after_a_source_that_it_must_refuse) {
    const StateHome state;
    const TempDir folder;
    const std::string first = folder.write("a", outlook_sample_hive()).string();
    const std::string second = folder.write("b", outlook_sample_hive()).string();
    run_well({"replace", "--from", "abc.example", "--to", "xyz.test", folder.path()});
    const auto entry = app::kept_entries()->front();
    run_well({"set", second, "2", "name=Mine"});
    const auto done = run_command({"undo", entry});
    EXPECT_EQ(done.exit_code, 10) << done.err;
    EXPECT_NE(done.err.find(second), std::string::npos) << done.err;
    EXPECT_EQ(name_of_account(first), "ann@abc.example");
    EXPECT_EQ(name_of_account(second), "Mine");
}

TEST(UndoCommand, does_again_what_an_undo_took_back_when_it_is_named) {
    const StateHome state;
    const TempDir folder;
    const std::string path = folder.write("a", outlook_sample_hive()).string();
    run_well({"set", path, "2", "name=First"});
    run_well({"undo"});
    const auto redo = app::kept_entries()->front();
    run_well({"undo", redo});
    EXPECT_EQ(name_of_account(path), "First");
    EXPECT_EQ(run_command({"undo", redo}).exit_code, 14);
}

TEST(UndoCommand, lists_what_may_be_taken_back) {
    const StateHome state;
    const TempDir folder;
    const std::string path = folder.write("a", outlook_sample_hive()).string();
    EXPECT_EQ(run_command({"undo", "--list", "-f", "json"}).out, "");
    run_well({"set", path, "2", "name=First"});
    run_well({"undo"});
    const auto lines = lines_of(run_command({"undo", "--list", "-f", "json"}).out);
    ASSERT_EQ(lines.size(), 2U);
    const Json undone = Json::parse(lines[0]);
    const Json set = Json::parse(lines[1]);
    EXPECT_EQ(undone.at("command"), "undo");
    EXPECT_EQ(undone.at("undoes"), set.at("entry"));
    EXPECT_EQ(set.at("command"), "set");
    EXPECT_EQ(set.at("sources"), 1);
    EXPECT_EQ(set.at("open"), 0);
}

// What is left of a process that ended between keeping the plan and committing it, or between
// committing it and saying so.
TEST(UndoCommand, finds_out_by_itself_whether_an_interrupted_change_was_done) {
    for (const bool was_done : {false, true}) {
        const StateHome state;
        const TempDir folder;
        const std::string path = folder.write("a", outlook_sample_hive()).string();
        const auto original = read_file(path);
        run_well({"set", path, "2", "name=First"});
        const auto name = app::kept_entries()->front();
        {
            auto entry = app::KeptEntry::open(name, app::KeptEntry::Purpose::change);
            const auto kept = entry->previous();
            ASSERT_TRUE(entry->mark((*kept)->place, app::PlanState::begun).has_value());
        }
        if (!was_done) {
            std::filesystem::remove(path + ".LOG1");
            std::filesystem::remove(path + ".LOG2");
            write_file(path, original);
        }
        if (!was_done) {
            EXPECT_EQ(run_command({"undo"}).exit_code, 14) << "there is nothing to take back";
        }
        const auto undone = run_command({"undo", app::kept_entries()->front()});
        EXPECT_EQ(undone.exit_code, 0) << undone.err;
        EXPECT_EQ(undone.err.find("never completed") != std::string::npos, !was_done);
        EXPECT_EQ(name_of_account(path), "ann@abc.example");
        EXPECT_EQ(run_command({"undo"}).exit_code, 14);
    }
}

TEST(UndoCommand, says_so_when_there_is_nothing_or_no_such_entry) {
    const StateHome state;
    const auto nothing = run_command({"undo"});
    EXPECT_EQ(nothing.exit_code, 14);
    EXPECT_NE(nothing.err.find("undo --list"), std::string::npos) << nothing.err;
    EXPECT_EQ(nothing.err.find("Plan again"), std::string::npos) << nothing.err;
    const auto unknown = run_command({"undo", "nix"});
    EXPECT_EQ(unknown.exit_code, 14);
    EXPECT_NE(unknown.err.find("nix"), std::string::npos) << unknown.err;
    EXPECT_EQ(run_command({"undo", "20260101T000000.0000000-abcd"}).exit_code, 3);
    EXPECT_EQ(run_command({"undo", "--list", "word"}).exit_code, 2);
}

}  // namespace
}  // namespace olkacct::test

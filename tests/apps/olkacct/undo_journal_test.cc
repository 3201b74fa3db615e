// The undo journal keeps plans byte for byte, privately, and survives a crash at any moment.
#include "apps/olkacct/undo_journal.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "apps/olkacct/state_home.h"
#include "apps/olkacct/undo_record.h"
#include "profile/edit/edit_context.h"
#include "registry/memory/memory_store.h"
#include "support/store_access.h"

namespace olkacct::app {
namespace {

using testing_support::text_value;
using testing_support::value;

Plan plan_of(std::string source, std::u16string text = u"new") {
    Plan plan{std::move(source), {}, {}};
    plan.changes.push_back({ChangeKind::create_key, u"Software\\Key", {}, {}});
    plan.changes.push_back({ChangeKind::set_value, u"Software\\Key", text_value(u"a", u"old"),
                            text_value(u"a", text)});
    plan.changes.push_back({ChangeKind::delete_value,
                            u"Software\\Key",
                            value(u"POP3 Password", 3, std::string_view("\2\0\xFF", 3)),
                            {}});
    plan.changes.push_back({ChangeKind::delete_key, u"Software\\Old", {}, {}});
    return plan;
}

unsigned mode_of(const std::filesystem::path& path) {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 07777;
}

std::vector<KeptEntry::KeptPlan> read_entry(const std::string& name) {
    std::vector<KeptEntry::KeptPlan> plans;
    auto entry = KeptEntry::open(name, KeptEntry::Purpose::look);
    EXPECT_TRUE(entry.has_value());
    while (entry) {
        auto plan = entry->previous();
        if (!plan || !*plan) {
            EXPECT_TRUE(plan.has_value()) << plan.error().what;
            break;
        }
        plans.push_back(std::move(**plan));
    }
    return plans;
}

TEST(UndoJournal, gives_plans_back_byte_for_byte_last_first) {
    const test::StateHome home;
    UndoEntry entry("replace");
    Plan odd = plan_of("/tmp/\xFF name");
    odd.changes[1].key = u"Lone \xD800 surrogate";
    odd.changes[1].after->type = 0xFFFF0001;
    odd.changes[1].before.reset();
    ASSERT_TRUE(entry.keep(plan_of("/tmp/first")).has_value());
    ASSERT_TRUE(entry.keep(odd).has_value());
    const auto plans = read_entry(entry.name());
    ASSERT_EQ(plans.size(), 2U);
    EXPECT_EQ(plans[0].plan.source, odd.source);
    EXPECT_EQ(plans[0].plan.changes, odd.changes);
    EXPECT_EQ(plans[1].plan.source, "/tmp/first");
    EXPECT_EQ(plans[1].plan.changes, plan_of("").changes);
}

TEST(UndoJournal, keeps_class_names_and_descriptors_and_reads_entries_without_them) {
    Plan plan = plan_of("/f");
    plan.changes[3].class_name = u"A class \xD800";
    plan.changes[3].descriptor = testing_support::bytes(std::string_view("\1\0\4\x80", 4));
    plan.changes[0].class_name = u"Another";
    const auto again = parse_undo_record(undo_record(plan.source, plan.changes));
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(again->changes, plan.changes);

    const auto old = parse_undo_record(
        R"({"source":"/f","changes":[{"do":"delete_key","key":"Software\\Old"}]})");
    ASSERT_TRUE(old.has_value());
    EXPECT_EQ(old->changes, std::vector<Change>{plan_of("/f").changes[3]});
}

TEST(UndoJournal, gives_long_plans_back) {
    const test::StateHome home;
    UndoEntry entry("import");
    for (const std::size_t size : {1U, 40'000U, 300'000U, 5U}) {
        ASSERT_TRUE(entry.keep(plan_of("/f", std::u16string(size, u'x'))).has_value());
    }
    const auto plans = read_entry(entry.name());
    ASSERT_EQ(plans.size(), 4U);
    EXPECT_EQ(plans[1].plan.changes[1].after->data.size(), 600'002U);
    EXPECT_EQ(plans[3].plan.changes[1].after->data.size(), 4U);
}

TEST(UndoJournal, is_private_and_only_made_when_there_is_something_to_keep) {
    const test::StateHome home;
    UndoEntry entry("set");
    EXPECT_EQ(entry.name(), "");
    EXPECT_FALSE(std::filesystem::exists(home / "olkacct"));
    ASSERT_TRUE(entry.keep(plan_of("/f")).has_value());
    EXPECT_EQ(mode_of(home / "olkacct/undo"), 0700U);
    EXPECT_EQ(mode_of(home / ("olkacct/undo/" + entry.name() + ".undo")), 0600U);
}

TEST(UndoJournal, closes_a_folder_that_others_could_read) {
    const test::StateHome home;
    std::filesystem::create_directories(home / "olkacct/undo");
    ASSERT_EQ(::chmod((home / "olkacct/undo").c_str(), 0755), 0);
    UndoEntry entry("set");
    ASSERT_TRUE(entry.keep(plan_of("/f")).has_value());
    EXPECT_EQ(mode_of(home / "olkacct/undo"), 0700U);
}

TEST(UndoJournal, makes_relative_paths_absolute) {
    const test::StateHome home;
    UndoEntry entry("set");
    ASSERT_TRUE(entry.keep(plan_of("some/hive")).has_value());
    EXPECT_EQ(read_entry(entry.name())[0].plan.source,
              (std::filesystem::current_path() / "some/hive").string());
}

TEST(UndoJournal, passes_over_a_last_line_that_a_crash_cut_off_wherever_it_was_cut) {
    const test::StateHome home;
    UndoEntry entry("set");
    ASSERT_TRUE(entry.keep(plan_of("/kept")).has_value());
    const auto path = home / ("olkacct/undo/" + entry.name() + ".undo");
    const auto kept = std::filesystem::file_size(path);
    ASSERT_TRUE(entry.keep(plan_of("/lost")).has_value());
    for (auto size = std::filesystem::file_size(path) - 1; size >= kept; --size) {
        std::filesystem::resize_file(path, size);
        const auto plans = read_entry(entry.name());
        ASSERT_EQ(plans.size(), 1U) << size;
        EXPECT_EQ(plans[0].plan.source, "/kept");
    }
}

TEST(UndoJournal, tells_a_damaged_line_in_the_middle) {
    const test::StateHome home;
    UndoEntry entry("set");
    const auto first = entry.keep(plan_of("/first"));
    ASSERT_TRUE(entry.keep(plan_of("/second")).has_value());
    {
        std::fstream file(home / ("olkacct/undo/" + entry.name() + ".undo"));
        file.seekp(static_cast<std::streamoff>(*first + 2));
        file << '}';
    }
    auto reader = KeptEntry::open(entry.name(), KeptEntry::Purpose::look);
    ASSERT_TRUE(reader->previous().has_value());
    EXPECT_EQ(reader->previous().error().code, ErrorCode::undo_entry_damaged);
}

TEST(UndoJournal, lists_the_newest_entry_first) {
    const test::StateHome home;
    EXPECT_TRUE(kept_entries()->empty());
    std::vector<std::string> names;
    for (int i = 0; i < 5; ++i) {
        names.push_back(*keep_for_undo(plan_of("/f"), "set"));
        EXPECT_TRUE(is_entry_name(names.back())) << names.back();
    }
    std::ranges::reverse(names);
    EXPECT_EQ(*kept_entries(), names);
}

TEST(UndoJournal, lets_nobody_take_back_what_is_still_being_written) {
    const test::StateHome home;
    auto entry = std::make_unique<UndoEntry>("replace");
    ASSERT_TRUE(entry->keep(plan_of("/f")).has_value());
    const std::string name = entry->name();
    EXPECT_EQ(KeptEntry::open(name, KeptEntry::Purpose::change).error().code,
              ErrorCode::source_busy);
    entry.reset();
    EXPECT_TRUE(KeptEntry::open(name, KeptEntry::Purpose::change).has_value());
}

TEST(UndoJournal, remembers_what_became_of_each_plan) {
    const test::StateHome home;
    UndoEntry entry("replace");
    const auto first = entry.keep(plan_of("/1"));
    const auto second = entry.keep(plan_of("/2"));
    ASSERT_TRUE(entry.keep(plan_of("/3")).has_value());
    entry.mark(*first, PlanState::done);
    entry.mark(*second, PlanState::not_done);
    const auto plans = read_entry(entry.name());
    EXPECT_EQ(plans[0].state, PlanState::begun);
    EXPECT_EQ(plans[1].state, PlanState::not_done);
    EXPECT_EQ(plans[2].state, PlanState::done);
}

Edit set_text(std::u16string text) {
    return [text](profile::EditContext& context) {
        auto& transaction = context.transaction();
        return transaction.set_value(transaction.root(), text_value(u"a", text));
    };
}

TEST(UndoJournal, keeps_an_edit_before_it_is_committed) {
    const test::StateHome home;
    const Editor editor(registry::make_memory_store("/m", testing_support::to_tree({})));
    UndoEntry entry("set");
    const auto done = run_kept(editor, set_text(u"x"), entry);
    ASSERT_TRUE(done.has_value());
    const auto plans = read_entry(entry.name());
    ASSERT_EQ(plans.size(), 1U);
    EXPECT_EQ(plans[0].state, PlanState::done);
    EXPECT_EQ(plans[0].plan.changes, done->changes);
}

TEST(UndoJournal, commits_nothing_that_it_cannot_keep) {
    const test::StateHome home;
    std::ofstream(home / "olkacct") << "in the way";
    const Editor editor(registry::make_memory_store("/m", testing_support::to_tree({})));
    UndoEntry entry("set");
    const auto done = run_kept(editor, set_text(u"x"), entry);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, ErrorCode::access_denied);
    EXPECT_FALSE(testing_support::OpenStore(editor.source().shared_store()).value(u"a"));
}

TEST(UndoJournal, keeps_nothing_of_an_edit_that_changes_nothing) {
    const test::StateHome home;
    const Editor editor(registry::make_memory_store("/m", testing_support::to_tree({})));
    UndoEntry entry("set");
    ASSERT_TRUE(run_kept(
                    editor, [](profile::EditContext&) { return Result<void>(); }, entry)
                    .has_value());
    EXPECT_EQ(entry.name(), "");
}

TEST(UndoJournal, keeps_nothing_of_a_plan_that_is_refused) {
    const test::StateHome home;
    const Editor editor(registry::make_memory_store("/m", testing_support::to_tree({})));
    const auto plan = editor.plan(set_text(u"x"));
    ASSERT_TRUE(editor.run(set_text(u"y")).has_value());
    {
        UndoEntry entry("replace");
        EXPECT_EQ(apply_kept(editor, *plan, entry).error().code, ErrorCode::plan_outdated);
        EXPECT_EQ(entry.name(), "");
    }
    EXPECT_EQ(*kept_entries(), std::vector<std::string>());
}

TEST(UndoJournal, leaves_no_file_when_nothing_of_it_was_done) {
    const test::StateHome home;
    {
        UndoEntry entry("replace");
        const auto place = entry.keep(plan_of("/1"));
        EXPECT_NE(entry.name(), "");
        entry.mark(*place, PlanState::not_done);
        EXPECT_EQ(entry.name(), "");
    }
    EXPECT_EQ(*kept_entries(), std::vector<std::string>());
}

}  // namespace
}  // namespace olkacct::app

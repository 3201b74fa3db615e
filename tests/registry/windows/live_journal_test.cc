// Commits to the live registry that were interrupted: whoever comes next finishes them or leaves
// nothing of them.
#include "registry/windows/live_journal.h"

#include <gtest/gtest.h>

#include "base/windows_key.h"
#include "registry/redo_record.h"
#include "registry/windows/live_key.h"
#include "support/store_access.h"

namespace olkacct::registry {
namespace {

using base::WindowsKey;
using testing_support::commit_value;
using testing_support::Content;
using testing_support::read_all;
using testing_support::text_value;

const std::u16string journal_path = u"Software\\olkacct.journal";

class InterruptedCommit : public testing::Test {
  protected:
    void TearDown() override { (void)WindowsKey::remove(HKEY_CURRENT_USER, journal_path); }

    // As a writer that was killed right after its commit left it.
    static void leave_journal(std::span<const Change> changes) {
        leave_value(redo_record(changes));
    }
    static void leave_value(std::vector<std::byte> data) {
        const auto key = WindowsKey::create(HKEY_CURRENT_USER, journal_path);
        ASSERT_TRUE(key);
        ASSERT_TRUE(key->first.set({u"Redo", registry_type::binary, std::move(data)}));
    }
    static bool has_journal() { return *has_live_journal(); }

    // Deletes a key with what is below, makes it anew, and changes the root.
    [[nodiscard]] std::vector<Change> story() const {
        const std::u16string root = live_.path();
        std::vector<Change> all(7);
        all[0] = {ChangeKind::delete_value, root + u"\\A\\B", text_value(u"old", u"x"), {}};
        all[1] = {ChangeKind::delete_key, root + u"\\A\\B", {}, {}};
        all[2] = {ChangeKind::delete_key, root + u"\\A", {}, {}};
        all[3] = {ChangeKind::create_key, root + u"\\A", {}, {}};
        all[4] = {ChangeKind::create_key, root + u"\\A\\C", {}, {}, u"Class"};
        all[5] = {ChangeKind::set_value, root + u"\\A\\C", {}, text_value(u"new", u"y")};
        all[6] = {ChangeKind::set_value, root, {}, text_value(u"v", u"new")};
        return all;
    }
    static Content before() {
        return {.values = {text_value(u"v", u"old")},
                .subkeys = {{.name = u"A",
                             .subkeys = {{.name = u"B", .values = {text_value(u"old", u"x")}}}}}};
    }
    static Content after() {
        return {.values = {text_value(u"v", u"new")},
                .subkeys = {{.name = u"A",
                             .subkeys = {{.name = u"C",
                                          .class_name = u"Class",
                                          .values = {text_value(u"new", u"y")}}}}}};
    }

    test::LiveKey live_{before()};
};

TEST_F(InterruptedCommit, is_finished_by_the_next_reader) {
    leave_journal(story());
    EXPECT_EQ(read_all(*live_.open()), after());
    EXPECT_FALSE(has_journal());
}

TEST_F(InterruptedCommit, is_finished_by_the_next_writer) {
    const auto store = live_.open();
    leave_journal(story());
    commit_value(*store, u"w", u"x");
    EXPECT_FALSE(has_journal());
    EXPECT_EQ(read_all(*store).subkeys, after().subkeys);
}

TEST_F(InterruptedCommit, is_finished_wherever_it_stopped) {
    const auto all = story();
    for (std::size_t done = 0; done <= all.size(); ++done) {
        const test::LiveKey fresh(before());
        auto changes = all;
        for (Change& change : changes)
            change.key = fresh.path() + change.key.substr(live_.path().size());
        // The first steps, as their own commit.
        {
            const auto lock = WriterLock::take();
            ASSERT_TRUE(lock);
            ASSERT_TRUE(commit_journalled(*lock, std::span(changes).first(done)));
        }
        leave_journal(changes);
        EXPECT_EQ(read_all(*fresh.open()), after()) << done;
    }
}

TEST_F(InterruptedCommit, that_had_not_begun_leaves_what_was_there) {
    ASSERT_TRUE(WindowsKey::create(HKEY_CURRENT_USER, journal_path));
    EXPECT_EQ(read_all(*live_.open()), before());
    EXPECT_FALSE(has_journal());
}

TEST_F(InterruptedCommit, with_a_journal_that_nobody_can_read_is_told_and_changes_nothing) {
    const auto store = live_.open();
    leave_value({std::byte{9}});
    const auto begun = store->begin_read();
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().code, ErrorCode::io_error);
    EXPECT_NE(begun.error().where.find("olkacct.journal"), std::string::npos);
    EXPECT_TRUE(has_journal());
    EXPECT_FALSE(store->begin_write());
}

TEST_F(InterruptedCommit, keeps_readers_waiting_while_its_writer_lives) {
    const auto store = live_.open();
    {
        const auto lock = WriterLock::take();
        ASSERT_TRUE(lock);
        leave_journal(story());
        EXPECT_EQ(store->begin_read().error().code, ErrorCode::source_busy);
    }
    EXPECT_EQ(read_all(*store), after());
}

TEST(LiveCommit, leaves_no_journal) {
    const test::LiveKey live;
    commit_value(*live.open(), u"v", u"x");
    EXPECT_EQ(has_live_journal(), false);
}

TEST(LiveCommit, meets_a_conflict_with_whoever_writes_without_the_lock) {
    const test::LiveKey live({.values = {text_value(u"v", u"old")}});
    const auto store = live.open();
    const auto writer = testing_support::begin_write(*store);
    ASSERT_TRUE(writer->set_value(writer->root(), text_value(u"v", u"ours")));
    const auto key = WindowsKey::create(HKEY_CURRENT_USER, live.path());
    ASSERT_TRUE(key->first.set(text_value(u"w", u"theirs")));
    const auto done = writer->commit();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::conflict);
    EXPECT_EQ(testing_support::OpenStore(store).value(u"v"), text_value(u"v", u"old"));
}

TEST(LiveRead, tells_that_it_was_changed_underneath) {
    const test::LiveKey live({.subkeys = {{.name = u"A", .values = {text_value(u"v", u"old")}}}});
    const testing_support::OpenStore opened(live.open());
    ASSERT_TRUE(opened.has(u"A"));
    ASSERT_TRUE(opened->verify());
    const auto key = WindowsKey::create(HKEY_CURRENT_USER, live.path() + u"\\B");
    ASSERT_TRUE(key);
    const auto sound = opened->verify();
    ASSERT_FALSE(sound);
    EXPECT_EQ(sound.error().code, ErrorCode::changed_while_reading);
}

}  // namespace
}  // namespace olkacct::registry

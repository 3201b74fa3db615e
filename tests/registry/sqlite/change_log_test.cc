// The log of changes: what it tells, and when it says that it tells no more.
#include "registry/sqlite/change_log.h"

#include <gtest/gtest.h>

#include "registry/sqlite/scratch_database.h"
#include "support/store_access.h"

namespace olkacct::testing_support {
namespace {

using registry::ChangeList;
using registry::KeyChange;
using ChangedKey = registry::KeyChange::Kind;

ChangeList changes_of(registry::Store& store, std::uint64_t since) {
    auto changes = store.changes_since(since);
    if (!changes) {
        ADD_FAILURE() << changes.error().what;
        return {};
    }
    return *changes;
}

TEST(ChangeLog, is_empty_in_a_new_database) {
    const ChangeList changes = changes_of(*make_scratch_store(), 0);
    EXPECT_EQ(changes.latest, 0U);
    EXPECT_TRUE(changes.is_complete);
    EXPECT_TRUE(changes.changes.empty());
}

TEST(ChangeLog, tells_created_changed_and_deleted_keys_by_commit) {
    const auto store = make_scratch_store();
    write_all(*store, {.subkeys = {{.name = u"A", .subkeys = {{.name = u"B"}}}}});
    {
        const auto writer = begin_write(*store);
        const auto key = find_path(*writer, writer->root(), u"a\\b");
        ASSERT_TRUE(key && *key);
        ASSERT_TRUE(writer->set_value(**key, text_value(u"v", u"x")).has_value());
        ASSERT_TRUE(writer->set_value(**key, text_value(u"V", u"y")).has_value());
        ASSERT_TRUE(writer->set_value(**key, text_value(u"w", u"y")).has_value());
        ASSERT_TRUE(writer->delete_value(**key, u"w").has_value());
        ASSERT_TRUE(writer->commit().has_value());
    }
    {
        const auto writer = begin_write(*store);
        const auto key = writer->find(writer->root(), u"A");
        ASSERT_TRUE(key && *key);
        ASSERT_TRUE(writer->delete_key(**key).has_value());
        ASSERT_TRUE(writer->commit().has_value());
    }
    const ChangeList all = changes_of(*store, 0);
    EXPECT_EQ(all.latest, 3U);
    EXPECT_EQ(all.changes, (std::vector<KeyChange>{{1, ChangedKey::created, u"A", {}},
                                                   {1, ChangedKey::created, u"A\\B", {}},
                                                   {2, ChangedKey::values, u"A\\B", {u"v", u"w"}},
                                                   {3, ChangedKey::deleted, u"A", {}}}));
    EXPECT_EQ(changes_of(*store, 2).changes.size(), 1U);
    EXPECT_TRUE(changes_of(*store, 3).changes.empty());
    EXPECT_TRUE(changes_of(*store, 3).is_complete);
}

TEST(ChangeLog, tells_the_unnamed_value) {
    const auto store = make_scratch_store();
    commit_value(*store, u"", u"x");
    EXPECT_EQ(changes_of(*store, 0).changes,
              (std::vector<KeyChange>{{1, ChangedKey::values, u"", {u""}}}));
}

TEST(ChangeLog, counts_no_commit_that_changed_nothing) {
    const auto store = make_scratch_store();
    ASSERT_TRUE(begin_write(*store)->commit().has_value());
    EXPECT_EQ(changes_of(*store, 0).latest, 0U);
}

TEST(ChangeLog, says_many_of_a_commit_with_more_keys_than_it_tells_apart) {
    const auto store = make_scratch_store();
    const auto writer = begin_write(*store);
    for (std::size_t i = 0; i <= registry::max_logged_keys; ++i) {
        const std::string digits = std::to_string(i);
        ASSERT_TRUE(writer->create_key(writer->root(), std::u16string(digits.begin(), digits.end()))
                        .has_value());
    }
    ASSERT_TRUE(writer->commit().has_value());
    EXPECT_EQ(changes_of(*store, 0).changes,
              (std::vector<KeyChange>{{1, ChangedKey::many, u"", {}}}));
}

// Most commits are put into the log by hand: as many durable ones would take long.
TEST(ChangeLog, forgets_old_commits_and_says_so) {
    const ScratchDatabase scratch;
    const auto store = scratch.open();
    constexpr std::uint64_t by_hand = registry::kept_commits + 100;
    constexpr std::uint64_t commits = by_hand + 64;
    {
        auto connection = registry::Connection::open(scratch.path, {});
        ASSERT_TRUE(connection.has_value());
        const std::string insert =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " +
            std::to_string(by_hand) + ") INSERT INTO changes SELECT i, 0, 0, x'', x'' FROM n";
        ASSERT_TRUE((*connection)->run(insert.c_str()).has_value());
    }
    EXPECT_TRUE(changes_of(*store, 0).is_complete);
    for (std::uint64_t i = by_hand; i < commits; ++i) {
        commit_value(*store, u"v", i % 2 == 0 ? u"a" : u"b");
    }
    const ChangeList from_the_start = changes_of(*store, 0);
    EXPECT_EQ(from_the_start.latest, commits);
    EXPECT_FALSE(from_the_start.is_complete);
    EXPECT_GE(from_the_start.changes.size(), registry::kept_commits);
    EXPECT_LT(from_the_start.changes.size(), commits);
    EXPECT_TRUE(changes_of(*store, commits - registry::kept_commits).is_complete);
    EXPECT_FALSE(changes_of(*store, commits + 1).is_complete);
}

}  // namespace
}  // namespace olkacct::testing_support

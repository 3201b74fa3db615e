// Conformance of stores: writing and watching, each only where the store has the capability (the
// others are skipped, and counted by the test program). Included by store_conformance.h only.
#pragma once

#include <thread>

#include "support/store_conformance.h"
#include "support/store_edits.h"

namespace olkacct::testing_support {

inline constexpr std::chrono::milliseconds no_wait{0};
/// Only a failing test waits this long.
inline constexpr std::chrono::milliseconds long_wait{20000};

class WritableStoreConformance : public StoreConformance {
  protected:
    void SetUp() override {
        if (!GetParam().capabilities.write) {
            GTEST_SKIP() << GetParam().name << " does not write";
        }
    }
};

TEST_P(WritableStoreConformance, shows_a_change_only_after_its_commit) {
    const auto store = make({.subkeys = {{.name = u"A"}}});
    const auto writer = begin_write(*store);
    const auto key = writer->create_key(writer->root(), u"B");
    ASSERT_TRUE(key.has_value());
    ASSERT_TRUE(writer->set_value(*key, text_value(u"v", u"x")).has_value());
    if (GetParam().readers_exclude_writers) {
        EXPECT_EQ(store->begin_read().error().code, ErrorCode::source_busy);
    } else {
        EXPECT_EQ(read_all(*store).subkeys.size(), 1U);
    }

    ASSERT_TRUE(writer->commit().has_value());
    const Content expected{
        .subkeys = {{.name = u"A"}, {.name = u"B", .values = {text_value(u"v", u"x")}}}};
    EXPECT_EQ(read_all(*store), expected);
}

TEST_P(WritableStoreConformance, keeps_a_reader_on_the_revision_it_began_with) {
    const auto store = make({.values = {text_value(u"v", u"old")}});
    std::optional<OpenStore> before(store);
    EXPECT_EQ(before->value(u"v"), text_value(u"v", u"old"));
    if (GetParam().readers_exclude_writers) {
        EXPECT_EQ(store->begin_write().error().code, ErrorCode::source_busy);
        before.reset();
        commit_value(*store, u"v", u"new");
    } else {
        commit_value(*store, u"v", u"new");
        EXPECT_EQ(before->value(u"v"), text_value(u"v", u"old"));
    }
    EXPECT_EQ(OpenStore(store).value(u"v"), text_value(u"v", u"new"));
}

TEST_P(WritableStoreConformance, sees_its_own_pending_changes) {
    const auto store = make({.values = {text_value(u"v", u"old"), text_value(u"w", u"w")},
                             .subkeys = {{.name = u"A", .subkeys = {{.name = u"B"}}}}});
    const auto writer = begin_write(*store);
    const auto key = find_path(*writer, writer->root(), u"a");
    ASSERT_TRUE(key && *key);
    ASSERT_TRUE(writer->delete_key(**key).has_value());
    ASSERT_TRUE(writer->delete_value(writer->root(), u"W").has_value());
    ASSERT_TRUE(writer->create_key(writer->root(), u"C").has_value());
    const Content expected{.values = {text_value(u"v", u"old")}, .subkeys = {{.name = u"C"}}};
    EXPECT_EQ(read_all(*writer, writer->root()), expected);
}

TEST_P(WritableStoreConformance, changes_nothing_when_dropped_without_commit) {
    const auto store = make({.values = {text_value(u"v", u"old")}});
    {
        const auto writer = begin_write(*store);
        ASSERT_TRUE(writer->set_value(writer->root(), text_value(u"v", u"new")).has_value());
        ASSERT_TRUE(writer->create_key(writer->root(), u"A").has_value());
    }
    EXPECT_EQ(read_all(*store), (Content{.values = {text_value(u"v", u"old")}}));
}

TEST_P(WritableStoreConformance, replaces_a_value_in_its_place_with_its_spelling) {
    const auto store = make({.values = {text_value(u"First", u"1"), text_value(u"Second", u"2")}});
    commit_value(*store, u"FIRST", u"changed");
    commit_value(*store, u"Third", u"3");
    EXPECT_EQ(read_all(*store).values,
              (std::vector{text_value(u"First", u"changed"), text_value(u"Second", u"2"),
                           text_value(u"Third", u"3")}));
}

TEST_P(WritableStoreConformance, finds_a_key_instead_of_creating_a_second_one) {
    const auto store = make({.subkeys = {{.name = u"Software"}}});
    const auto writer = begin_write(*store);
    const auto found = writer->find(writer->root(), u"Software");
    const auto created = writer->create_key(writer->root(), u"SOFTWARE");
    ASSERT_TRUE(found && *found && created);
    EXPECT_EQ(**found, *created);
    ASSERT_TRUE(writer->commit().has_value());
    EXPECT_EQ(read_all(*store), (Content{.subkeys = {{.name = u"Software"}}}));
}

TEST_P(WritableStoreConformance, deletes_a_key_with_everything_below) {
    const Content below{.name = u"B", .values = {text_value(u"v", u"x")}};
    const auto store = make({.subkeys = {{.name = u"A", .subkeys = {below}}, {.name = u"C"}}});
    const auto writer = begin_write(*store);
    const auto inner = find_path(*writer, writer->root(), u"A\\B");
    const auto outer = find_path(*writer, writer->root(), u"A");
    ASSERT_TRUE(inner && *inner && outer && *outer);
    ASSERT_TRUE(writer->delete_key(**outer).has_value());
    EXPECT_FALSE(writer->set_value(**inner, text_value(u"v", u"y")).has_value());
    EXPECT_FALSE(writer->info(**outer).has_value());
    ASSERT_TRUE(writer->commit().has_value());
    EXPECT_EQ(read_all(*store), (Content{.subkeys = {{.name = u"C"}}}));
}

TEST_P(WritableStoreConformance, makes_a_deleted_key_anew_and_empty) {
    const auto store = make({.subkeys = {{.name = u"A", .values = {text_value(u"v", u"x")}}}});
    const auto writer = begin_write(*store);
    const auto old = writer->find(writer->root(), u"A");
    ASSERT_TRUE(old && *old);
    ASSERT_TRUE(writer->delete_key(**old).has_value());
    const auto anew = writer->create_key(writer->root(), u"a");
    ASSERT_TRUE(anew.has_value());
    EXPECT_FALSE(writer->values(**old).has_value());
    ASSERT_TRUE(writer->commit().has_value());
    EXPECT_EQ(read_all(*store), (Content{.subkeys = {{.name = u"a"}}}));
}

TEST_P(WritableStoreConformance, says_what_it_cannot_change) {
    const auto store = make({});
    const auto writer = begin_write(*store);
    const auto value_gone = writer->delete_value(writer->root(), u"v");
    ASSERT_FALSE(value_gone.has_value());
    EXPECT_EQ(value_gone.error().code, ErrorCode::key_not_found);
    const auto root_gone = writer->delete_key(writer->root());
    ASSERT_FALSE(root_gone.has_value());
    EXPECT_EQ(root_gone.error().code, ErrorCode::invalid_argument);
    for (const std::u16string& name : {std::u16string(), std::u16string(u"a\\b"),
                                       std::u16string(registry::max_key_name + 1, u'k')}) {
        const auto created = writer->create_key(writer->root(), name);
        ASSERT_FALSE(created.has_value());
        EXPECT_EQ(created.error().code, ErrorCode::invalid_argument);
    }
}

// Either the one that commits second meets a conflict, or the one that begins second is refused.
TEST_P(WritableStoreConformance, refuses_the_second_of_two_writers) {
    const auto store = make({});
    auto first = begin_write(*store);
    ASSERT_TRUE(first->set_value(first->root(), text_value(u"first", u"x")).has_value());
    const auto begun = store->begin_write();
    if (!begun) {
        EXPECT_EQ(begun.error().code, ErrorCode::source_busy);
        ASSERT_TRUE(first->commit().has_value());
        EXPECT_EQ(read_all(*store), (Content{.values = {text_value(u"first", u"x")}}));
        first.reset();
        commit_value(*store, u"second", u"x");
        EXPECT_EQ(read_all(*store).values.size(), 2U);
        return;
    }
    registry::WriteTransaction& second = **begun;
    ASSERT_TRUE(second.set_value(second.root(), text_value(u"second", u"x")).has_value());
    ASSERT_TRUE(second.commit().has_value());
    const auto outcome = first->commit();
    ASSERT_FALSE(outcome.has_value());
    EXPECT_EQ(outcome.error().code, ErrorCode::conflict);
    EXPECT_EQ(read_all(*store), (Content{.values = {text_value(u"second", u"x")}}));
}

TEST_P(WritableStoreConformance, ends_with_its_commit) {
    const auto store = make({});
    const auto writer = begin_write(*store);
    ASSERT_TRUE(writer->commit().has_value());
    EXPECT_FALSE(writer->set_value(writer->root(), text_value(u"v", u"x")).has_value());
    EXPECT_FALSE(writer->commit().has_value());
    EXPECT_EQ(read_all(*store), Content{});
}

TEST_P(WritableStoreConformance, plans_what_it_would_write) {
    for (const StoreEdit& edit : twenty_edits()) {
        SCOPED_TRACE(edit.name);
        const auto store = make(edited_content());
        const auto plan = store->begin_plan();
        ASSERT_TRUE(plan.has_value()) << plan.error().what;
        edit.make(**plan);
        EXPECT_EQ(ordered(read_all(**plan, (*plan)->root())),
                  given(content_after(edited_content(), edit)));
        EXPECT_TRUE((*plan)->verify().has_value());
        const auto done = (*plan)->commit();
        ASSERT_FALSE(done.has_value()) << "a plan was committed";
        EXPECT_EQ(done.error().code, ErrorCode::not_supported_by_store);
        EXPECT_EQ(all_of(*store), given(edited_content()));
    }
}

TEST_P(WritableStoreConformance, plans_beside_a_writer_unless_it_keeps_readers_out) {
    const auto store = make({});
    const auto writer = begin_write(*store);
    const auto plan = store->begin_plan();
    if (GetParam().readers_exclude_writers) {
        EXPECT_EQ(plan.error().code, ErrorCode::source_busy);
        return;
    }
    ASSERT_TRUE(plan.has_value());
    ASSERT_TRUE((*plan)->set_value((*plan)->root(), text_value(u"v", u"planned")).has_value());
    ASSERT_TRUE(writer->set_value(writer->root(), text_value(u"v", u"written")).has_value());
    ASSERT_TRUE(writer->commit().has_value());
    EXPECT_EQ(read_all(*store), (Content{.values = {text_value(u"v", u"written")}}));
}

TEST_P(WritableStoreConformance, refuses_to_plan_what_it_refuses_to_write) {
    const auto store = make({.subkeys = {{.name = u"A", .subkeys = {{.name = u"B"}}}}});
    const auto begun = store->begin_plan();
    ASSERT_TRUE(begun.has_value());
    registry::WriteTransaction& plan = **begun;
    EXPECT_EQ(plan.delete_value(plan.root(), u"v").error().code, ErrorCode::key_not_found);
    EXPECT_EQ(plan.delete_key(plan.root()).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(plan.create_key(plan.root(), u"a\\b").error().code, ErrorCode::invalid_argument);
    const std::u16string long_name(registry::max_value_name + 1, u'v');
    EXPECT_EQ(plan.set_value(plan.root(), text_value(long_name, u"")).error().code,
              ErrorCode::invalid_argument);
    const auto outer = find_path(plan, plan.root(), u"A");
    const auto inner = find_path(plan, plan.root(), u"A\\B");
    EXPECT_EQ(plan.create_key(plan.root(), u"a"), **outer) << "it is there already";
    ASSERT_TRUE(plan.delete_key(**outer).has_value());
    EXPECT_EQ(plan.values(**inner).error().code, ErrorCode::key_not_found);
    registry::KeyId key = plan.root();
    Result<registry::KeyId> made = key;
    for (std::size_t depth = 0; depth <= registry::max_key_depth && made; ++depth) {
        made = plan.create_key(key, u"k");
        key = made.value_or(key);
    }
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::limit_exceeded);
}

class WatchableStoreConformance : public StoreConformance {
  protected:
    void SetUp() override {
        if (!GetParam().capabilities.watch || !GetParam().capabilities.write) {
            GTEST_SKIP() << GetParam().name << " has no watch on its own commits";
        }
    }
};

TEST_P(WatchableStoreConformance, tells_of_a_commit_once) {
    const auto store = make({});
    const auto watch = store->watch();
    ASSERT_TRUE(watch.has_value());
    EXPECT_EQ((*watch)->wait(no_wait), false);
    commit_value(*store, u"v", u"1");
    commit_value(*store, u"v", u"2");
    EXPECT_EQ((*watch)->wait(long_wait), true);
    EXPECT_EQ((*watch)->wait(no_wait), false);
}

TEST_P(WatchableStoreConformance, does_not_tell_of_commits_before_it_or_of_dropped_changes) {
    const auto store = make({});
    commit_value(*store, u"v", u"1");
    const auto watch = store->watch();
    ASSERT_TRUE(watch.has_value());
    const auto writer = begin_write(*store);
    ASSERT_TRUE(writer->create_key(writer->root(), u"A").has_value());
    EXPECT_EQ((*watch)->wait(no_wait), false);
}

TEST_P(WatchableStoreConformance, wakes_a_waiter_in_another_thread) {
    const auto store = make({});
    const auto watch = store->watch();
    ASSERT_TRUE(watch.has_value());
    Result<bool> told = false;
    std::thread waiter([&] { told = (*watch)->wait(long_wait); });
    commit_value(*store, u"v", u"1");
    waiter.join();
    EXPECT_EQ(told, true);
}

TEST_P(WatchableStoreConformance, stops_waiting_when_it_is_interrupted) {
    const auto store = make({});
    const auto watch = store->watch();
    ASSERT_TRUE(watch.has_value());
    (*watch)->interrupt();
    EXPECT_EQ((*watch)->wait(registry::Watch::forever), false) << "interrupted before";
    Result<bool> told = true;
    std::thread waiter([&] { told = (*watch)->wait(registry::Watch::forever); });
    (*watch)->interrupt();
    waiter.join();
    EXPECT_EQ(told, false);
    commit_value(*store, u"v", u"1");
    EXPECT_EQ((*watch)->wait(long_wait), true) << "and goes on";
}

TEST_P(WatchableStoreConformance, tells_each_of_several_watches) {
    const auto store = make({});
    const auto first = store->watch();
    const auto second = store->watch();
    ASSERT_TRUE(first && second);
    commit_value(*store, u"v", u"1");
    EXPECT_EQ((*first)->wait(long_wait), true);
    EXPECT_EQ((*second)->wait(long_wait), true);
}

}  // namespace olkacct::testing_support

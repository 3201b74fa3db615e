// Changes are written down, turned round, and applied only to what they were made for.
#include "registry/change_recorder.h"

#include <gtest/gtest.h>

#include "registry/apply_changes.h"
#include "registry/memory/memory_store.h"
#include "support/store_content.h"

namespace olkacct::testing_support {
namespace {

using registry::ChangeRecorder;
using registry::KeyId;

const Content start{
    .values = {text_value(u"top", u"1")},
    .subkeys = {{.name = u"Software",
                 .values = {text_value(u"a", u"1"), text_value(u"b", u"2")},
                 .subkeys = {{.name = u"Inner", .values = {text_value(u"c", u"3")}}}}}};

// Runs `edit` on a store of `start` and gives what was recorded; the store shows the outcome.
template <class Edit>
std::vector<Change> record(registry::Store& store, Edit edit) {
    const auto transaction = store.begin_write();
    EXPECT_TRUE(transaction.has_value());
    ChangeRecorder recorder(**transaction);
    edit(recorder);
    EXPECT_TRUE(recorder.commit().has_value());
    return recorder.take_changes();
}

KeyId at(registry::ReadTransaction& transaction, std::u16string_view path) {
    return find_path(transaction, transaction.root(), path).value().value();
}

Result<void> apply(registry::Store& store, const std::vector<Change>& changes) {
    const auto transaction = store.begin_write();
    const auto done =
        registry::apply_changes(**transaction, changes, [](const Change&) { return false; });
    return done ? (*transaction)->commit() : done;
}

TEST(ChangeRecorder, writes_down_a_changed_value_with_what_was_there) {
    const auto store = registry::make_memory_store("m", to_tree(start));
    const auto changes = record(*store, [](ChangeRecorder& recorder) {
        EXPECT_TRUE(recorder.set_value(at(recorder, u"software"), text_value(u"A", u"9")));
    });
    const Change expected{ChangeKind::set_value, u"Software", text_value(u"a", u"1"),
                          text_value(u"a", u"9")};
    EXPECT_EQ(changes, std::vector<Change>{expected});
}

TEST(ChangeRecorder, does_not_write_down_what_changes_nothing) {
    const auto store = registry::make_memory_store("m", to_tree(start));
    const auto changes = record(*store, [](ChangeRecorder& recorder) {
        EXPECT_TRUE(recorder.set_value(at(recorder, u"Software"), text_value(u"a", u"1")));
        EXPECT_TRUE(recorder.create_key(recorder.root(), u"SOFTWARE").has_value());
    });
    EXPECT_TRUE(changes.empty());
}

TEST(ChangeRecorder, does_not_write_down_what_the_store_refuses) {
    const auto store = registry::make_memory_store("m", to_tree(start));
    const auto changes = record(*store, [](ChangeRecorder& recorder) {
        EXPECT_FALSE(recorder.delete_key(recorder.root()));
        EXPECT_FALSE(recorder.create_key(recorder.root(), u"").has_value());
        EXPECT_FALSE(recorder.delete_value(recorder.root(), u"none"));
    });
    EXPECT_TRUE(changes.empty());
}

TEST(ChangeRecorder, writes_down_a_deleted_subtree_step_by_step_from_below) {
    const auto store = registry::make_memory_store("m", to_tree(start));
    const auto changes = record(*store, [](ChangeRecorder& recorder) {
        EXPECT_TRUE(recorder.delete_key(at(recorder, u"Software")));
    });
    const std::vector<Change> expected = {
        {ChangeKind::delete_value, u"Software\\Inner", text_value(u"c", u"3"), {}},
        {ChangeKind::delete_key, u"Software\\Inner", {}, {}},
        {ChangeKind::delete_value, u"Software", text_value(u"b", u"2"), {}},
        {ChangeKind::delete_value, u"Software", text_value(u"a", u"1"), {}},
        {ChangeKind::delete_key, u"Software", {}, {}}};
    EXPECT_EQ(changes, expected);
}

TEST(ChangeRecorder, names_keys_that_were_made_in_the_same_transaction) {
    const auto store = registry::make_memory_store("m", to_tree(start));
    const auto changes = record(*store, [](ChangeRecorder& recorder) {
        const auto outer = recorder.create_key(at(recorder, u"Software\\Inner"), u"New");
        const auto inner = recorder.create_key(*outer, u"er");
        EXPECT_TRUE(recorder.set_value(*inner, text_value(u"v", u"x")));
    });
    ASSERT_EQ(changes.size(), 3U);
    EXPECT_EQ(changes[2].key, u"Software\\Inner\\New\\er");
    EXPECT_FALSE(changes[2].before.has_value());
}

TEST(ChangeRecorder, writes_down_what_keys_have_beside_their_values) {
    Content with_class = start;
    with_class.subkeys[0].class_name = u"Old class";
    const auto store = registry::make_memory_store("m", to_tree(with_class));
    const auto changes = record(*store, [](ChangeRecorder& recorder) {
        EXPECT_TRUE(recorder.delete_key(at(recorder, u"Software")));
        const auto made = recorder.create_key(recorder.root(), u"Software");
        EXPECT_TRUE(recorder.set_class_name(*made, u"New class"));
    });
    ASSERT_EQ(changes.size(), 6U);
    EXPECT_EQ(changes[4].kind, ChangeKind::delete_key);
    EXPECT_EQ(changes[4].class_name, u"Old class");
    EXPECT_EQ(changes[5].kind, ChangeKind::create_key);
    EXPECT_EQ(changes[5].class_name, u"New class");
    const auto second = registry::make_memory_store("m", to_tree(with_class));
    EXPECT_TRUE(apply(*second, changes));
    EXPECT_EQ(read_all(*second), read_all(*store));
}

TEST(ApplyChanges, does_on_one_store_what_was_recorded_on_another) {
    const auto first = registry::make_memory_store("a", to_tree(start));
    const auto second = registry::make_memory_store("b", to_tree(start));
    const auto changes = record(*first, [](ChangeRecorder& recorder) {
        EXPECT_TRUE(recorder.delete_key(at(recorder, u"Software\\Inner")));
        EXPECT_TRUE(recorder.create_key(recorder.root(), u"New").has_value());
        EXPECT_TRUE(recorder.set_value(at(recorder, u"New"), text_value(u"v", u"x")));
        EXPECT_TRUE(recorder.delete_value(recorder.root(), u"top"));
    });
    EXPECT_TRUE(apply(*second, changes));
    EXPECT_EQ(read_all(*second), read_all(*first));
    EXPECT_NE(read_all(*second), sorted(start));
}

TEST(ApplyChanges, changes_nothing_when_a_value_is_another_one_now) {
    const auto store = registry::make_memory_store("m", to_tree(start));
    const std::vector<Change> changes = {
        {ChangeKind::create_key, u"New", {}, {}},
        {ChangeKind::set_value, u"Software", text_value(u"a", u"0"), text_value(u"a", u"5")}};
    const auto done = apply(*store, changes);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, ErrorCode::plan_outdated);
    EXPECT_EQ(done.error().where, "Software");
    EXPECT_EQ(read_all(*store), sorted(start));
}

TEST(ApplyChanges, refuses_each_step_that_no_longer_fits) {
    const std::vector<Change> misfits = {
        {ChangeKind::create_key, u"Software", {}, {}},
        {ChangeKind::create_key, u"Gone\\New", {}, {}},
        {ChangeKind::delete_key, u"Gone", {}, {}},
        {ChangeKind::delete_key, u"Software", {}, {}},
        {ChangeKind::delete_value, u"Software", text_value(u"z", u"1"), {}},
        {ChangeKind::set_value, u"Software", {}, text_value(u"a", u"1")},
        {ChangeKind::set_value, u"Gone", {}, text_value(u"a", u"1")}};
    for (const Change& change : misfits) {
        const auto store = registry::make_memory_store("m", to_tree(start));
        const auto done = apply(*store, {change});
        ASSERT_FALSE(done.has_value());
        EXPECT_EQ(done.error().code, ErrorCode::plan_outdated) << done.error().what;
    }
}

}  // namespace
}  // namespace olkacct::testing_support

// The memory store: the conformance suite, and what is particular to it.
#include "registry/memory/memory_store.h"

#include <gtest/gtest.h>

#include "support/store_conformance.h"

namespace olkacct::testing_support {
namespace {

StoreCase memory_case() {
    return {.name = "memory",
            .make =
                [](const Content& content) {
                    return registry::make_memory_store("memory", to_tree(content));
                },
            .capabilities = {.write = true, .atomic = true, .watch = true},
            .keeps_class_names = true};
}
OLKACCT_STORE_CONFORMANCE(Memory, memory_case());

TEST(MemoryStore, is_empty_without_content) {
    EXPECT_EQ(read_all(*registry::make_memory_store("m")), Content{});
}

TEST(MemoryStore, keeps_a_last_written_time_until_the_key_changes) {
    auto tree = std::make_shared<registry::KeyNode>();
    tree->last_written = 77;
    const auto store = registry::make_memory_store("m", tree);
    const OpenStore before(store);
    EXPECT_EQ(before->info(before->root())->last_written, 77U);
    commit_value(*store, u"v", u"x");
    const OpenStore after(store);
    EXPECT_EQ(after->info(after->root())->last_written, 0U);
    EXPECT_EQ(before->info(before->root())->last_written, 77U);
}

TEST(MemoryStore, refuses_a_key_deeper_than_windows_allows) {
    const auto store = registry::make_memory_store("m");
    const auto writer = begin_write(*store);
    registry::KeyId key = writer->root();
    for (std::size_t depth = 0; depth < registry::max_key_depth; ++depth) {
        const auto created = writer->create_key(key, u"k");
        ASSERT_TRUE(created.has_value()) << depth;
        key = *created;
    }
    const auto refused = writer->create_key(key, u"k");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::limit_exceeded);
}

TEST(MemoryStore, refuses_a_value_name_longer_than_windows_allows) {
    const auto store = registry::make_memory_store("m");
    const auto writer = begin_write(*store);
    std::u16string name(registry::max_value_name, u'n');
    EXPECT_TRUE(writer->set_value(writer->root(), text_value(name, u"x")).has_value());
    const auto refused = writer->set_value(writer->root(), text_value(name + u'n', u"x"));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument);
}

TEST(MemoryStore, lets_a_watch_outlive_the_store) {
    auto store = registry::make_memory_store("m");
    const auto watch = store->watch();
    ASSERT_TRUE(watch.has_value());
    commit_value(*store, u"v", u"x");
    store.reset();
    EXPECT_EQ((*watch)->wait(no_wait), true);
}

TEST(MemoryStore, serves_readers_while_writers_commit) {
    const auto store = registry::make_memory_store("m");
    constexpr int commits = 200;
    std::thread writer([&store] {
        for (int i = 0; i < commits; ++i) {
            const auto write = begin_write(*store);
            const char16_t text[] = {static_cast<char16_t>(u'A' + i), u'\0'};
            ASSERT_TRUE(write->set_value(write->root(), text_value(u"a", text)).has_value());
            ASSERT_TRUE(write->set_value(write->root(), text_value(u"b", text)).has_value());
            ASSERT_TRUE(write->commit().has_value());
        }
    });
    for (int i = 0; i < commits; ++i) {
        const Content seen = read_all(*store);
        if (!seen.values.empty()) {
            ASSERT_EQ(seen.values.size(), 2U);
            EXPECT_EQ(seen.values[0].data, seen.values[1].data);
        }
    }
    writer.join();
    EXPECT_EQ(read_all(*store).values.size(), 2U);
}

}  // namespace
}  // namespace olkacct::testing_support

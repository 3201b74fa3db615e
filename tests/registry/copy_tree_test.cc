// Copying between stores: every value in its order, limits, secrets that cannot travel.
#include "registry/copy_tree.h"

#include <gtest/gtest.h>

#include "registry/memory/memory_store.h"
#include "registry/own_secret.h"
#include "support/store_access.h"

namespace olkacct::testing_support {
namespace {

using registry::copy_tree;
using registry::CopyOptions;
using registry::CopyOutcome;

Result<CopyOutcome> copy_store(registry::Store& from, registry::Store& to,
                               const CopyOptions& options = {}) {
    const auto reader = from.begin_read();
    const auto writer = to.begin_write();
    if (!reader || !writer) {
        throw std::runtime_error(reader ? writer.error().what : reader.error().what);
    }
    auto outcome = copy_tree(**reader, (*reader)->root(), **writer, (*writer)->root(), options);
    if (outcome) {
        const auto done = (*writer)->commit();
        EXPECT_TRUE(done.has_value()) << done.error().what;
    }
    return outcome;
}

const Content sample{
    .values = {text_value(u"z", u"1"), text_value(u"", u"2"), text_value(u"a", u"3")},
    .subkeys = {{.name = u"A",
                 .class_name = u"Class",
                 .values = {value(u"n", 77, "xyz")},
                 .subkeys = {{.name = u"Empty"}}},
                {.name = u"b"}}};

std::shared_ptr<registry::Store> memory(const Content& content = {}) {
    return registry::make_memory_store("memory", to_tree(content));
}

TEST(CopyTree, copies_values_in_their_order_and_class_names) {
    const auto target = memory();
    const auto outcome = copy_store(*memory(sample), *target);
    ASSERT_TRUE(outcome.has_value());
    EXPECT_EQ(read_all(*target), sample);
    EXPECT_EQ(outcome->counts.keys, 4U);
    EXPECT_EQ(outcome->counts.values, 4U);
    EXPECT_EQ(outcome->counts.bytes, 3U * 4 + 3);
    EXPECT_EQ(outcome->without_class_name, 0U);
}

TEST(CopyTree, leaves_what_is_in_the_target_already) {
    const auto target = memory({.values = {text_value(u"own", u"x"), text_value(u"A", u"old")},
                                .subkeys = {{.name = u"B", .values = {text_value(u"v", u"x")}}}});
    ASSERT_TRUE(copy_store(*memory(sample), *target).has_value());
    const Content found = read_all(*target);
    EXPECT_EQ(found.values, (std::vector{text_value(u"own", u"x"), text_value(u"A", u"3"),
                                         text_value(u"z", u"1"), text_value(u"", u"2")}));
    EXPECT_EQ(found.subkeys[1].values.size(), 1U);
}

TEST(CopyTree, leaves_secrets_of_our_own_behind_and_carries_those_of_others) {
    std::string own(registry::own_secret_mark.size() + 40, 'x');
    for (std::size_t i = 0; i < registry::own_secret_mark.size(); ++i) {
        own[i] = static_cast<char>(registry::own_secret_mark[i]);
    }
    const auto foreign = value(u"IMAP Password", registry_type::binary, {"\x02\x00\x01", 3});
    const auto mine = value(u"POP3 Password", registry_type::binary, own);
    const auto source = memory({.subkeys = {{.name = u"1", .values = {mine, foreign}}}});
    const auto target = memory();
    const auto outcome = copy_store(*source, *target);
    ASSERT_TRUE(outcome.has_value());
    ASSERT_EQ(outcome->left_secrets.size(), 1U);
    EXPECT_EQ(outcome->left_secrets[0].path, u"1");
    EXPECT_EQ(outcome->left_secrets[0].value, u"POP3 Password");
    EXPECT_EQ(read_all(*target).subkeys[0].values, std::vector{foreign});

    const auto same = memory();
    ASSERT_TRUE(copy_store(*source, *same, {.same_secrets = true})->left_secrets.empty());
    EXPECT_EQ(read_all(*same), read_all(*source));
}

TEST(CopyTree, stops_at_its_limits_and_when_it_is_told_to) {
    CopyOptions few_keys;
    few_keys.most.keys = 3;
    EXPECT_EQ(copy_store(*memory(sample), *memory(), few_keys).error().code,
              ErrorCode::limit_exceeded);
    CopyOptions few_bytes;
    few_bytes.most.bytes = 5;
    EXPECT_EQ(copy_store(*memory(sample), *memory(), few_bytes).error().code,
              ErrorCode::limit_exceeded);
    Content many;
    for (char16_t i = 0; i < 200; ++i)
        many.subkeys.push_back({.name = {u'k', char16_t(0x4E00 + i)}});
    CopyOptions stopped;
    stopped.progress = [](const registry::CopyCounts& counts) { return counts.keys < 100; };
    EXPECT_EQ(copy_store(*memory(many), *memory(), stopped).error().code,
              ErrorCode::user_cancelled);
}

}  // namespace
}  // namespace olkacct::testing_support

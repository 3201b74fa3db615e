// Another reader finds in a built hive what was put into it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>

#include "olkacct/text.h"
#include "support/hive_builder.h"
#include "support/temp_dir.h"

#ifdef OLKACCT_HAVE_HIVEX
#include <hivex.h>
#endif

namespace olkacct::test {
namespace {

struct Shape {
    std::uint32_t minor_version;
    ListKind list_kind;
    std::size_t leaf_capacity;
};

HiveBuilder filled_hive(const Shape& shape) {
    HiveBuilder hive({.minor_version = shape.minor_version,
                      .list_kind = shape.list_kind,
                      .leaf_capacity = shape.leaf_capacity,
                      .descriptors = {plain_descriptor(), plain_descriptor()}});
    const auto names = hive.add_path(HiveBuilder::root, u"Software\\Names");
    for (const auto* name : {u"plain", u"B\u00FCro", u"\u0410\u0440\u0445\u0438\u0432",
                             u"\u5C71\u7530", u"\U0001F600", u"\u00FF"}) {
        hive.set_text(hive.add_key(names, name, 1), name, name);
    }
    for (int i = 0; i < 40; ++i) {
        hive.add_key(names, from_wtf8("key " + std::to_string(i)));
    }
    const auto values = hive.add_path(HiveBuilder::root, u"Software\\Values");
    hive.set_text(values, u"", u"the default value");
    for (const std::size_t size : {0, 1, 3, 4, 5, 600, 16344, 16345, 40000}) {
        hive.set_binary(values, from_wtf8("size " + std::to_string(size)),
                        Bytes(size, std::byte{0x42}));
    }
    hive.set_value(values, u"strange type", 0xABCD1234, dword_bytes(9));
    hive.set_class(values, u"Klasse\u0416");
    return hive;
}

#ifdef OLKACCT_HAVE_HIVEX

void expect_same_values(hive_h* reader, hive_node_h node, const HiveBuilder& hive,
                        HiveBuilder::KeyId key) {
    auto* found = hivex_node_values(reader, node);
    ASSERT_NE(found, nullptr);
    std::size_t index = 0;
    for (const auto& value : hive.values(key)) {
        ASSERT_NE(found[index], 0U);
        auto* name = hivex_value_key(reader, found[index]);
        EXPECT_EQ(std::string(name), to_utf8(value.name));
        hive_type type{};
        std::size_t size = 0;
        auto* data = hivex_value_value(reader, found[index], &type, &size);
        ASSERT_NE(data, nullptr) << name;
        // Any number can stand in a hive, also one that hivex has no name for.
        std::uint32_t number = 0;
        std::memcpy(&number, &type, sizeof number);
        EXPECT_EQ(number, value.type);
        const auto bytes = std::as_bytes(std::span(data, size));
        EXPECT_EQ(Bytes(bytes.begin(), bytes.end()), value.data) << name;
        std::free(data);
        std::free(name);
        ++index;
    }
    EXPECT_EQ(found[index], 0U);
    std::free(found);
}

void expect_same_tree(hive_h* reader, hive_node_h node, const HiveBuilder& hive,
                      HiveBuilder::KeyId key) {
    expect_same_values(reader, node, hive, key);
    auto* children = hivex_node_children(reader, node);
    ASSERT_NE(children, nullptr);
    std::size_t index = 0;
    for (const auto subkey : hive.subkeys(key)) {
        ASSERT_NE(children[index], 0U);
        auto* name = hivex_node_name(reader, children[index]);
        EXPECT_EQ(std::string(name), to_utf8(hive.name(subkey)));
        std::free(name);
        expect_same_tree(reader, children[index], hive, subkey);
        ++index;
    }
    EXPECT_EQ(children[index], 0U);
    std::free(children);
}

#endif

class HiveBuilderAndHivex : public testing::TestWithParam<Shape> {};

TEST_P(HiveBuilderAndHivex, agree_about_every_key_and_value) {
#ifdef OLKACCT_HAVE_HIVEX
    const TempDir folder;
    const auto hive = filled_hive(GetParam());
    const auto path = folder.write("hive", hive.file(3, 3, 512));
    auto* reader = hivex_open(path.c_str(), 0);
    ASSERT_NE(reader, nullptr);
    expect_same_tree(reader, hivex_root(reader), hive, HiveBuilder::root);
    hivex_close(reader);
#else
    GTEST_SKIP() << "*** NOT TESTED: hivex is not installed ***";
#endif
}

INSTANTIATE_TEST_SUITE_P(Shapes, HiveBuilderAndHivex,
                         testing::Values(Shape{3, ListKind::lf, 507}, Shape{3, ListKind::li, 5},
                                         Shape{4, ListKind::lf, 1}, Shape{5, ListKind::lh, 507},
                                         Shape{5, ListKind::lh, 7}, Shape{6, ListKind::lh, 3}));

}  // namespace
}  // namespace olkacct::test

// The readers of the peers' output are themselves tested: a comparison that forgives too much would
// find every hive equal.
#include <gtest/gtest.h>

#include "peers/reglookup_reader.h"

namespace olkacct::test {
namespace {

using namespace std::string_literals;

RegistryValue value(std::uint32_t type, std::string_view bytes) {
    RegistryValue out{u"v", type, {}};
    for (const char byte : bytes) {
        out.data.push_back(static_cast<std::byte>(byte));
    }
    return out;
}

TEST(ReglookupForms, quoting_is_undone_and_a_lone_percent_stays) {
    EXPECT_EQ(unquote("a%2C%00b"), "a,\0b"s);
    EXPECT_EQ(unquote("100%"), "100%");
    EXPECT_EQ(unquote("%4"), "%4");
    EXPECT_EQ(unquote("%zz"), "%zz");
}

TEST(ReglookupForms, a_name_is_narrow_when_it_can_be) {
    EXPECT_EQ(reglookup_name(u"abc\u00E4"), "abc\xE4");
    EXPECT_EQ(reglookup_name(u"x\u0430"), "x\0\x30\x04"s);
}

TEST(ReglookupForms, text_is_accepted_without_its_terminator_and_not_with_another_letter) {
    const auto text = value(registry_type::sz, "a\0b\0\0\0"s);
    EXPECT_TRUE(is_reglookup_data(text, "ab"));
    EXPECT_TRUE(is_reglookup_data(text, "a\0b\0\0\0"s));
    EXPECT_FALSE(is_reglookup_data(text, "ac"));
    EXPECT_FALSE(is_reglookup_data(text, "a"));
    EXPECT_FALSE(is_reglookup_data(text, ""));
}

TEST(ReglookupForms, text_that_is_not_ASCII_must_come_as_its_bytes) {
    const auto text = value(registry_type::sz, "\x30\x04\0\0"s);
    EXPECT_TRUE(is_reglookup_data(text, "\x30\x04\0\0"s));
    EXPECT_FALSE(is_reglookup_data(text, ""));
    EXPECT_FALSE(is_reglookup_data(text, "0"));
}

TEST(ReglookupForms, numbers_are_hexadecimal_in_their_byte_order) {
    EXPECT_TRUE(is_reglookup_data(value(registry_type::dword, "\x01\0\0\x80"s), "0x80000001"));
    EXPECT_TRUE(
        is_reglookup_data(value(registry_type::dword_big_endian, "\x01\0\0\x80"s), "0x01000080"));
    EXPECT_FALSE(is_reglookup_data(value(registry_type::dword, "\x01\0\0\x80"s), "0x80000002"));
    EXPECT_TRUE(is_reglookup_data(value(registry_type::qword, "\x02\0\0\0\0\0\0\0"s),
                                  "0x0000000000000002"));
}

TEST(TreeDifferences, each_kind_of_difference_is_told) {
    Tree left;
    left.keys[u"a"] = {u"", 1, {value(1, "x"), value(2, "y")}};
    left.keys[u"a"].values[1].name = u"w";
    left.keys[u"only left"] = {};
    left.keys_seen = 2;
    Tree right = left;
    EXPECT_TRUE(differences(left, right).empty());

    right.keys[u"a"].last_written = 2;
    right.keys[u"a"].class_name = u"class";
    right.keys[u"a"].values[0].data.clear();
    right.keys.erase(u"only left");
    right.keys[u"only right"] = {};
    const auto found = differences(left, right);
    ASSERT_EQ(found.size(), 5U);
    EXPECT_EQ(found[0].value, u"(class)");
    EXPECT_EQ(found[1].value, u"(time)");
    EXPECT_EQ(found[2].value, u"v");
    EXPECT_EQ(found[3].key, u"only left");
    EXPECT_EQ(found[4].key, u"only right");
}

TEST(TreeDifferences, another_order_of_values_is_told) {
    Tree left;
    left.keys[u""].values = {value(1, "x"), value(1, "y")};
    left.keys[u""].values[1].name = u"w";
    Tree right = left;
    std::swap(right.keys[u""].values[0], right.keys[u""].values[1]);
    const auto found = differences(left, right);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].value, u"(order)");
}

}  // namespace
}  // namespace olkacct::test

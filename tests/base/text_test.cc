// UTF-16, UTF-8 and what people see of both.
#include "olkacct/text.h"

#include <gtest/gtest.h>

namespace olkacct {
namespace {

using namespace std::string_literals;

std::u16string every_unit() {
    std::u16string text;
    for (unsigned unit = 1; unit < 0x10000; ++unit) {
        // A letter between them keeps two lone surrogates from becoming a pair.
        text.push_back(static_cast<char16_t>(unit));
        text.push_back(u'x');
    }
    return text;
}

TEST(Text, keeps_every_unit_and_lone_surrogate_through_a_round_trip) {
    EXPECT_EQ(from_wtf8(to_wtf8(every_unit())), every_unit());
}

TEST(Text, makes_four_bytes_of_a_surrogate_pair) {
    EXPECT_EQ(to_utf8(u"\U0001F600"), "\xF0\x9F\x98\x80");
    EXPECT_EQ(from_wtf8("\xF0\x9F\x98\x80"), u"\U0001F600");
}

TEST(Text, shows_a_lone_surrogate_as_the_replacement_character) {
    const std::u16string lone = {u'a', 0xD800, u'b', 0xDC00};
    EXPECT_EQ(to_utf8(lone),
              "a\xEF\xBF\xBD"
              "b\xEF\xBF\xBD");
    EXPECT_EQ(to_wtf8(lone),
              "a\xED\xA0\x80"
              "b\xED\xB0\x80");
}

TEST(Text, replaces_bytes_that_are_no_utf8) {
    EXPECT_EQ(from_wtf8("a\x80z"), u"a\uFFFDz");
    EXPECT_EQ(from_wtf8("\xC0\xAF"), u"\uFFFD\uFFFD") << "overlong forms are not UTF-8";
    EXPECT_EQ(from_wtf8("\xE2\x82"), u"\uFFFD\uFFFD") << "a sequence that ends too early";
    EXPECT_EQ(from_wtf8("\xF4\x90\x80\x80").front(), u'\uFFFD') << "past U+10FFFF";
    EXPECT_EQ(from_wtf8("\xE2z\x82"), u"\uFFFDz\uFFFD");
}

TEST(Text, escapes_whatever_could_move_a_cursor) {
    EXPECT_EQ(to_display(u"a\x1B[2J\n\t\x7F\x9B"), "a\\x1b[2J\\x0a\\x09\\x7f\\x9b");
    EXPECT_EQ(to_display(u"\u202Eexe"), "\\u202eexe");
    EXPECT_EQ(to_display(u"C:\\Users"), "C:\\Users") << "a path stays one";
    EXPECT_EQ(to_display(std::u16string(u"a\0b", 3)), "a\\x00b");
    EXPECT_EQ(to_display(u"Büro アドレス帳"), "Büro アドレス帳");
}

}  // namespace
}  // namespace olkacct

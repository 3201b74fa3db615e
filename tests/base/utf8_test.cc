// One UTF-8 sequence at a time.
#include "base/utf8.h"

#include <gtest/gtest.h>

namespace olkacct::base {
namespace {

TEST(Utf8, decodes_a_sequence_of_each_length) {
    char32_t point = 0;
    EXPECT_EQ(decode_utf8("zx", point), 1U);
    EXPECT_EQ(point, U'z');
    EXPECT_EQ(decode_utf8("\xC3\xA9x", point), 2U);
    EXPECT_EQ(point, U'\u00E9');
    EXPECT_EQ(decode_utf8("\xE2\x82\xAC", point), 3U);
    EXPECT_EQ(point, U'\u20AC');
    EXPECT_EQ(decode_utf8("\xF0\x9F\x98\x80", point), 4U);
    EXPECT_EQ(point, U'\U0001F600');
}

TEST(Utf8, lets_a_surrogate_through) {
    char32_t point = 0;
    EXPECT_EQ(decode_utf8("\xED\xA0\x80", point), 3U);
    EXPECT_EQ(point, 0xD800U);
}

TEST(Utf8, takes_nothing_that_is_cut_overlong_or_out_of_range) {
    for (const std::string_view text :
         {"", "\x80", "\xC3", "\xC3z", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE2\x82",
          "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF"}) {
        char32_t point = U'?';
        EXPECT_EQ(decode_utf8(text, point), 0U);
        EXPECT_EQ(point, U'?');
    }
}

TEST(Utf8, knows_the_length_by_the_first_byte) {
    EXPECT_EQ(utf8_length('a'), 1U);
    EXPECT_EQ(utf8_length('\xC3'), 2U);
    EXPECT_EQ(utf8_length('\xED'), 3U);
    EXPECT_EQ(utf8_length('\xF4'), 4U);
    EXPECT_EQ(utf8_length('\xBF'), 0U);
}

}  // namespace
}  // namespace olkacct::base

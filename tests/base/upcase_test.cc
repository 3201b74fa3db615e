// Windows' upcase table and the comparison of names by it.
#include "base/upcase.h"

#include <gtest/gtest.h>

#include "support/sha256.h"

namespace olkacct::base {
namespace {

TEST(Upcase, is_the_table_of_windows_10_bit_for_bit) {
    std::vector<std::byte> bytes;
    for (const char16_t unit : upcase_table()) {
        bytes.push_back(static_cast<std::byte>(unit & 0xFF));
        bytes.push_back(static_cast<std::byte>(unit >> 8));
    }
    EXPECT_EQ(test::sha256(bytes),
              "41c26bc7a12bdaeb26025c93118697c7e3ef81ee048b00fe5cce2a472e0e0742");
}

TEST(Upcase, agrees_with_its_shortcut_for_ascii_and_is_idempotent) {
    for (unsigned unit = 0; unit < 0x10000; ++unit) {
        const auto folded = upcase(static_cast<char16_t>(unit));
        EXPECT_EQ(folded, upcase_table()[unit]);
        EXPECT_EQ(upcase(folded), folded);
    }
}

TEST(Upcase, folds_letters_that_windows_folds_and_no_others) {
    EXPECT_EQ(upcase(u'é'), u'É');
    EXPECT_EQ(upcase(u'ÿ'), u'Ÿ');
    EXPECT_EQ(upcase(u'я'), u'Я');
    EXPECT_EQ(upcase(u'ß'), u'ß');
    EXPECT_EQ(upcase(u'\u00B5'), u'\u00B5') << "the micro sign does not round-trip";
    EXPECT_EQ(upcase(u'\u0131'), u'\u0131') << "neither does the dotless i";
    EXPECT_EQ(upcase(u'\xD801'), u'\xD801') << "a surrogate is itself";
}

TEST(Upcase, orders_names_by_folded_units_and_a_prefix_first) {
    EXPECT_TRUE(compare_names(u"ss1", u"SS3") < 0);
    EXPECT_TRUE(compare_names(u"SS3", u"ß2") < 0);
    EXPECT_TRUE(compare_names(u"abc", u"ABC") == 0);
    EXPECT_TRUE(compare_names(u"ab", u"ABC") < 0);
    EXPECT_TRUE(compare_names(u"_", u"A") > 0) << "the underscore sorts behind upper case";
    EXPECT_TRUE(same_name(u"Ünïcode", u"üNÏCODE"));
    EXPECT_FALSE(same_name(u"name", u"names"));
}

}  // namespace
}  // namespace olkacct::base

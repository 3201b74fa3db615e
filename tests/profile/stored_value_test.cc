// Decoding stored strings and numbers, and recognising secrets by name.
#include <gtest/gtest.h>

#include "olkacct/property.h"
#include "profile/profile_content.h"

namespace olkacct::test {
namespace {

RegistryValue raw(std::uint32_t type, std::initializer_list<int> bytes) {
    RegistryValue value{u"v", type, {}};
    for (const int byte : bytes) {
        value.data.push_back(static_cast<std::byte>(byte));
    }
    return value;
}

TEST(StoredString, is_read_from_text_and_from_binary) {
    EXPECT_EQ(decode_string(text(u"v", u"ab")), u"ab");
    EXPECT_EQ(decode_string(old_text(u"v", u"ab")), u"ab");
    EXPECT_EQ(decode_string(raw(registry_type::expand_sz, {'a', 0, 0, 0})), u"a");
}

TEST(StoredString, loses_exactly_one_final_nul) {
    EXPECT_EQ(decode_string(raw(registry_type::sz, {'a', 0})), u"a");
    EXPECT_EQ(decode_string(raw(registry_type::sz, {'a', 0, 0, 0, 0, 0})),
              std::u16string_view(u"a\0", 2));
    EXPECT_EQ(decode_string(raw(registry_type::sz, {0, 0})), u"");
    EXPECT_EQ(decode_string(raw(registry_type::sz, {})), u"");
}

TEST(StoredString, is_cut_neither_at_an_inner_nul_nor_by_an_odd_byte) {
    EXPECT_EQ(decode_string(raw(registry_type::sz, {'a', 0, 0, 0, 'b', 0})),
              std::u16string_view(u"a\0b", 3));
    EXPECT_EQ(decode_string(raw(registry_type::binary, {'a', 0, 'b'})), u"a");
    EXPECT_EQ(decode_string(raw(registry_type::binary, {'a'})), u"");
}

TEST(StoredString, keeps_a_lone_surrogate) {
    EXPECT_EQ(decode_string(raw(registry_type::sz, {0x00, 0xD8, 0, 0})),
              std::u16string(1, char16_t{0xD800}));
}

TEST(StoredNumber, needs_four_bytes) {
    EXPECT_EQ(decode_number(raw(registry_type::dword, {1, 2, 0, 0})), 0x201U);
    EXPECT_EQ(decode_number(raw(registry_type::dword, {1, 2, 0})), std::nullopt);
    EXPECT_EQ(decode_number(raw(registry_type::dword, {})), std::nullopt);
    EXPECT_EQ(decode_number(raw(registry_type::qword, {1, 0, 0, 0, 9, 0, 0, 0})), 1U);
    EXPECT_EQ(decode_number(raw(registry_type::sz, {1, 0, 0, 0})), std::nullopt);
}

TEST(SecretValue, is_told_by_its_name) {
    for (const std::u16string_view name :
         {u"POP3 Password", u"smtp password", u"EAS Password", u"Whatever Password", u"S010267f0",
          u"s001E67F1", u"S00033009", u"001e67f1", u"010267ff", u"001e6703", u"001f6704"}) {
        EXPECT_TRUE(is_secret_value(name));
    }
    for (const std::u16string_view name :
         {u"POP3 Remember Passwd", u"Account Name", u"", u"S", u"S010267f", u"X010267f0",
          u"S01026zf0", u"001f3001", u"Password Hint", u"001f6700"}) {
        EXPECT_FALSE(is_secret_value(name));
    }
}

}  // namespace
}  // namespace olkacct::test

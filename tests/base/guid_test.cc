// GUIDs and section names.
#include "olkacct/guid.h"

#include <gtest/gtest.h>

namespace olkacct {
namespace {

constexpr std::string_view manager_text = "{ED475410-B0D6-11D2-8C3B-00104B2A6676}";

TEST(Guid, reads_its_own_text_and_every_case_of_it) {
    const auto guid = Guid::parse(manager_text);
    ASSERT_TRUE(guid);
    EXPECT_EQ(guid->data1, 0xED475410U);
    EXPECT_EQ(guid->data2, 0xB0D6);
    EXPECT_EQ(guid->data3, 0x11D2);
    EXPECT_EQ(guid->data4[0], 0x8C);
    EXPECT_EQ(guid->data4[7], 0x76);
    EXPECT_EQ(guid->to_string(), manager_text);
    EXPECT_EQ(Guid::parse("ed475410-b0d6-11d2-8c3b-00104b2a6676"), guid);
    EXPECT_EQ(Guid::parse(std::u16string_view(u"{ed475410-B0D6-11D2-8C3B-00104B2A6676}")), guid);
}

TEST(Guid, refuses_whatever_is_no_guid) {
    for (const std::string_view text :
         {"", "{}", "{ED475410-B0D6-11D2-8C3B-00104B2A6676",
          "ED475410-B0D6-11D2-8C3B-00104B2A6676}", "{ED475410+B0D6-11D2-8C3B-00104B2A6676}",
          "{ED47541G-B0D6-11D2-8C3B-00104B2A6676}", "{ED475410-B0D6-11D2-8C3B-00104B2A66760}",
          "ED475410B0D611D28C3B00104B2A6676"}) {
        EXPECT_FALSE(Guid::parse(text)) << text;
    }
}

TEST(Guid, has_the_bytes_of_windows) {
    const auto bytes = Guid::parse(manager_text)->to_bytes();
    EXPECT_EQ(bytes[0], std::byte{0x10});
    EXPECT_EQ(bytes[3], std::byte{0xED});
    EXPECT_EQ(bytes[4], std::byte{0xD6});
    EXPECT_EQ(bytes[15], std::byte{0x76});
    EXPECT_EQ(Guid::from_bytes(bytes), *Guid::parse(manager_text));
}

TEST(Guid, names_a_section_by_its_bytes_in_memory_order) {
    // MUID_PROFILE_INSTANCE, sheet section 2.
    const auto uid = Guid::parse("{00020385-0000-0000-C000-000000000046}")->to_bytes();
    EXPECT_EQ(section_name(uid), "8503020000000000c000000000000046");
}

}  // namespace
}  // namespace olkacct

// Between a client's values and those of the profile layer.
#include "mapi/property_values.h"

#include <gtest/gtest.h>

#include <cstring>

namespace olkacct::mapi {
namespace {

using profile::ElementBytes;
namespace type = profile::section_type;

ElementBytes counted(std::size_t size) {
    ElementBytes out(size);
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<std::byte>(i + 1);
    return out;
}

std::vector<SectionProperty> all_types() {
    std::vector<SectionProperty> all;
    const auto add = [&](std::uint32_t of, std::vector<ElementBytes> elements) {
        all.push_back({PROP_TAG(of, 0x6600), std::move(elements)});
    };
    for (const ULONG of :
         {PT_I2, PT_LONG, PT_R4, PT_DOUBLE, PT_CURRENCY, PT_APPTIME, PT_I8, PT_SYSTIME, PT_CLSID}) {
        const std::size_t size = *profile::fixed_size(static_cast<std::uint16_t>(of));
        add(of, {counted(size)});
        add(of | MV_FLAG, {counted(size), ElementBytes(size), counted(size)});
    }
    for (const ULONG of : {PT_STRING8, PT_UNICODE, PT_BINARY}) {
        add(of, {counted(6)});
        add(of, {{}});
        add(of | MV_FLAG, {counted(4), {}, counted(8)});
    }
    all.push_back(profile::boolean_property(PROP_TAG(PT_BOOLEAN, 0x6600), true));
    return all;
}

}  // namespace

TEST(PropertyValues, of_every_type_come_back_from_a_client) {
    for (const SectionProperty& property : all_types()) {
        Chain chain(sizeof(SPropValue));
        auto& value = *chain.as<SPropValue>();
        copy_to(property, value, chain);
        EXPECT_EQ(value.ulPropTag, property.tag);
        const auto back = copy_from(value);
        ASSERT_TRUE(back.has_value()) << std::hex << property.tag;
        EXPECT_EQ(*back, property) << std::hex << property.tag;
    }
}

TEST(PropertyValues, take_16_bits_of_a_boolean_and_store_one_or_zero) {
    SPropValue value;
    std::memset(&value, 0xAA, sizeof value);
    value.ulPropTag = PR_DEFAULT_PROFILE;
    value.Value.b = 0x7700;
    const auto property = copy_from(value);
    ASSERT_TRUE(property.has_value());
    EXPECT_EQ(*property, profile::boolean_property(PR_DEFAULT_PROFILE, true));
}

TEST(PropertyValues, without_content_are_none) {
    for (const ULONG tag :
         {PR_NULL, PROP_TAG(PT_ERROR, 1), PROP_TAG(PT_OBJECT, 1), PROP_TAG(0x0099, 1),
          PROP_TAG(PT_STRING8, 1), PROP_TAG(PT_UNICODE, 1), PROP_TAG(PT_CLSID, 1),
          PROP_TAG(PT_MV_LONG, 1), PROP_TAG(MV_FLAG | PT_BOOLEAN, 1)}) {
        SPropValue value{};
        value.ulPropTag = tag;
        EXPECT_FALSE(copy_from(value).has_value()) << std::hex << tag;
    }
    SPropValue binary{};
    binary.ulPropTag = PR_ENTRYID;
    binary.Value.bin.cb = 5;
    EXPECT_FALSE(copy_from(binary).has_value());
}

TEST(PropertyValues, with_text_in_the_middle_of_nothing_are_refused) {
    LPSTR texts[2] = {const_cast<char*>("a"), nullptr};
    SPropValue value{};
    value.ulPropTag = PROP_TAG(PT_MV_STRING8, 1);
    value.Value.MVszA = {2, texts};
    EXPECT_FALSE(copy_from(value).has_value());
}

TEST(PropertyValues, answer_the_type_that_was_asked_for) {
    const auto text = profile::text_property(PR_DISPLAY_NAME_W, u"Ann");
    EXPECT_EQ(as_requested(text, PR_DISPLAY_NAME_A, true)->tag, PR_DISPLAY_NAME_A);
    EXPECT_EQ(as_requested(text, PROP_TAG(PT_UNSPECIFIED, 0x3001), true)->tag, PR_DISPLAY_NAME_W);
    EXPECT_EQ(as_requested(text, PROP_TAG(PT_UNSPECIFIED, 0x3001), false)->tag, PR_DISPLAY_NAME_A);
    EXPECT_FALSE(as_requested(text, PROP_TAG(PT_LONG, 0x3001), true));
    EXPECT_FALSE(as_requested(text, PROP_TAG(PT_MV_UNICODE, 0x3001), true));
    const auto number = profile::number_property(PR_RESOURCE_FLAGS, 1);
    EXPECT_EQ(as_requested(number, PROP_TAG(PT_UNSPECIFIED, 0x3009), true), number);
    EXPECT_FALSE(as_requested(number, PROP_TAG(PT_BOOLEAN, 0x3009), true));
}

TEST(PropertyValues, of_the_service_entry_name_are_8_bit) {
    const auto stored = profile::text_property(PROP_TAG(PT_UNICODE, 0x3D0B), u"Entry");
    EXPECT_EQ(as_requested(stored, PR_SERVICE_ENTRY_NAME, true)->tag, PR_SERVICE_ENTRY_NAME);
    EXPECT_EQ(as_requested(stored, PROP_TAG(PT_UNSPECIFIED, 0x3D0B), true)->tag,
              PR_SERVICE_ENTRY_NAME);
    EXPECT_FALSE(as_requested(stored, stored.tag, true));
}

}  // namespace olkacct::mapi

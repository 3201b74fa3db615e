// Section properties of every type, in memory and stored, on made-up and real profiles.
#include "profile/section_property.h"

#include <gtest/gtest.h>

#include "olkacct/source.h"
#include "support/memory_hive.h"
#include "support/outlook_sample.h"
#include "support/shared_hives.h"

namespace olkacct::profile {
namespace {

ElementBytes bytes(std::initializer_list<int> values) {
    ElementBytes out;
    for (const int value : values) out.push_back(static_cast<std::byte>(value));
    return out;
}

ElementBytes counted_bytes(std::size_t size) {
    ElementBytes out(size);
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<std::byte>(i + 1);
    return out;
}

SectionProperty of_type(std::uint16_t type, std::vector<ElementBytes> elements) {
    return {property_tag(type, 0x6600), std::move(elements)};
}

constexpr std::uint16_t multi(std::uint16_t type) {
    return static_cast<std::uint16_t>(type | multi_value_flag);
}

// Every type that a section can hold.
std::vector<SectionProperty> all_types() {
    std::vector<SectionProperty> all;
    for (const std::uint16_t type :
         {section_type::i2, section_type::i4, section_type::r4, section_type::r8,
          section_type::currency, section_type::app_time, section_type::i8,
          section_type::system_time, section_type::class_id}) {
        const std::size_t size = *fixed_size(type);
        all.push_back(of_type(type, {counted_bytes(size)}));
        all.push_back(of_type(multi(type), {counted_bytes(size), ElementBytes(size)}));
    }
    const auto wide = text_property(0, u"Grüße").elements.front();
    const auto narrow = to_ansi(u"Grüße");
    all.push_back(boolean_property(property_tag(section_type::boolean, 0x6600), true));
    all.push_back(of_type(section_type::string8, {narrow}));
    all.push_back(of_type(multi(section_type::string8), {narrow, {}, bytes({0xE9, 0x41})}));
    all.push_back(of_type(section_type::unicode, {wide}));
    all.push_back(of_type(multi(section_type::unicode), {wide, {}}));
    all.push_back(of_type(section_type::binary, {bytes({1, 2, 3})}));
    all.push_back(of_type(section_type::binary, {{}}));
    all.push_back(of_type(multi(section_type::binary), {bytes({1, 2, 3}), {}, bytes({4})}));
    return all;
}

// How many section values of all profiles were decoded and came out as they went in; the others
// must be ones that no property can stand for.
std::size_t check_every_value(const Source& source) {
    const auto contents = source.read();
    if (!contents) {
        ADD_FAILURE() << contents.error().what;
        return 0;
    }
    std::size_t same = 0;
    for (const Profile& profile : contents->profiles) {
        const auto dumped = source.dump(profile);
        if (!dumped) {
            ADD_FAILURE() << dumped.error().what;
            continue;
        }
        for (const DumpedKey& key : *dumped) {
            for (const RegistryValue& value : key.values) {
                const auto property = decode_property(value);
                if (!property) continue;
                const auto width = offset_width_of(value);
                EXPECT_EQ(encode_property(*property, width.value_or(8)), value);
                ++same;
            }
        }
    }
    return same;
}

TEST(SectionProperty, of_every_type_comes_back_in_both_widths) {
    for (const SectionProperty& property : all_types()) {
        for (const std::uint8_t width : {std::uint8_t{4}, std::uint8_t{8}}) {
            const RegistryValue stored = encode_property(property, width);
            EXPECT_EQ(decode_property(stored), property) << std::hex << property.tag;
            const auto kind = tag_type(property.tag) & ~multi_value_flag;
            const bool shows_width =
                is_multi_value(tag_type(property.tag)) &&
                (kind == section_type::string8 || kind == section_type::unicode ||
                 kind == section_type::binary);
            EXPECT_EQ(offset_width_of(stored), shows_width ? std::optional(width) : std::nullopt);
        }
    }
}

TEST(SectionProperty, is_stored_under_its_type_and_identifier) {
    EXPECT_TRUE(section_value_name(0x3001001F) == u"001f3001");
    EXPECT_TRUE(section_value_name(0x67F1001F) == u"S001f67f1");
    EXPECT_EQ(encode_property(text_property(0x3001001E, u""), 8).type, registry_type::sz);
    EXPECT_EQ(encode_property(number_property(0x30090003, 7), 8),
              (RegistryValue{u"00033009", registry_type::binary, bytes({7, 0, 0, 0})}));
}

TEST(SectionProperty, with_other_bytes_than_its_type_has_is_none) {
    const auto decode = [](std::u16string name, std::size_t size) {
        return decode_property({std::move(name), registry_type::binary, ElementBytes(size)});
    };
    EXPECT_FALSE(decode(u"00033009", 3));
    EXPECT_FALSE(decode(u"10033009", 7));
    EXPECT_FALSE(decode(u"00483009", 8));
    EXPECT_FALSE(decode(u"101f3009", 3));
    EXPECT_FALSE(decode(u"000d3009", 4));
    EXPECT_FALSE(decode(u"DefaultProfile", 4));
    EXPECT_TRUE(decode(u"00033009", 4));
}

TEST(SectionProperty, that_is_secured_is_not_read_as_plain) {
    for (const std::u16string_view name : {u"S001f67f1", u"001f67f1", u"S001f3001"}) {
        EXPECT_FALSE(decode_property({std::u16string(name), registry_type::binary, bytes({0, 0})}));
    }
}

TEST(SectionProperty, changes_the_width_of_its_text) {
    const auto wide = text_property(0x3001001F, u"Zoë");
    const auto narrow = with_string_type(wide, section_type::string8);
    EXPECT_EQ(narrow.tag, 0x3001001EU);
    EXPECT_EQ(with_string_type(narrow, section_type::unicode), wide);
    EXPECT_TRUE(text_of(narrow) == u"Zoë");
    EXPECT_TRUE(from_ansi(bytes({0x41, 0xFF})) == u"A\uFFFD");
}

TEST(SectionProperty, of_a_made_up_profile_is_written_as_it_was_read) {
    for (const std::size_t width : {std::size_t{4}, std::size_t{8}}) {
        const Source source(
            test::open_in_memory(test::outlook_sample_hive({.offset_width = width})));
        EXPECT_GT(check_every_value(source), 50U);
    }
}

TEST(SectionProperty, of_real_profiles_is_written_as_it_was_read) {
    OLKACCT_NEED_SHARED_HIVES();
    for (const std::string_view name :
         {"ntuser_win7_outlook2010_pop3.dat", "ntuser_win7_outlook2010_deleted_accounts.dat",
          "ntuser_win10_outlook16_no_mail.dat", "outlook16_x64_1pop.hive"}) {
        const auto path = test::shared_hive("profiles/" + std::string(name)).string();
        const auto source = Source::open(path);
        ASSERT_TRUE(source.has_value()) << path;
        EXPECT_GT(check_every_value(*source), 50U) << path;
    }
}

}  // namespace
}  // namespace olkacct::profile

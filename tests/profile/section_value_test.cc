// Decoding values of profile sections, ordinary and made to hurt.
#include "profile/section_value.h"

#include <gtest/gtest.h>

namespace olkacct::profile {
namespace {

class Bytes {
  public:
    Bytes& number(std::uint64_t value, int width) {
        for (int i = 0; i < width; ++i) {
            data.push_back(static_cast<std::byte>(value >> (8 * i) & 0xFF));
        }
        return *this;
    }
    Bytes& text(std::string_view characters) {
        for (const char character : characters) {
            data.push_back(static_cast<std::byte>(character));
        }
        return *this;
    }
    std::vector<std::byte> data;
};

SectionData decode(std::u16string name, const Bytes& bytes,
                   std::uint32_t type = registry_type::binary) {
    return decode_section_value({std::move(name), type, bytes.data});
}

const SectionData undecoded = std::monostate();

TEST(SectionValueName, holds_type_and_identifier) {
    EXPECT_EQ(parse_section_value_name(u"001f3001"), (SectionValueName{0x001F, 0x3001, false}));
    EXPECT_EQ(parse_section_value_name(u"001F300A"), (SectionValueName{0x001F, 0x300A, false}));
    EXPECT_EQ(parse_section_value_name(u"S010267f0"), (SectionValueName{0x0102, 0x67F0, true}));
    EXPECT_EQ(parse_section_value_name(u"010267ff"), (SectionValueName{0x0102, 0x67FF, true}));
    for (const std::u16string_view name : {u"", u"001f300", u"001f30011", u"X001f3001", u"001g3001",
                                           u"001f\x0130"
                                           u"001"}) {
        EXPECT_EQ(parse_section_value_name(name), std::nullopt);
    }
}

TEST(SectionValue, decodes_each_fixed_type) {
    EXPECT_EQ(decode(u"00033009", Bytes().number(0x22, 4)), SectionData(std::uint32_t{0x22}));
    EXPECT_EQ(decode(u"000b0489", Bytes().number(1, 2)), SectionData(true));
    EXPECT_EQ(decode(u"000b0489", Bytes().number(0, 2)), SectionData(false));
    EXPECT_EQ(decode(u"00141234", Bytes().number(0x1122334455667788, 8)),
              SectionData(std::uint64_t{0x1122334455667788}));
    EXPECT_EQ(decode(u"00400032", Bytes().number(7, 8)), SectionData(FileTime{7}));
    EXPECT_EQ(decode(u"00486002", Bytes().number(0xED475410, 4).number(0, 8).number(0, 4)),
              SectionData(Guid{0xED475410, 0, 0, {}}));
}

TEST(SectionValue, leaves_a_fixed_type_of_another_size_undecoded) {
    EXPECT_EQ(decode(u"00033009", Bytes().number(0, 3)), undecoded);
    EXPECT_EQ(decode(u"00033009", Bytes()), undecoded);
    EXPECT_EQ(decode(u"000b0489", Bytes().number(0, 4)), undecoded);
    EXPECT_EQ(decode(u"00486002", Bytes().number(0, 8)), undecoded);
    EXPECT_EQ(decode(u"10033009", Bytes().number(0, 5)), undecoded);
}

TEST(SectionValue, leaves_unknown_types_and_names_undecoded) {
    EXPECT_EQ(decode(u"00051234", Bytes().number(0, 8)), undecoded);
    EXPECT_EQ(decode(u"Account Name", Bytes().number(0, 4)), undecoded);
}

TEST(SectionValue, decodes_strings_and_binaries) {
    EXPECT_EQ(decode(u"001f3001", Bytes().text({"a\0\0\0", 4})), SectionData(std::u16string(u"a")));
    EXPECT_EQ(decode(u"001e3001", Bytes().text({"a\0\0\0", 4}), registry_type::sz),
              SectionData(std::u16string(u"a")));
    EXPECT_EQ(decode(u"001e3001", Bytes().text("a")), undecoded);
    EXPECT_EQ(decode(u"01020fff", Bytes().text("xyz")), SectionData(Bytes().text("xyz").data));
    EXPECT_EQ(decode(u"1003aaaa", Bytes().number(1, 4).number(2, 4)),
              SectionData(std::vector<std::uint32_t>{1, 2}));
}

TEST(SectionValue, shows_secrets_only_as_present) {
    EXPECT_EQ(decode(u"S010267f0", Bytes().text("secret")), SectionData(SecretPresence{6}));
    EXPECT_EQ(decode(u"010267f0", Bytes().text("secret")), SectionData(SecretPresence{6}));
    EXPECT_EQ(decode(u"POP3 Password", Bytes().text("secret")), SectionData(SecretPresence{6}));
}

class Framing : public testing::TestWithParam<int> {
  protected:
    int width() const { return GetParam(); }
};

TEST_P(Framing, decodes_ansi_strings) {
    const int start = 4 + 2 * width();
    const auto bytes =
        Bytes().number(2, 4).number(start, width()).number(start + 3, width()).text({"ab\0c\0", 5});
    const MultiValue<AnsiText> expected{static_cast<std::uint8_t>(width()), {{"ab"}, {"c"}}};
    EXPECT_EQ(decode(u"101e3d0f", bytes), SectionData(expected));
}

TEST_P(Framing, decodes_unicode_strings) {
    const int start = 4 + 2 * width();
    const auto bytes = Bytes()
                           .number(2, 4)
                           .number(start, width())
                           .number(start + 2, width())
                           .text({"\0\0c\0\0\0", 6});
    const MultiValue<std::u16string> expected{static_cast<std::uint8_t>(width()), {u"", u"c"}};
    EXPECT_EQ(decode(u"101f031e", bytes), SectionData(expected));
}

TEST_P(Framing, decodes_binaries_with_an_empty_one_that_points_nowhere) {
    const int start = 4 + 4 * width();
    const auto bytes = Bytes()
                           .number(2, 4)
                           .number(3, width())
                           .number(start, width())
                           .number(0, width())
                           .number(9999, width())
                           .text({"xyz\0", 4});
    const MultiValue<std::vector<std::byte>> expected{static_cast<std::uint8_t>(width()),
                                                      {Bytes().text("xyz").data, {}}};
    EXPECT_EQ(decode(u"11023d05", bytes), SectionData(expected));
}

TEST_P(Framing, refuses_elements_outside_the_value) {
    const int strings = 4 + width();
    EXPECT_EQ(decode(u"101e3d0f", Bytes().number(1, 4).number(strings, width()).text("no end")),
              undecoded);
    EXPECT_EQ(decode(u"101f3d0f", Bytes().number(1, 4).number(strings, width()).text("ab")),
              undecoded);
    const int binaries = 4 + 2 * width();
    EXPECT_EQ(decode(u"11023d05",
                     Bytes().number(1, 4).number(4, width()).number(binaries, width()).text("abc")),
              undecoded);
}

TEST_P(Framing, refuses_elements_that_overlap_so_that_they_grow) {
    const int start = 4 + 2 * width();
    EXPECT_EQ(decode(u"101e3d0f", Bytes()
                                      .number(2, 4)
                                      .number(start, width())
                                      .number(start, width())
                                      .text({"abcdef\0", 7})),
              undecoded);
    const int blobs = 4 + 4 * width();
    EXPECT_EQ(decode(u"11023d05", Bytes()
                                      .number(2, 4)
                                      .number(3, width())
                                      .number(blobs, width())
                                      .number(3, width())
                                      .number(blobs, width())
                                      .text("abcd")),
              undecoded);
}

INSTANTIATE_TEST_SUITE_P(OfBothWidths, Framing, testing::Values(4, 8));

TEST(SectionValue, refuses_a_count_that_the_value_cannot_hold) {
    EXPECT_EQ(decode(u"101e3d0f", Bytes().number(0xFFFFFFFF, 4)), undecoded);
    EXPECT_EQ(decode(u"11023d05", Bytes().number(0x40000001, 4).number(0, 8)), undecoded);
    EXPECT_EQ(decode(u"101e3d0f", Bytes().number(1, 3)), undecoded);
    EXPECT_EQ(decode(u"101e3d0f", Bytes()), undecoded);
}

TEST(SectionValue, refuses_a_first_offset_that_fits_neither_width) {
    EXPECT_EQ(decode(u"101e3d0f", Bytes().number(1, 4).number(5, 8).text({"ab\0", 3})), undecoded);
}

TEST(SectionValue, decodes_a_multi_value_without_elements) {
    EXPECT_EQ(decode(u"11020434", Bytes().number(0, 4)),
              SectionData(MultiValue<std::vector<std::byte>>{4, {}}));
}

}  // namespace
}  // namespace olkacct::profile

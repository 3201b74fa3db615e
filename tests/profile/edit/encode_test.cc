// Encoding multi-values in both widths, held against the decoder.
#include "profile/edit/encode.h"

#include <gtest/gtest.h>

#include "support/bytes.h"

namespace olkacct::profile {
namespace {

using Bytes = std::vector<std::byte>;

// What a reader makes of the bytes under a value name.
SectionData decoded(std::u16string name, Bytes data) {
    return decode_section_value({std::move(name), registry_type::binary, std::move(data)});
}

TEST(EncodeMultiValue, puts_binaries_behind_their_lengths_and_offsets_padded_to_four_bytes) {
    const MultiValue<Bytes> value{4, {test::hex_bytes("0102030405"), {}}};
    EXPECT_EQ(encode_multi_value(value), test::hex_bytes("02000000"
                                                         "0500000014000000"
                                                         "000000001c000000"
                                                         "0102030405000000"));
}

TEST(EncodeMultiValue, writes_lengths_and_offsets_of_eight_bytes_for_64_bit_outlook) {
    const MultiValue<Bytes> value{8, {test::hex_bytes("ff")}};
    EXPECT_EQ(encode_multi_value(value), test::hex_bytes("01000000"
                                                         "01000000000000001400000000000000"
                                                         "ff000000"));
}

TEST(EncodeMultiValue, is_what_the_decoder_reads_in_both_widths) {
    for (const std::uint8_t width : {std::uint8_t{4}, std::uint8_t{8}}) {
        const MultiValue<std::u16string> wide{width, {u"one", u"", u"dreißig"}};
        EXPECT_EQ(decoded(u"101f031e", encode_multi_value(wide)), SectionData(wide));
        const MultiValue<AnsiText> narrow{width, {{"a.dll"}, {""}}};
        EXPECT_EQ(decoded(u"101e3d0f", encode_multi_value(narrow)), SectionData(narrow));
        const MultiValue<Bytes> binaries{width, {test::hex_bytes("01"), {}, test::hex_bytes("02")}};
        EXPECT_EQ(decoded(u"11023d05", encode_multi_value(binaries)), SectionData(binaries));
    }
}

}  // namespace
}  // namespace olkacct::profile

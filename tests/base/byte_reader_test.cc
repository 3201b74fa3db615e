// Reading fields at the edges of what is there.
#include "base/byte_reader.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>

namespace olkacct::base {
namespace {

constexpr std::array<std::byte, 8> sample = {std::byte{1}, std::byte{2},   std::byte{3},
                                             std::byte{4}, std::byte{5},   std::byte{6},
                                             std::byte{7}, std::byte{0x88}};

TEST(ByteReader, reads_little_endian_up_to_the_last_byte) {
    const ByteReader reader(sample);
    EXPECT_EQ(reader.u8(7), 0x88);
    EXPECT_EQ(reader.u16(6), 0x8807);
    EXPECT_EQ(reader.u32(4), 0x88070605U);
    EXPECT_EQ(reader.u64(0), 0x8807060504030201U);
    EXPECT_EQ(reader.bytes(8, 0)->size(), 0U);
}

TEST(ByteReader, gives_nothing_when_one_byte_is_outside) {
    const ByteReader reader(sample);
    EXPECT_FALSE(reader.u8(8));
    EXPECT_FALSE(reader.u16(7));
    EXPECT_FALSE(reader.u32(5));
    EXPECT_FALSE(reader.u64(1));
    EXPECT_FALSE(reader.bytes(9, 0));
}

TEST(ByteReader, survives_offsets_that_would_wrap_around) {
    constexpr auto huge = std::numeric_limits<std::size_t>::max();
    const ByteReader reader(sample);
    EXPECT_FALSE(reader.u32(huge));
    EXPECT_FALSE(reader.u32(huge - 2));
    EXPECT_FALSE(reader.bytes(4, huge));
    EXPECT_FALSE(reader.bytes(huge, huge));
}

}  // namespace
}  // namespace olkacct::base

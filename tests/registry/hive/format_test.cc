// Checksums, hashes and hints: the test vectors of the format page.
#include <gtest/gtest.h>

#include <numeric>

#include "registry/hive/base_block.h"
#include "registry/hive/marvin.h"
#include "registry/hive/subkey_list.h"
#include "support/bytes.h"

namespace olkacct::registry::hive {
namespace {

using test::ascii_bytes;
using test::hex_bytes;

BaseBlockBytes block_of(std::span<const std::byte> start) {
    BaseBlockBytes bytes{};
    std::copy(start.begin(), start.end(), bytes.begin());
    return bytes;
}

TEST(BaseBlockChecksum, is_the_xor_of_all_dwords_but_never_zero_or_all_ones) {
    EXPECT_EQ(base_block_checksum(block_of({})), 1U);
    EXPECT_EQ(base_block_checksum(block_of(ascii_bytes("regf"))), 0x66676572U);
    EXPECT_EQ(base_block_checksum(block_of(hex_bytes("ffffffff"))), 0xFFFFFFFEU);
}

TEST(Marvin32, gives_the_published_hashes) {
    EXPECT_EQ(marvin32({}), 0xb39efca403966e08U);
    EXPECT_EQ(marvin32(ascii_bytes("a")), 0x21a013c726f292f4U);
    EXPECT_EQ(marvin32(ascii_bytes("ab")), 0x7911da00317285f8U);
    EXPECT_EQ(marvin32(ascii_bytes("abc")), 0xb9cf3dfca41914f7U);
    EXPECT_EQ(marvin32(ascii_bytes("abcd")), 0x20094fb11a6cd086U);
    EXPECT_EQ(marvin32(ascii_bytes("HvLE")), 0x914527932cf336ddU);
    EXPECT_EQ(marvin32(test::Bytes(32)), 0xda91a06ac5359223U);
    test::Bytes counting(32);
    for (std::size_t i = 0; i < counting.size(); ++i) {
        counting[i] = static_cast<std::byte>(i);
    }
    EXPECT_EQ(marvin32(counting), 0xc64feee425c2e24cU);
    EXPECT_EQ(marvin32(test::Bytes(4096)), 0x95109b49e9af6c2dU);
}

TEST(NameHash, gives_the_published_hashes_whatever_the_case) {
    EXPECT_EQ(name_hash(u"Outlook"), 0x9a59e59dU);
    EXPECT_EQ(name_hash(u"oUTLOOK"), 0x9a59e59dU);
    EXPECT_EQ(name_hash(u"SOFTWARE"), 0xe9fe1463U);
    EXPECT_EQ(name_hash(u"Profiles"), 0x893b3ad0U);
    EXPECT_EQ(name_hash(u"ß"), 0x000000dfU);
    EXPECT_EQ(name_hash(u"ÿ"), 0x00000178U);
    EXPECT_EQ(name_hash(u"я"), 0x0000042fU);
    EXPECT_EQ(name_hash(u"ǆ"), 0x000001c4U);
    EXPECT_EQ(name_hash(u"\U00010428"), 0x0020144dU);
    EXPECT_EQ(name_hash(u"abcd_äöüß"), 0xcd87d55eU);
    EXPECT_EQ(name_hash(std::u16string_view(u"zero\0key", 8)), 0xda24f2bdU);
    EXPECT_EQ(name_hash(u"weird™"), 0x6f86a4d5U);
}

std::uint32_t hint(std::string_view letters) {
    std::uint32_t value = 0;
    for (std::size_t i = letters.size(); i-- > 0;) {
        value = value << 8 | static_cast<unsigned char>(letters[i]);
    }
    return value;
}

TEST(Hint, rules_out_only_names_that_differ_in_their_first_letters) {
    EXPECT_FALSE(hint_rejects(hint("ss1"), u"SS1"));
    EXPECT_TRUE(hint_rejects(hint("ss1"), u"SS3"));
    EXPECT_TRUE(hint_rejects(hint("ss1"), u"ss12"));
    EXPECT_FALSE(hint_rejects(hint("Soft"), u"SOFTWARE"));
    EXPECT_TRUE(hint_rejects(hint("Soft"), u"Sof"));
}

TEST(Hint, rules_out_nothing_when_it_says_nothing) {
    EXPECT_FALSE(hint_rejects(0, u"txt\uF00D"));
    EXPECT_FALSE(hint_rejects(hint(std::string_view("\0bcd", 4)), u"anything"));
}

TEST(Hint, compares_latin_1_by_the_case_rule) {
    EXPECT_FALSE(hint_rejects(hint("\xE9t\xE9"), u"ÉTÉ"));
    EXPECT_FALSE(hint_rejects(hint("\xFF"), u"Ÿ")) << "y with diaeresis folds beyond Latin-1";
}

}  // namespace
}  // namespace olkacct::registry::hive

// Damaged hives: what is lost, and that it is told.
#include <functional>

#include "sample_hive.h"
#include "support/base_block.h"

namespace olkacct::registry {
namespace {

struct Damage {
    std::string name;
    std::function<void(Bytes& file, const Sample& sample)> make;
    std::size_t keys;
    std::size_t values;
    std::string warning;
};

class HiveDamage : public testing::TestWithParam<Damage> {};

TEST_P(HiveDamage, costs_only_what_it_hit_and_is_told) {
    const Sample sample;
    Bytes file = sample.builder.file();
    GetParam().make(file, sample);
    const auto begun = store_of(file)->begin_read();
    ASSERT_TRUE(begun) << begun.error().what;
    const Walk walk(**begun);
    EXPECT_FALSE(walk.error);
    EXPECT_EQ(walk.keys.size(), GetParam().keys);
    EXPECT_EQ(walk.values, GetParam().values);
    std::string told;
    for (const Warning& warning : (*begun)->warnings()) {
        told += warning.what + " @ " + warning.where + "\n";
        EXPECT_NE(warning.where.find("folder/NTUSER.DAT"), std::string::npos);
    }
    EXPECT_NE(told.find(GetParam().warning), std::string::npos) << told;
}

const std::vector<Damage> damages = {
    {"base_block_checksum", [](Bytes& file, const Sample&) { file[200] ^= std::byte{4}; }, 5, 5,
     "base block is damaged"},
    {"bins_size", [](Bytes& file, const Sample&) { test::put32(file, 40, 12345); }, 5, 5,
     "base block is damaged"},
    {"root_reference_under_a_bad_checksum",
     [](Bytes& file, const Sample&) { test::put32(file, 36, 0xFFF8); }, 5, 5, "base block"},
    {"root_reference",
     [](Bytes& file, const Sample&) {
         test::put32(file, 36, 0x200);
         test::seal_base_block(file);
     },
     5, 5, "names no root key"},
    {"subkey_list_reference",
     [](Bytes& file, const Sample& s) {
         test::put32(file, s.field(s.b, subkey_list_field), 0x7FFFFFF8);
     },
     3, 3, "subkeys were dropped"},
    {"subkey_list_unaligned",
     [](Bytes& file, const Sample& s) {
         test::put32(file, s.field(s.b, subkey_list_field),
                     s.offset_at(s.b, subkey_list_field) + 1);
     },
     3, 3, "key b"},
    {"subkey_record",
     [](Bytes& file, const Sample& s) { test::put_text(file, s.field(s.b, 0), "xk"); }, 2, 2,
     "a subkey was dropped"},
    {"subkey_cell_free",
     [](Bytes& file, const Sample& s) { test::put32(file, s.field(s.a, 0) - 4, 0x60); }, 4, 4,
     "free cell"},
    {"cell_size_of_the_smallest_number",
     [](Bytes& file, const Sample& s) { test::put32(file, s.field(s.a, 0) - 4, 0x80000000); }, 4, 4,
     "impossible size"},
    {"wrong_parent",
     [](Bytes& file, const Sample& s) { test::put32(file, s.field(s.a, parent_field), 0x40); }, 5,
     5, "another key as its parent"},
    {"list_of_another_key",
     [](Bytes& file, const Sample& s) {
         test::put32(file, s.field(s.c, 20), 2);
         test::put32(file, s.field(s.c, subkey_list_field), s.offset_at(s.b, subkey_list_field));
     },
     5, 5, "belongs to another key"},
    {"loop_to_the_root",
     [](Bytes& file, const Sample& s) {
         test::put32(file, s.field(s.c, 20), 3);
         test::put32(file, s.field(s.c, subkey_list_field),
                     s.offset_at(HiveBuilder::root, subkey_list_field));
     },
     5, 5, "belongs to another key"},
    {"key_listed_twice",
     [](Bytes& file, const Sample& s) {
         const std::size_t list = hive::base_block_size + s.offset_at(s.b, subkey_list_field) + 8;
         test::put32(file, list + 8, test::get32(file, list));
     },
     4, 4, "listed twice"},
    {"value_list_reference",
     [](Bytes& file, const Sample& s) { test::put32(file, s.field(s.a, value_list_field), 8); }, 5,
     4, "all values were dropped"},
    {"value_count",
     [](Bytes& file, const Sample& s) {
         test::put32(file, s.field(s.a, value_count_field), 0x10000000);
     },
     5, 5, "has room for"},
    {"name_length",
     [](Bytes& file, const Sample& s) {
         test::put16(file, s.field(s.a, name_length_field), 0xFFFF);
     },
     5, 5, "reaches past its cell"},
};

INSTANTIATE_TEST_SUITE_P(Each, HiveDamage, testing::ValuesIn(damages),
                         [](const auto& damage) { return damage.param.name; });

TEST(HiveDamage, never_hides_a_key_whose_hash_is_wrong) {
    for (const auto kind : {test::ListKind::lh, test::ListKind::lf}) {
        HiveBuilder builder({.minor_version = 5, .list_kind = kind});
        HiveBuilder::KeyId wanted = 0;
        for (char16_t letter = u'a'; letter <= u'z'; ++letter) {
            const auto key = builder.add_key(HiveBuilder::root, std::u16string(9, letter));
            wanted = letter == u'q' ? key : wanted;
        }
        Bytes file = builder.file();
        bool spoiled = false;
        for (std::size_t at = hive::base_block_size; at + 8 <= file.size(); at += 4) {
            if (test::get32(file, at) == builder.cell(wanted)) {
                file[at + 4] ^= std::byte{0x40};
                spoiled = true;
            }
        }
        ASSERT_TRUE(spoiled);
        const auto transaction = store_of(file)->begin_read().value();
        EXPECT_TRUE(transaction->find(transaction->root(), u"QQQQQQQQQ").value());
        EXPECT_FALSE(transaction->find(transaction->root(), u"QQQQQQQQ").value());
    }
}

TEST(HiveDamage, cannot_multiply_what_a_hive_holds) {
    HiveBuilder builder;
    const auto key = builder.add_key(HiveBuilder::root, u"k");
    builder.set_binary(key, u"v", Bytes(16000, std::byte{7}));
    const std::uint32_t value = builder.values(key)[0].cell;
    // A list of one value again and again, in a cell that a value gave up.
    builder.set_binary(key, u"list", Bytes(16000));
    Bytes file = builder.file();
    const std::uint32_t list =
        test::get32(file, hive::base_block_size + builder.values(key)[1].cell + 12);
    for (std::size_t i = 0; i < 4000; ++i) {
        test::put32(file, hive::base_block_size + list + 4 + 4 * i, value);
    }
    const std::size_t node = hive::base_block_size + builder.cell(key) + 4;
    test::put32(file, node + value_count_field, 4000);
    test::put32(file, node + value_list_field, list);
    const auto transaction = store_of(file)->begin_read().value();
    const auto found = transaction->find(transaction->root(), u"k").value();
    ASSERT_TRUE(found);
    EXPECT_LE(transaction->values(*found).value().size(), 10U) << "of 64 MB";
    ASSERT_EQ(transaction->warnings().size(), 1U);
    EXPECT_NE(transaction->warnings()[0].what.find("more than the hive does"), std::string::npos);
}

TEST(HiveDamage, is_told_a_bounded_number_of_times) {
    HiveBuilder builder;
    for (char16_t i = 0; i < 500; ++i) {
        builder.add_key(HiveBuilder::root,
                        std::u16string{u'k', static_cast<char16_t>(u'\u4E00' + i)});
    }
    Bytes file = builder.file();
    for (const auto key : builder.subkeys(HiveBuilder::root)) {
        test::put_text(file, hive::base_block_size + builder.cell(key) + 4, "??");
    }
    const auto transaction = store_of(file)->begin_read().value();
    EXPECT_TRUE(transaction->subkeys(transaction->root()).value().empty());
    EXPECT_EQ(transaction->warnings().size(), hive::max_warnings + 1);
    EXPECT_NE(transaction->warnings().back().what.find("more damage"), std::string::npos);
}

TEST(HiveDamage, of_a_cut_off_file_leaves_what_lies_before_the_cut) {
    Sample sample;
    sample.builder.set_binary(sample.c, u"far away", Bytes(60000));
    const Bytes file = sample.builder.file();
    const auto transaction =
        store_of(Bytes(file.begin(), file.begin() + 8192))->begin_read().value();
    EXPECT_EQ(Walk(*transaction).keys.size(), 5U);
    ASSERT_FALSE(transaction->warnings().empty());
    EXPECT_NE(transaction->warnings()[0].what.find("before the hive does"), std::string::npos);
}

}  // namespace
}  // namespace olkacct::registry

// The hives that other tests trust are themselves right, byte by byte.
#include "support/hive_builder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "support/base_block.h"
#include "support/hive_names.h"
#include "support_test/bins_walk.h"

namespace olkacct::test {
namespace {

Bytes bytes_at(const Bytes& bytes, std::size_t offset, std::size_t size) {
    const auto part = std::span(bytes).subspan(offset, size);
    return {part.begin(), part.end()};
}

std::uint32_t field(const HiveBuilder& hive, HiveBuilder::KeyId key, std::size_t offset) {
    return get32(hive.bins(), hive.cell(key) + 4 + offset);
}

std::string list_signature(const HiveBuilder& hive, HiveBuilder::KeyId key) {
    const auto list = field(hive, key, 28);
    return {static_cast<char>(hive.bins()[list + 4]), static_cast<char>(hive.bins()[list + 5])};
}

TEST(BaseBlock, has_the_checksums_of_the_known_vectors) {
    Bytes block(512);
    seal_base_block(block);
    EXPECT_EQ(get32(block, 508), 1U);
    put_text(block, 0, "regf");
    seal_base_block(block);
    EXPECT_EQ(get32(block, 508), 0x66676572U);
    put32(block, 0, 0xFFFFFFFF);
    seal_base_block(block);
    EXPECT_EQ(get32(block, 508), 0xFFFFFFFEU);
}

TEST(HiveNames, hash_as_in_the_known_vectors) {
    EXPECT_EQ(name_hash(u"Outlook"), 0x9A59E59DU);
    EXPECT_EQ(name_hash(u"SOFTWARE"), 0xE9FE1463U);
    EXPECT_EQ(name_hash(u"Profiles"), 0x893B3AD0U);
    EXPECT_EQ(name_hash(u"\u00FF"), 0x178U);
    EXPECT_EQ(name_hash(u"\u0178"), 0x178U);
    EXPECT_EQ(name_hash(u"\U00010428"), 0x0020144DU);
    EXPECT_EQ(name_hash(std::u16string_view(u"zero\0key", 8)), 0xDA24F2BDU);
}

TEST(HiveNames, give_hints_as_in_the_known_vectors) {
    EXPECT_EQ(name_hint(u"SS3"), 0x00335353U);
    EXPECT_EQ(name_hint(u"\u00DF2"), 0x000032DFU);
    EXPECT_EQ(name_hint(u"txt\uF00D"), 0U);
    EXPECT_EQ(name_hint(u"Outlook"), 0x6C74754FU);
}

TEST(HiveBuilder, tiles_its_bins_with_cells) {
    HiveBuilder hive;
    for (char16_t i = 0; i < 300; ++i) {
        const auto key = hive.add_key(HiveBuilder::root, std::u16string(1, u'A' + i));
        hive.set_binary(key, u"Data", Bytes(i * 11U));
    }
    hive.remove_key(*hive.find_key(HiveBuilder::root, u"C"));
    const auto cells = walk_bins(hive.bins());
    const auto keys = std::ranges::count_if(
        cells, [](const WalkedCell& cell) { return !cell.free && cell.signature == "nk"; });
    EXPECT_EQ(static_cast<std::size_t>(keys), hive.subkey_count(HiveBuilder::root) + 1);
}

TEST(HiveBuilder, never_leaves_two_free_cells_side_by_side) {
    HiveBuilder hive;
    for (int i = 0; i < 50; ++i) {
        hive.add_key(HiveBuilder::root, std::u16string(20, static_cast<char16_t>(u'a' + i)));
    }
    for (const auto key : hive.subkeys(HiveBuilder::root)) {
        hive.remove_key(key);
    }
    const auto cells = walk_bins(hive.bins());
    for (std::size_t i = 1; i < cells.size(); ++i) {
        const auto touching = cells[i - 1].offset + cells[i - 1].size == cells[i].offset;
        EXPECT_FALSE(touching && cells[i - 1].free && cells[i].free) << cells[i].offset;
    }
}

TEST(HiveBuilder, counts_the_keys_of_each_security_cell) {
    HiveBuilder hive({.descriptors = {plain_descriptor(), plain_descriptor(), plain_descriptor()}});
    hive.add_key(HiveBuilder::root, u"one", 1);
    hive.add_key(HiveBuilder::root, u"two", 1);
    const auto removed = hive.add_key(HiveBuilder::root, u"three", 1);
    hive.add_key(HiveBuilder::root, u"four", 2);
    hive.remove_key(removed);

    std::map<std::uint32_t, std::uint32_t> users;
    for (const auto& cell : walk_bins(hive.bins())) {
        if (!cell.free && cell.signature == "nk") {
            ++users[get32(hive.bins(), cell.offset + 4U + 44U)];
        }
    }
    ASSERT_EQ(users.size(), 3U);
    for (const auto& [cell, count] : users) {
        EXPECT_EQ(get32(hive.bins(), cell + 4U + 12U), count);
        const auto next = get32(hive.bins(), cell + 4U + 4U);
        EXPECT_EQ(get32(hive.bins(), next + 4U + 8U), cell) << "the ring must close";
    }
}

TEST(HiveBuilder, stores_names_in_one_byte_only_when_all_units_fit) {
    HiveBuilder hive;
    const auto latin = hive.add_key(HiveBuilder::root, u"B\u00FCro\u009F");
    const auto wide = hive.add_key(HiveBuilder::root, u"\u0178");
    const auto lone = hive.add_key(HiveBuilder::root, u"\xD800x");
    EXPECT_EQ(field(hive, latin, 0) >> 16 & 0x20, 0x20U);
    EXPECT_EQ(field(hive, latin, 72) & 0xFFFF, 5U);
    EXPECT_EQ(field(hive, wide, 0) >> 16 & 0x20, 0U);
    EXPECT_EQ(bytes_at(hive.bins(), hive.cell(lone) + 4 + 76, 4), hex_bytes("00d87800"));
}

TEST(HiveBuilder, sorts_subkeys_by_their_upcased_units) {
    HiveBuilder hive;
    for (const auto* name : {u"\u00DF2", u"SS3", u"ss1", u"a", u"ab", u"_", u"Z"}) {
        hive.add_key(HiveBuilder::root, name);
    }
    std::vector<std::u16string> names;
    for (const auto key : hive.subkeys(HiveBuilder::root)) {
        names.push_back(hive.name(key));
    }
    EXPECT_EQ(names,
              (std::vector<std::u16string>{u"a", u"ab", u"ss1", u"SS3", u"Z", u"_", u"\u00DF2"}));
    EXPECT_EQ(hive.find_key(HiveBuilder::root, u"AB"), hive.find_key(HiveBuilder::root, u"ab"));
}

TEST(HiveBuilder, makes_the_list_kind_that_was_asked_for) {
    for (const auto& [kind, signature] :
         {std::pair(ListKind::li, "li"), std::pair(ListKind::lf, "lf"),
          std::pair(ListKind::lh, "lh")}) {
        HiveBuilder hive({.list_kind = kind, .leaf_capacity = 2});
        hive.add_path(HiveBuilder::root, u"A\\B");
        EXPECT_EQ(list_signature(hive, HiveBuilder::root), signature);
        hive.add_key(HiveBuilder::root, u"B");
        hive.add_key(HiveBuilder::root, u"C");
        EXPECT_EQ(list_signature(hive, HiveBuilder::root), "ri");
    }
}

TEST(HiveBuilder, uses_big_data_from_version_4_on) {
    for (const std::uint32_t minor : {3U, 4U, 5U, 6U}) {
        HiveBuilder hive({.minor_version = minor});
        hive.set_binary(HiveBuilder::root, u"edge", Bytes(16344));
        hive.set_binary(HiveBuilder::root, u"big", Bytes(16345));
        const auto big = std::ranges::count_if(walk_bins(hive.bins()), [](const WalkedCell& cell) {
            return !cell.free && cell.signature == "db";
        });
        EXPECT_EQ(big, minor >= 4 ? 1 : 0) << minor;
        EXPECT_EQ(get32(hive.file(), 24), minor);
    }
}

TEST(HiveBuilder, writes_sequence_numbers_and_padding_as_asked) {
    const HiveBuilder hive;
    const auto file = hive.file(7, 6, 1000);
    EXPECT_EQ(get32(file, 4), 7U);
    EXPECT_EQ(get32(file, 8), 6U);
    EXPECT_EQ(file.size(), 4096 + hive.bins().size() + 1000);
    EXPECT_EQ(get32(file, 40), hive.bins().size());
}

TEST(HiveBuilder, refuses_to_remove_a_key_with_subkeys) {
    HiveBuilder hive;
    const auto key = hive.add_key(HiveBuilder::root, u"A");
    hive.add_key(key, u"B");
    EXPECT_THROW(hive.remove_key(key), std::logic_error);
    EXPECT_THROW(hive.remove_key(HiveBuilder::root), std::logic_error);
}

}  // namespace
}  // namespace olkacct::test

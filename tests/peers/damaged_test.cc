// Damaged hives of other people's tests: each is read as far as it is sound, and what was dropped
// is told.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

#include "peers/store_reader.h"
#include "registry/hive/hive_store.h"
#include "support/shared_hives.h"

namespace olkacct::test {
namespace {

struct Expected {
    std::string_view file;
    std::size_t keys;
    std::size_t values;
    // Words that some warning must contain; empty: sound as it is, no warning.
    std::string_view warning;
};

constexpr std::array expectations = {
    Expected{"BadListHive", 6, 0, "belongs to another key"},
    Expected{"BadSubkeyHive", 6, 0, "belongs to another key"},
    Expected{"BogusKeyNamesHive", 3, 0, ""},
    Expected{"DeletedTreeNoRootFlagHive", 3, 0, ""},
    Expected{"DuplicateSubkeysHive", 5003, 0, ""},
    Expected{"EffectiveSizeHive", 5003, 0, "487424 bytes"},
    Expected{"GarbageHive", 1, 0, "checksum is wrong"},
    Expected{"TruncatedHive", 2, 0, "the file ends"},
    Expected{"TruncatedNameHive", 2, 0, "was cut"},
    Expected{"TruncatedPairHive", 4, 0, ""},
    // The list's entry 16 names a free cell.
    Expected{"plaso_corrupt_sub_key_list.hiv", 100, 99, "a subkey was dropped"},
};

Tree read_damaged(std::string_view file) {
    const auto store = registry::open_hive_store(shared_hive("damaged") / file);
    if (!store) {
        ADD_FAILURE() << file << ": " << store.error().what;
        return {};
    }
    auto tree = read_tree(**store);
    if (!tree) {
        ADD_FAILURE() << file << ": " << tree.error().what;
        return {};
    }
    return std::move(*tree);
}

TEST(DamagedHives, each_is_read_as_far_as_it_is_sound) {
    OLKACCT_NEED_SHARED_HIVES();
    for (const auto& expected : expectations) {
        const auto tree = read_damaged(expected.file);
        EXPECT_EQ(tree.keys_seen, expected.keys) << expected.file;
        EXPECT_EQ(tree.value_count(), expected.values) << expected.file;
        const bool told = std::ranges::any_of(tree.failures, [&](const std::string& failure) {
            return failure.find(expected.warning) != std::string::npos;
        });
        EXPECT_EQ(told, !expected.warning.empty()) << expected.file;
    }
}

TEST(DamagedHives, the_table_names_every_hive_of_the_folder) {
    OLKACCT_NEED_SHARED_HIVES();
    std::set<std::string> present;
    for (const auto& entry : std::filesystem::directory_iterator(shared_hive("damaged"))) {
        present.insert(entry.path().filename());
    }
    std::set<std::string> expected;
    for (const auto& row : expectations) {
        expected.emplace(row.file);
    }
    EXPECT_EQ(present, expected);
}

TEST(DamagedHives, what_is_dropped_is_told_with_its_place) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto tree = read_damaged("plaso_corrupt_sub_key_list.hiv");
    ASSERT_EQ(tree.failures.size(), 1U);
    EXPECT_NE(tree.failures[0].find("plaso_corrupt_sub_key_list.hiv, offset "), std::string::npos);
}

TEST(DamagedHives, names_with_line_breaks_and_NULs_stay_findable) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto store = registry::open_hive_store(shared_hive("damaged/BogusKeyNamesHive"));
    ASSERT_TRUE(store.has_value());
    const auto transaction = (*store)->begin_read();
    ASSERT_TRUE(transaction.has_value());
    const auto root = (*transaction)->root();
    for (const std::u16string_view name :
         {std::u16string_view(u"testnew\r\nne"), std::u16string_view(u"testnu\0l", 8)}) {
        const auto found = (*transaction)->find(root, name);
        ASSERT_TRUE(found.has_value());
        ASSERT_TRUE(found->has_value());
        EXPECT_EQ((*transaction)->info(**found)->name, name);
    }
    EXPECT_FALSE((*transaction)->find(root, u"testnu")->has_value());
}

TEST(DamagedHives, half_a_surrogate_pair_is_a_name_like_any_other) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto tree = read_damaged("TruncatedPairHive");
    const auto lone = std::ranges::find_if(tree.keys, [](const auto& key) {
        return key.first.size() == 1 && key.first[0] >= 0xD800 && key.first[0] < 0xE000;
    });
    ASSERT_NE(lone, tree.keys.end());
    const auto store = registry::open_hive_store(shared_hive("damaged/TruncatedPairHive"));
    ASSERT_TRUE(store.has_value());
    const auto transaction = (*store)->begin_read();
    ASSERT_TRUE(transaction.has_value());
    EXPECT_TRUE((*transaction)->find((*transaction)->root(), lone->first)->has_value());
}

TEST(DamagedHives, a_name_that_stands_twice_is_found_once_and_listed_twice) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto tree = read_damaged("DuplicateSubkeysHive");
    EXPECT_EQ(tree.keys.size(), 5002U);
    const auto store = registry::open_hive_store(shared_hive("damaged/DuplicateSubkeysHive"));
    ASSERT_TRUE(store.has_value());
    const auto transaction = (*store)->begin_read();
    ASSERT_TRUE(transaction.has_value());
    for (const auto& [path, key] : tree.keys) {
        const auto found = registry::find_path(**transaction, (*transaction)->root(), path);
        ASSERT_TRUE(found.has_value() && found->has_value());
    }
}

TEST(DamagedHives, the_true_size_is_found_when_the_header_gives_another) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto tree = read_damaged("EffectiveSizeHive");
    EXPECT_TRUE(tree.keys.contains(u"key_with_many_subkeys\\5000"));
    EXPECT_EQ(tree.failures.size(), 2U);
}

}  // namespace
}  // namespace olkacct::test

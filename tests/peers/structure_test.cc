// Healthy hives of uncommon structure: we read what hivex and reglookup read.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "olkacct/text.h"
#include "peers/hivex_reader.h"
#include "peers/known_differences.h"
#include "peers/reglookup_reader.h"
#include "peers/store_reader.h"
#include "registry/hive/hive_store.h"
#include "support/shared_hives.h"

namespace olkacct::test {
namespace {

// As many as the set holds: fewer would mean that the test reads less than it says.
constexpr std::size_t hives_in_set = 20;

std::vector<std::filesystem::path> healthy_hives() {
    std::vector<std::filesystem::path> hives;
    for (const auto& entry : std::filesystem::directory_iterator(shared_hive("structure"))) {
        hives.push_back(entry.path());
    }
    std::ranges::sort(hives);
    return hives;
}

bool covers(const KnownDifference& known, const Difference& difference) {
    return (known.key == u"*" || known.key == difference.key) &&
           (known.value == u"*" || known.value == difference.value) &&
           known.what == difference.what;
}

// Fails for a difference that the table does not name, and for a row without a difference.
void expect_known(const std::string& file, Peer peer, const std::vector<Difference>& found) {
    std::set<const KnownDifference*> used;
    for (const auto& difference : found) {
        const auto row = std::ranges::find_if(known_differences, [&](const auto& known) {
            return known.file == file && known.peer == peer && covers(known, difference);
        });
        if (row == known_differences.end()) {
            ADD_FAILURE() << file << ": key " << to_display(difference.key) << ", "
                          << to_display(difference.value) << ": " << difference.what;
        } else {
            used.insert(&*row);
        }
    }
    for (const auto& known : known_differences) {
        if (known.file == file && known.peer == peer) {
            EXPECT_TRUE(used.contains(&known))
                << file << ": no longer differs: " << to_display(known.key) << ", "
                << to_display(known.value);
        }
    }
}

Tree read_ours(const std::filesystem::path& hive) {
    const auto store = registry::open_hive_store(hive);
    EXPECT_TRUE(store.has_value()) << hive;
    if (!store) {
        return {};
    }
    auto tree = read_tree(**store);
    EXPECT_TRUE(tree.has_value()) << hive;
    if (!tree) {
        return {};
    }
    EXPECT_EQ(tree->failures, std::vector<std::string>()) << hive;
    return std::move(*tree);
}

TEST(PeersOnHealthyHives, hivex_reads_the_same_keys_values_and_times) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto hives = healthy_hives();
    EXPECT_EQ(hives.size(), hives_in_set);
    for (const auto& hive : hives) {
        const auto theirs = read_with_hivex(hive);
        EXPECT_EQ(theirs.failures, std::vector<std::string>()) << hive;
        expect_known(hive.filename(), Peer::hivex,
                     differences(read_ours(hive), theirs, {.class_names = false}));
    }
}

TEST(PeersOnHealthyHives, reglookup_reads_the_same_keys_values_classes_and_times) {
    OLKACCT_NEED_SHARED_HIVES();
    for (const auto& hive : healthy_hives()) {
        const auto lines = read_with_reglookup(hive);
        EXPECT_FALSE(lines.empty()) << hive;
        expect_known(hive.filename(), Peer::reglookup, differences(read_ours(hive), lines));
    }
}

TEST(PeersOnHealthyHives, every_row_of_the_table_names_a_hive_of_the_set) {
    OLKACCT_NEED_SHARED_HIVES();
    for (const auto& known : known_differences) {
        EXPECT_TRUE(std::filesystem::exists(shared_hive("structure") / known.file)) << known.file;
        EXPECT_FALSE(known.reason.empty());
    }
}

TEST(PeersOnHealthyHives, every_key_is_found_by_its_name_in_any_case) {
    OLKACCT_NEED_SHARED_HIVES();
    for (const auto& hive : healthy_hives()) {
        const auto store = registry::open_hive_store(hive);
        ASSERT_TRUE(store.has_value()) << hive;
        const auto transaction = (*store)->begin_read();
        ASSERT_TRUE(transaction.has_value()) << hive;
        for (const auto& [path, key] : read_ours(hive).keys) {
            auto spelled = path;
            std::ranges::transform(spelled, spelled.begin(), [](char16_t unit) {
                return unit >= u'a' && unit <= u'z' ? static_cast<char16_t>(unit - 0x20) : unit;
            });
            const auto found = registry::find_path(**transaction, (*transaction)->root(), spelled);
            ASSERT_TRUE(found.has_value()) << hive;
            ASSERT_TRUE(found->has_value()) << hive << ": " << to_display(path);
            EXPECT_EQ((*transaction)->values(**found).value(), key.values)
                << hive << ": " << to_display(path);
        }
    }
}

}  // namespace
}  // namespace olkacct::test

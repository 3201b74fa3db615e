// Hives that were not closed: replaying their logs gives what Windows made of them.
#include <gtest/gtest.h>

#include "olkacct/text.h"
#include "peers/store_reader.h"
#include "registry/hive/hive_store.h"
#include "support/shared_hives.h"

namespace olkacct::test {
namespace {

struct Read {
    Tree tree;
    std::vector<std::string> notes;
};

registry::HiveOptions without_logs() {
    registry::HiveOptions options;
    options.replay_logs = false;
    return options;
}

Result<Read> read(std::string_view name, const registry::HiveOptions& options = {}) {
    const auto store = registry::open_hive_store(shared_hive(name), options);
    if (!store) {
        return tl::unexpected(store.error());
    }
    const auto transaction = (*store)->begin_read();
    if (!transaction) {
        return tl::unexpected(transaction.error());
    }
    Read out;
    out.tree = read_tree(**transaction);
    out.notes = (*transaction)->notes();
    return out;
}

void expect_equal_trees(std::string_view dirty, std::string_view recovered) {
    const auto ours = read(dirty);
    const auto windows = read(recovered);
    ASSERT_TRUE(ours.has_value()) << ours.error().what;
    ASSERT_TRUE(windows.has_value()) << windows.error().what;
    EXPECT_EQ(ours->tree.failures, std::vector<std::string>());
    EXPECT_FALSE(ours->notes.empty());
    EXPECT_TRUE(windows->notes.empty());
    for (const auto& difference : differences(ours->tree, windows->tree)) {
        ADD_FAILURE() << to_display(difference.key) << ", " << to_display(difference.value) << ": "
                      << difference.what;
    }
}

// Whether some note contains the words.
bool told(const std::vector<std::string>& notes, std::string_view words) {
    for (const auto& note : notes) {
        if (note.find(words) != std::string::npos) {
            return true;
        }
    }
    return false;
}

TEST(DirtyHives, logs_of_Windows_10_give_what_Windows_10_made) {
    OLKACCT_NEED_SHARED_HIVES();
    expect_equal_trees("dirty/NewDirtyHive1/NewDirtyHive",
                       "dirty/NewDirtyHive1/RecoveredHive_Windows10");
}

TEST(DirtyHives, the_log_of_Windows_7_gives_what_Windows_7_made) {
    OLKACCT_NEED_SHARED_HIVES();
    expect_equal_trees("dirty/OldDirtyHive/OldDirtyHive",
                       "dirty/OldDirtyHive/RecoveredHive_Windows7");
}

TEST(DirtyHives, the_logs_make_a_difference) {
    OLKACCT_NEED_SHARED_HIVES();
    for (const auto* name :
         {"dirty/NewDirtyHive1/NewDirtyHive", "dirty/OldDirtyHive/OldDirtyHive"}) {
        const auto replayed = read(name);
        const auto as_it_is = read(name, without_logs());
        ASSERT_TRUE(replayed.has_value());
        ASSERT_TRUE(as_it_is.has_value());
        EXPECT_FALSE(differences(replayed->tree, as_it_is->tree).empty()) << name;
        EXPECT_FALSE(as_it_is->tree.failures.empty()) << name << ": leaving logs aside is told";
    }
}

TEST(DirtyHives, the_real_user_hive_grows_by_entries_566_to_588_of_its_first_log) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto hive = read("dirty/transactions/transactions_NTUSER.DAT");
    ASSERT_TRUE(hive.has_value()) << hive.error().what;
    EXPECT_EQ(hive->tree.keys_seen, 3105U);
    EXPECT_EQ(hive->tree.keys.size(), 3105U);
    EXPECT_EQ(hive->tree.failures, std::vector<std::string>());
    EXPECT_TRUE(told(hive->notes, "566")) << "the first entry";
    EXPECT_TRUE(told(hive->notes, "588")) << "the last entry";
    EXPECT_TRUE(told(hive->notes, "925696")) << "the size after the replay";
    EXPECT_TRUE(told(hive->notes, "LOG1"));
    EXPECT_FALSE(told(hive->notes, "562")) << "the second log is of an earlier time";
}

TEST(DirtyHives, logs_that_cannot_be_used_are_refused_with_the_reason) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto hive = read("dirty/BadLogHive1/BadLogHive");
    ASSERT_FALSE(hive.has_value());
    EXPECT_EQ(hive.error().code, ErrorCode::logs_unusable);
    EXPECT_NE((hive.error().what + hive.error().where).find("BadLogHive.LOG1"), std::string::npos)
        << hive.error().what;
    EXPECT_NE(hive.error().what.find("checksum"), std::string::npos) << hive.error().what;
}

TEST(DirtyHives, refused_logs_can_be_left_aside) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto hive = read("dirty/BadLogHive1/BadLogHive", without_logs());
    ASSERT_TRUE(hive.has_value()) << hive.error().what;
    EXPECT_EQ(hive->tree.keys_seen, 5003U);
    EXPECT_TRUE(hive->notes.empty());
}

}  // namespace
}  // namespace olkacct::test

// Several histories made one.
#include "mail/history_merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mail/history_vectors.h"

namespace olkacct::mail {
namespace {

using test::fetched;
using testing::ElementsAre;
using enum HistoryOperation;

TEST(HistoryMerge, keeps_the_latest_tag_of_a_uid_where_the_uid_first_stood) {
    const auto deleted = test::tag(remove, HistoryContent::none, "20240301000000", "A");
    const auto merged =
        merge_history({fetched("20240201000000", "A"), fetched("20240202000000", "B"), deleted,
                       fetched("20240101000000", "A")});
    EXPECT_THAT(merged.tags, ElementsAre(deleted, fetched("20240202000000", "B")));
    EXPECT_EQ(merged.dropped, 0U);
}

TEST(HistoryMerge, takes_the_last_of_equal_times) {
    const auto deleted = test::tag(remove, HistoryContent::none, "20240201000000", "A");
    EXPECT_THAT(merge_history({fetched("20240201000000", "A"), deleted}).tags,
                ElementsAre(deleted));
    EXPECT_THAT(merge_history({deleted, fetched("20240201000000", "A")}).tags,
                ElementsAre(fetched("20240201000000", "A")));
}

TEST(HistoryMerge, of_too_many_drops_the_oldest_and_of_equal_ones_the_first) {
    std::vector<HistoryTag> tags;
    for (std::size_t i = 0; i < max_history_tags; ++i) {
        tags.push_back(fetched("20240201000000", "U" + std::to_string(i)));
    }
    tags.push_back(fetched("20230201000000", "old"));
    tags.push_back(fetched("20250201000000", "new"));
    const auto merged = merge_history(tags);
    EXPECT_EQ(merged.dropped, 2U);
    ASSERT_EQ(merged.tags.size(), max_history_tags);
    EXPECT_EQ(merged.tags.front().uid, "U1");
    EXPECT_EQ(merged.tags.back().uid, "new");
}

TEST(HistoryMerge, of_a_full_history_drops_nothing) {
    std::vector<HistoryTag> tags;
    for (std::size_t i = 0; i < max_history_tags; ++i) {
        tags.push_back(fetched("20240201000000", "U" + std::to_string(i)));
    }
    const auto merged = merge_history(tags);
    EXPECT_EQ(merged.dropped, 0U);
    EXPECT_EQ(merged.tags, tags);
}

}  // namespace
}  // namespace olkacct::mail

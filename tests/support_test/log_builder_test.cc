// The logs that other tests trust are themselves right.
#include "support/log_builder.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/hive_builder.h"

namespace olkacct::test {
namespace {

// The bins before and after one key, and after a value that makes them grow.
struct TwoCommits {
    TwoCommits() {
        HiveBuilder hive;
        history.push_back(hive.bins());
        const auto key = hive.add_key(HiveBuilder::root, u"New");
        history.push_back(hive.bins());
        hive.set_binary(key, u"Large", Bytes(9000, std::byte{7}));
        history.push_back(hive.bins());
        base_block = hive.base_block(5, 5);
    }
    BinsHistory history;
    Bytes base_block;
};

TEST(Marvin32, gives_the_known_vectors) {
    EXPECT_EQ(marvin32({}), 0xb39efca403966e08U);
    EXPECT_EQ(marvin32(ascii_bytes("a")), 0x21a013c726f292f4U);
    EXPECT_EQ(marvin32(ascii_bytes("ab")), 0x7911da00317285f8U);
    EXPECT_EQ(marvin32(ascii_bytes("abc")), 0xb9cf3dfca41914f7U);
    EXPECT_EQ(marvin32(ascii_bytes("abcd")), 0x20094fb11a6cd086U);
    EXPECT_EQ(marvin32(Bytes(4096)), 0x95109b49e9af6c2dU);
}

TEST(NewFormatLog, has_one_entry_a_commit_each_to_a_page_boundary) {
    const TwoCommits commits;
    const auto log = new_format_log(commits.base_block, 5, commits.history);
    const auto entries = log_entries(log);
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_EQ(entries[0], 512U);
    EXPECT_EQ(entries[1] % 4096, 0U);
    EXPECT_EQ(log.size() % 4096, 0U);
    EXPECT_EQ(get32(log, 28), 6U);
    EXPECT_EQ(get32(log, 4), 5U);
    EXPECT_EQ(get32(log, entries[1] + 12), 6U);
    EXPECT_EQ(get32(log, entries[1] + 16), commits.history[2].size());
}

TEST(NewFormatLog, hashes_the_pages_and_then_the_head) {
    const TwoCommits commits;
    const auto log = new_format_log(commits.base_block, 5, commits.history);
    for (const auto entry : log_entries(log)) {
        const auto bytes = std::span(log).subspan(entry, get32(log, entry + 4));
        EXPECT_EQ(get_number(bytes, 24, 8), marvin32(bytes.subspan(40)));
        EXPECT_EQ(get_number(bytes, 32, 8), marvin32(bytes.first(32)));
    }
}

TEST(NewFormatLog, keeps_its_hashes_right_when_an_entry_is_renumbered) {
    const TwoCommits commits;
    auto log = new_format_log(commits.base_block, 5, commits.history);
    renumber_log_entry(log, 512, 99);
    EXPECT_EQ(get32(log, 512 + 12), 99U);
    EXPECT_EQ(get_number(log, 512 + 32, 8), marvin32(std::span(log).subspan(512, 32)));
}

TEST(OldFormatLog, marks_each_dirty_page_and_carries_its_bytes) {
    const TwoCommits commits;
    const auto& after = commits.history[2];
    const auto log = old_format_log(commits.base_block, 6, commits.history[0], after);
    EXPECT_EQ(get32(log, 28), 1U);
    EXPECT_EQ(get32(log, 512), 0x54524944U);  // "DIRT"
    const auto bitmap = std::span(log).subspan(516, after.size() / 4096);
    const auto pages = static_cast<std::size_t>(std::ranges::count(bitmap, std::byte{0xFF}));
    EXPECT_GE(pages, 3U);
    EXPECT_EQ(log.size(), 1024 + pages * 4096);
    // The first page has the time of the log.
    EXPECT_EQ(get_number(log, 1024 + 20, 8), get_number(log, 12, 8));
}

}  // namespace
}  // namespace olkacct::test

// Commits of one store share a log, and a crash at any moment of any of them leaves the hive as
// before or as after it.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "registry/hive/crash/commit_cases.h"
#include "registry/hive/crash/hive_states.h"
#include "registry/hive/writable_hive.h"
#include "support/base_block.h"
#include "support/crash_files.h"
#include "support/crash_model.h"
#include "support/fault_layer.h"
#include "support/hive_builder.h"
#include "support/log_builder.h"

namespace olkacct::registry::hive {
namespace {

using test::Bytes;
using test::CrashFiles;
using test::CrashState;
using test::FileContents;
using test::FileOperation;
using test::FileOperationKind;
using test::HiveBuilder;

constexpr std::uint32_t clean_sequence = 40;
const std::string log1 = case_path + ".LOG1";
const std::string log2 = case_path + ".LOG2";

const test::CrashLimits brief_cycle_crashes{
    .every_subset_up_to = 2, .singles = 3, .random_subsets = 2, .tears = 1};

// A hive in which a key far from the first page changes again and again.
struct CycleStory {
    explicit CycleStory(std::size_t commits, std::uint32_t first = clean_sequence) {
        HiveBuilder hive;
        hive.set_binary(HiveBuilder::root, u"Filler", Bytes(6000, std::byte{0x46}));
        const auto key = hive.add_key(HiveBuilder::root, u"Account");
        hive.set_text(key, u"Name", u"a name");
        hive.set_dword(key, u"Number", 0);
        bins.push_back(hive.bins());
        Bytes file = hive.base_block(first, first);
        test::append(file, bins.back());
        file.resize(32 * 1024);
        files = {{case_path, file}, {log1, Bytes()}, {log2, Bytes()}};
        for (std::size_t i = 1; i <= commits; ++i) {
            hive.set_dword(key, u"Number", static_cast<std::uint32_t>(i));
            bins.push_back(hive.bins());
        }
    }

    std::vector<Bytes> bins;
    FileContents files;
};

// A store that is used for one commit after the other.
class Writer {
  public:
    explicit Writer(std::shared_ptr<base::FileSystem> files)
        : files_(std::move(files)),
          last_cycle_(std::make_shared<LastCycle>(case_path, HiveOptions{.files = files_})) {}
    Result<void> close() { return last_cycle_->close(); }

    Result<void> commit(const Bytes& before, const Bytes& after) {
        auto hive = WritableHive::open(case_path, {.files = files_}, last_cycle_);
        if (!hive) return tl::unexpected(hive.error());
        return (*hive)->commit(changed_pages(before, after));
    }

  private:
    std::shared_ptr<base::FileSystem> files_;
    std::shared_ptr<LastCycle> last_cycle_;
};

std::size_t syncs(std::span<const FileOperation> operations) {
    return static_cast<std::size_t>(std::ranges::count(operations, FileOperationKind::sync,
                                                       [](const auto& one) { return one.kind; }));
}

// With a log of its own; the first that goes on with one; each after that.
constexpr std::size_t syncs_of_a_whole = 4;
constexpr std::size_t syncs_to_open = 2;
constexpr std::size_t syncs_while_open = 1;

bool is_closed(const Bytes& hive) { return test::get32(hive, 4) == test::get32(hive, 8); }

class Cycle : public testing::TestWithParam<std::uint32_t> {};

TEST_P(Cycle, is_at_the_last_commit_or_the_one_before_after_a_crash_at_any_moment) {
    constexpr std::size_t commits = 5;
    const CycleStory story(commits, GetParam());
    const HiveStates states(story.bins);
    const auto files = std::make_shared<CrashFiles>(story.files);
    Writer writer(files);
    std::vector<std::size_t> ends;
    std::vector<std::size_t> waits;
    for (std::size_t i = 0; i < commits; ++i) {
        const std::size_t begin = files->operations().size();
        ASSERT_TRUE(writer.commit(story.bins[i], story.bins[i + 1]));
        ends.push_back(files->operations().size());
        waits.push_back(syncs(std::span(files->operations()).subspan(begin)));
    }
    EXPECT_EQ(std::vector(waits.begin() + 2, waits.end()),
              (std::vector{syncs_to_open, syncs_while_open, syncs_while_open}));
    EXPECT_FALSE(is_closed(files->contents().at(case_path)));
    ASSERT_TRUE(writer.close());
    EXPECT_TRUE(is_closed(files->contents().at(case_path)));

    std::set<int> seen;
    test::for_each_crash_state(
        story.files, files->operations(),
        [&](const CrashState& state) {
            const auto over = std::ranges::upper_bound(ends, state.done) - ends.begin();
            const auto begun = std::ranges::lower_bound(ends, state.done) - ends.begin() + 1;
            const auto most = std::min<std::ptrdiff_t>(begun, commits);
            for (const int found : {states.by_replay(state.files, state.description),
                                    states.by_store(state.files, state.description)}) {
                EXPECT_GE(found, over) << state.description;
                EXPECT_LE(found, most) << state.description;
                seen.insert(found);
            }
        },
        {.every_subset_up_to = 4, .tears = 2, .also_at = ends});
    EXPECT_EQ(seen.size(), commits + 1);
}

TEST_P(Cycle, can_be_committed_to_after_a_crash_and_crash_again) {
    constexpr std::size_t commits = 5;
    const CycleStory story(commits, GetParam());
    const HiveStates states(story.bins);
    const auto files = std::make_shared<CrashFiles>(story.files);
    Writer writer(files);
    for (std::size_t i = 0; i + 1 < commits; ++i) {
        ASSERT_TRUE(writer.commit(story.bins[i], story.bins[i + 1]));
    }
    std::size_t number = 0;
    test::for_each_crash_state(
        story.files, files->operations(),
        [&](const CrashState& state) {
            if (number++ % 5 != 0) return;
            const int at = states.by_replay(state.files, state.description);
            ASSERT_GE(at, 0);
            const auto crashed = std::make_shared<CrashFiles>(state.files);
            // Two commits by a store that knows nothing of the cycle.
            Writer next(crashed);
            ASSERT_TRUE(next.commit(story.bins[static_cast<std::size_t>(at)], story.bins[0]));
            const std::size_t first_ends = crashed->operations().size();
            ASSERT_TRUE(next.commit(story.bins[0], story.bins[commits]));
            const std::size_t all = crashed->operations().size();
            test::for_each_crash_state(
                state.files, crashed->operations(),
                [&](const CrashState& again) {
                    const std::string what = state.description + "; then " + again.description;
                    const int found = states.by_replay(again.files, what);
                    EXPECT_EQ(states.by_store(again.files, what), found) << what;
                    const bool old = found == at && again.done < first_ends;
                    const bool middle = found == 0 && again.done < all;
                    const bool last = found == commits && again.done > first_ends;
                    EXPECT_TRUE(old || middle || last) << what << ": " << found;
                },
                brief_cycle_crashes);
        },
        brief_cycle_crashes);
}

INSTANTIATE_TEST_SUITE_P(Hive, Cycle, testing::Values(clean_sequence, 0xFFFFFFFD),
                         [](const auto& one) {
                             return one.param == clean_sequence ? "plain" : "numbers_wrap";
                         });

TEST(LogCycle, ends_with_a_commit_of_somebody_else) {
    const CycleStory story(6);
    const HiveStates states(story.bins);
    const auto files = std::make_shared<CrashFiles>(story.files);
    Writer one(files);
    Writer other(files);
    for (std::size_t i = 0; i < 6; ++i) {
        const std::size_t begin = files->operations().size();
        ASSERT_TRUE((i == 3 ? other : one).commit(story.bins[i], story.bins[i + 1]));
        const auto waits = syncs(std::span(files->operations()).subspan(begin));
        if (i == 2 || i == 5) {
            EXPECT_EQ(waits, syncs_to_open);
        } else {
            EXPECT_GE(waits, syncs_of_a_whole) << i;
        }
    }
    test::for_each_crash_state(
        story.files, files->operations(),
        [&](const CrashState& state) {
            EXPECT_GE(states.by_replay(state.files, state.description), 0);
        },
        brief_cycle_crashes);
}

TEST(LogCycle, is_closed_when_its_store_goes_away_and_can_be_gone_on_with_when_it_does_not) {
    const CycleStory story(6);
    const HiveStates states(story.bins);
    const auto files = std::make_shared<CrashFiles>(story.files);
    std::vector<std::size_t> waits;
    {
        Writer writer(files);
        for (std::size_t i = 0; i < 6; ++i) {
            const std::size_t begin = files->operations().size();
            ASSERT_TRUE(writer.commit(story.bins[i], story.bins[i + 1]));
            waits.push_back(syncs(std::span(files->operations()).subspan(begin)));
            if (i == 3) {
                ASSERT_TRUE(writer.close());
            }
        }
        EXPECT_EQ(std::vector(waits.begin() + 2, waits.end()),
                  (std::vector{syncs_to_open, syncs_while_open, syncs_to_open, syncs_while_open}));
        EXPECT_FALSE(is_closed(files->contents().at(case_path)));
    }
    EXPECT_TRUE(is_closed(files->contents().at(case_path)));
    test::for_each_crash_state(
        story.files, files->operations(),
        [&](const CrashState& state) {
            const int found = states.by_replay(state.files, state.description);
            EXPECT_GE(found, 0);
            EXPECT_TRUE(found == 6 || state.done < files->operations().size());
        },
        brief_cycle_crashes);
}

TEST(LogCycle, that_was_left_open_is_read_by_others_and_closed_by_the_next_who_writes) {
    const CycleStory story(5);
    const HiveStates states(story.bins);
    const auto files = std::make_shared<CrashFiles>(story.files);
    Writer one(files);
    for (std::size_t i = 0; i < 4; ++i) ASSERT_TRUE(one.commit(story.bins[i], story.bins[i + 1]));
    ASSERT_FALSE(is_closed(files->contents().at(case_path)));
    EXPECT_EQ(states.by_store(files->contents(), "left open"), 4);
    Writer other(files);
    ASSERT_TRUE(other.commit(story.bins[4], story.bins[5]));
    const FileContents after = files->contents();
    EXPECT_TRUE(is_closed(after.at(case_path)));
    // It is no longer as the first left it, and nothing is done.
    ASSERT_TRUE(one.close());
    EXPECT_TRUE(files->contents() == after);
}

TEST(LogCycle, ends_when_the_log_is_full) {
    constexpr std::size_t commits = 60;
    const CycleStory story(commits);
    const HiveStates states(story.bins);
    const auto files = std::make_shared<CrashFiles>(story.files);
    Writer writer(files);
    std::size_t begun = 0;
    std::size_t gone_on = 0;
    for (std::size_t i = 0; i < commits; ++i) {
        const std::size_t begin = files->operations().size();
        ASSERT_TRUE(writer.commit(story.bins[i], story.bins[i + 1]));
        const auto waits = syncs(std::span(files->operations()).subspan(begin));
        (waits <= syncs_to_open ? gone_on : begun) += 1;
        ASSERT_EQ(states.by_replay(files->contents(), "now"), static_cast<int>(i) + 1);
    }
    EXPECT_GE(begun, 3U);
    EXPECT_GT(gone_on, 10 * begun);
    EXPECT_LE(files->contents().at(log1).size(), 256U * 1024);
}

// Somebody put another log beside the hive between two commits.
TEST(LogCycle, ends_where_a_log_appears_that_would_be_replayed_with_it) {
    const CycleStory story(4);
    const HiveStates states(story.bins);
    for (const std::uint32_t number :
         {clean_sequence, clean_sequence + 1, clean_sequence + 3, clean_sequence + 4}) {
        const auto files = std::make_shared<CrashFiles>(story.files);
        Writer writer(files);
        for (std::size_t i = 0; i < 3; ++i) {
            ASSERT_TRUE(writer.commit(story.bins[i], story.bins[i + 1]));
        }
        ASSERT_TRUE(writer.close());
        HiveBuilder other;
        const Bytes before = other.bins();
        other.set_dword(HiveBuilder::root, u"Foreign", 1);
        files->put(log2, test::new_format_log(other.base_block(number, number), number,
                                              std::vector{before, other.bins()}));
        const FileContents initial = files->contents();
        files->forget_operations();
        ASSERT_TRUE(writer.commit(story.bins[3], story.bins[4]));
        test::for_each_crash_state(initial, files->operations(), [&](const CrashState& state) {
            const std::string what = std::to_string(number) + ": " + state.description;
            EXPECT_GE(states.by_replay(state.files, what), 3);
            EXPECT_GE(states.by_store(state.files, what), 3);
        });
    }
}

TEST(LogCycle, that_a_failed_call_ends_leaves_the_commit_before_or_this_one) {
    const CycleStory story(4);
    const HiveStates states(story.bins);
    const auto whole = std::make_shared<CrashFiles>(story.files);
    Writer undisturbed(whole);
    for (std::size_t i = 0; i < 4; ++i) {
        ASSERT_TRUE(undisturbed.commit(story.bins[i], story.bins[i + 1]));
    }
    const std::size_t complete = whole->operations().size();
    for (const ErrorCode code : {ErrorCode::io_error, ErrorCode::disk_full}) {
        bool failed = true;
        for (std::size_t call = 1; failed; ++call) {
            const std::string what = "call " + std::to_string(call);
            const auto below = std::make_shared<CrashFiles>(story.files);
            const auto files = std::make_shared<test::FaultLayer>(below);
            files->code = code;
            files->on_failed_sync = [&](const std::string& path) { below->note_failed_sync(path); };
            Writer writer(files);
            for (std::size_t i = 0; i < 3; ++i) {
                ASSERT_TRUE(writer.commit(story.bins[i], story.bins[i + 1]));
            }
            files->fails_at = files->calls().size() + call;
            const auto done = writer.commit(story.bins[3], story.bins[4]);
            failed = files->has_failed();
            // After the last write only what the next commit could start from is asked for.
            const bool over = below->operations().size() == complete &&
                              files->calls().back().kind == test::FileCallKind::identity;
            ASSERT_EQ(!done, failed && !over) << what;
            const int at = states.by_replay(below->contents(), what);
            EXPECT_EQ(states.by_store(below->contents(), what), at) << what;
            EXPECT_TRUE(at == 4 || (failed && at == 3)) << what << ": " << at;
            files->fails_at.reset();
            const std::size_t ends = below->operations().size();
            ASSERT_TRUE(writer.commit(story.bins[static_cast<std::size_t>(at)], story.bins[0]))
                << what;
            test::for_each_crash_state(
                story.files, below->operations(),
                [&](const CrashState& state) {
                    const int found =
                        states.by_replay(state.files, what + ", " + state.description);
                    EXPECT_TRUE(found == 0 || state.done < below->operations().size()) << what;
                    EXPECT_TRUE(state.done <= ends || found == 0 || found >= 3)
                        << what << ": " << found;
                },
                brief_cycle_crashes);
        }
    }
}

}  // namespace
}  // namespace olkacct::registry::hive

// After a crash at any moment of a commit a hive is as before or as after it, by our recovery and
// by an independent one.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "registry/hive/crash/commit_cases.h"
#include "registry/hive/crash/hive_states.h"
#include "registry/hive/writable_hive.h"
#include "support/crash_files.h"
#include "support/crash_model.h"
#include "support/fault_layer.h"

namespace olkacct::registry::hive {
namespace {

using test::Bytes;
using test::CrashFiles;
using test::CrashState;
using test::FileContents;

Result<void> commit_pages(const std::shared_ptr<base::FileSystem>& files, const Bytes& before,
                          const Bytes& after) {
    auto hive = WritableHive::open(case_path, {.files = files});
    if (!hive) return tl::unexpected(hive.error());
    return (*hive)->commit(changed_pages(before, after));
}

const test::CrashLimits brief_crashes{
    .every_subset_up_to = 2, .singles = 3, .random_subsets = 2, .tears = 1};

class EachCase : public testing::TestWithParam<CommitCase> {};

TEST_P(EachCase, is_old_or_new_after_a_crash_at_any_moment_of_two_commits) {
    const CommitCase& one = GetParam();
    const HiveStates states(one.bins);
    auto files = std::make_shared<CrashFiles>(one.files);
    ASSERT_TRUE(commit_pages(files, one.bins[0], one.bins[1]));
    const std::size_t first_ends = files->operations().size();
    ASSERT_TRUE(commit_pages(files, one.bins[1], one.bins[2]));
    const std::size_t second_ends = files->operations().size();

    std::size_t count = 0;
    std::set<int> seen;
    test::for_each_crash_state(
        one.files, files->operations(),
        [&](const CrashState& state) {
            ++count;
            const int least = state.done < first_ends ? 0 : state.done < second_ends ? 1 : 2;
            const int most = state.done <= first_ends ? 1 : 2;
            for (const int found : {states.by_replay(state.files, state.description),
                                    states.by_store(state.files, state.description)}) {
                EXPECT_GE(found, least) << state.description;
                EXPECT_LE(found, most) << state.description;
                seen.insert(found);
            }
        },
        {.every_subset_up_to = 4, .tears = 2, .also_at = {first_ends}});
    EXPECT_GT(count, 10U);
    EXPECT_EQ(seen, (std::set<int>{0, 1, 2}));
}

TEST_P(EachCase, can_be_committed_to_after_a_crash_and_crash_again) {
    const CommitCase& one = GetParam();
    const HiveStates states(one.bins);
    auto files = std::make_shared<CrashFiles>(one.files);
    ASSERT_TRUE(commit_pages(files, one.bins[0], one.bins[1]));
    std::size_t number = 0;
    test::for_each_crash_state(
        one.files, files->operations(),
        [&](const CrashState& state) {
            if (number++ % 7 != 0) return;
            auto crashed = std::make_shared<CrashFiles>(state.files);
            const int at = states.by_replay(state.files, state.description);
            ASSERT_GE(at, 0);
            const auto done =
                commit_pages(crashed, one.bins[static_cast<std::size_t>(at)], one.bins[2]);
            ASSERT_TRUE(done) << state.description << ": " << done.error().what;
            test::for_each_crash_state(
                state.files, crashed->operations(),
                [&](const CrashState& again) {
                    const int found = states.by_replay(again.files, again.description);
                    const bool over = again.done == crashed->operations().size();
                    EXPECT_TRUE(found == 2 || (!over && found == at))
                        << state.description << "; then " << again.description;
                },
                brief_crashes);
        },
        brief_crashes);
}

// No program may believe a sync after one that failed.
void expect_nothing_written_after_a_failed_sync(const std::vector<test::FileCall>& calls) {
    bool failed = false;
    for (const auto& call : calls) {
        if (failed) {
            EXPECT_TRUE(call.kind != test::FileCallKind::sync &&
                        call.kind != test::FileCallKind::write &&
                        call.kind != test::FileCallKind::sync_folder)
                << call.path;
        }
        failed = failed || (call.failed && (call.kind == test::FileCallKind::sync ||
                                            call.kind == test::FileCallKind::sync_folder));
    }
}

TEST_P(EachCase, reports_any_failed_call_and_is_old_or_new_then) {
    const CommitCase& one = GetParam();
    const HiveStates states(one.bins);
    auto limits = brief_crashes;
    if (one.bins[1].size() > 200000) limits.singles = limits.random_subsets = 1;
    for (const ErrorCode code : {ErrorCode::io_error, ErrorCode::disk_full}) {
        bool failed = true;
        for (std::size_t call = 1; failed; ++call) {
            auto below = std::make_shared<CrashFiles>(one.files);
            auto files = std::make_shared<test::FaultLayer>(below);
            files->fails_at = call;
            files->code = code;
            files->on_failed_sync = [&](const std::string& path) { below->note_failed_sync(path); };
            const std::string what = "call " + std::to_string(call);
            auto hive = WritableHive::open(case_path, {.files = files});
            if (hive) {
                const auto pending = changed_pages(one.bins[0], one.bins[1]);
                const auto done = (*hive)->commit(pending);
                failed = files->has_failed();
                ASSERT_EQ(!done, failed) << what;
                EXPECT_TRUE(done || done.error().code == code) << what;
                const auto again = (*hive)->commit(pending);
                ASSERT_FALSE(again);
                EXPECT_EQ(again.error().code, ErrorCode::reopen_needed) << what;
                hive->reset();
            } else {
                EXPECT_EQ(hive.error().code, code) << what;
            }
            expect_nothing_written_after_a_failed_sync(files->calls());
            const FileContents left = below->contents();
            const int at = states.by_replay(left, what);
            EXPECT_EQ(states.by_store(left, what), at) << what;
            ASSERT_GE(at, 0);
            EXPECT_LE(at, 1) << what;
            EXPECT_TRUE(failed || at == 1) << what;
            // And whoever opens it then can write, and a crash is still nothing to fear.
            const std::size_t first_ends = below->operations().size();
            const auto done =
                commit_pages(below, one.bins[static_cast<std::size_t>(at)], one.bins[2]);
            ASSERT_TRUE(done) << what << ": " << done.error().what;
            test::for_each_crash_state(
                one.files, below->operations(),
                [&](const CrashState& state) {
                    const int found =
                        states.by_replay(state.files, what + ", " + state.description);
                    EXPECT_TRUE(found == 2 || state.done < below->operations().size()) << what;
                    EXPECT_TRUE(found < 2 || state.done > first_ends) << what;
                },
                limits);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(HiveCommit, EachCase, testing::ValuesIn(commit_cases()));

}  // namespace
}  // namespace olkacct::registry::hive

// Hives that were not closed cleanly, with every state of their logs.
#include <gtest/gtest.h>

#include "base/byte_reader.h"
#include "base/memory_files.h"
#include "registry/hive/hive_store.h"
#include "registry/hive/opened_hive.h"
#include "support/base_block.h"
#include "support/dirty_states.h"
#include "support/log_builder.h"

namespace olkacct::registry {
namespace {

using test::Bytes;
using test::DirtyState;

struct Outcome {
    std::optional<std::uint32_t> step;
    std::vector<std::string> notes;
    std::vector<Warning> warnings;
    std::optional<Error> error;
};

Outcome read_step(const std::shared_ptr<base::MemoryFiles>& files, bool replay = true) {
    const auto store = open_hive_store("NTUSER.DAT", {.replay_logs = replay, .files = files});
    Outcome outcome;
    const auto done = read_snapshot(**store, [&outcome](ReadTransaction& transaction) {
        return [&]() -> Result<void> {
            outcome.notes = transaction.notes();
            outcome.warnings = transaction.warnings();
            const auto key = find_path(transaction, transaction.root(), test::step_key);
            if (!key || !*key) {
                return fail(ErrorCode::key_not_found, "no step key");
            }
            const auto value = transaction.value(**key, test::step_value);
            if (!value) {
                return tl::unexpected(value.error());
            }
            if (*value) {
                outcome.step = base::ByteReader((*value)->data).u32(0);
            }
            return {};
        }();
    });
    if (!done) {
        outcome.error = done.error();
    }
    return outcome;
}

std::shared_ptr<base::MemoryFiles> files_of(const DirtyState& state) {
    auto files = std::make_shared<base::MemoryFiles>();
    files->put("NTUSER.DAT", state.primary);
    if (state.log1) {
        files->put("NTUSER.DAT.LOG1", *state.log1);
    }
    if (state.log2) {
        files->put("NTUSER.DAT.LOG2", *state.log2);
    }
    return files;
}

class CrashState : public testing::TestWithParam<DirtyState> {};

TEST_P(CrashState, is_read_as_windows_would_recover_it) {
    const DirtyState& state = GetParam();
    const Outcome outcome = read_step(files_of(state));
    if (state.step) {
        ASSERT_FALSE(outcome.error) << outcome.error->what << " at " << outcome.error->where;
        EXPECT_EQ(outcome.step, state.step);
    } else {
        ASSERT_TRUE(outcome.error) << "read step " << outcome.step.value_or(99);
        EXPECT_EQ(outcome.error->code, ErrorCode::logs_unusable) << outcome.error->what;
        EXPECT_FALSE(outcome.error->where.empty());
    }
}

std::string state_name(const testing::TestParamInfo<DirtyState>& info) {
    std::string name = info.param.name;
    for (char& letter : name) {
        letter = std::isalnum(static_cast<unsigned char>(letter)) != 0 ? letter : '_';
    }
    return name;
}

INSTANTIATE_TEST_SUITE_P(NewFormat, CrashState, testing::ValuesIn(test::new_format_states()),
                         state_name);
INSTANTIATE_TEST_SUITE_P(OldFormat, CrashState, testing::ValuesIn(test::old_format_states()),
                         state_name);

/// A dirty hive at step 0 whose only log brings step 1.
struct OneCommit {
    std::shared_ptr<base::MemoryFiles> files = std::make_shared<base::MemoryFiles>();
    Bytes primary;
    Bytes log;

    OneCommit() {
        test::HiveBuilder builder;
        const auto key = builder.add_path(test::HiveBuilder::root, test::step_key);
        builder.set_dword(key, test::step_value, 0);
        const Bytes before = builder.bins();
        primary = builder.file(8, 7);
        builder.set_dword(key, test::step_value, 1);
        const std::vector<Bytes> history = {before, builder.bins()};
        log = test::new_format_log(primary, 7, history);
        files->put("NTUSER.DAT", primary);
        files->put("NTUSER.DAT.LOG1", log);
    }
};

TEST(Recovery, tells_what_was_applied) {
    const OneCommit commit;
    const Outcome outcome = read_step(commit.files);
    EXPECT_EQ(outcome.step, 1U);
    ASSERT_EQ(outcome.notes.size(), 1U);
    EXPECT_NE(outcome.notes[0].find("NTUSER.DAT.LOG1: applied entry 7"), std::string::npos)
        << outcome.notes[0];
    EXPECT_TRUE(outcome.warnings.empty());
}

TEST(Recovery, leaves_the_logs_aside_when_asked_and_says_so) {
    const OneCommit commit;
    const Outcome outcome = read_step(commit.files, false);
    EXPECT_EQ(outcome.step, 0U);
    EXPECT_TRUE(outcome.notes.empty());
    ASSERT_EQ(outcome.warnings.size(), 1U);
    EXPECT_NE(outcome.warnings[0].what.find("left aside"), std::string::npos);
}

TEST(Recovery, ignores_the_logs_of_a_hive_that_was_closed) {
    OneCommit commit;
    test::set_sequences(commit.primary, 7, 7);
    commit.files->put("NTUSER.DAT", commit.primary);
    EXPECT_EQ(read_step(commit.files).step, 0U);
}

TEST(Recovery, reads_a_dirty_hive_without_logs_with_a_warning) {
    OneCommit commit;
    commit.files->remove("NTUSER.DAT.LOG1");
    const Outcome outcome = read_step(commit.files);
    EXPECT_EQ(outcome.step, 0U);
    ASSERT_EQ(outcome.warnings.size(), 1U);
    EXPECT_NE(outcome.warnings[0].what.find("no logs"), std::string::npos);
}

TEST(Recovery, finds_logs_whose_names_differ_in_case) {
    OneCommit commit;
    commit.files->remove("NTUSER.DAT.LOG1");
    commit.files->put("ntuser.dat.log1", commit.log);
    EXPECT_EQ(read_step(commit.files).step, 1U);
}

TEST(Recovery, takes_the_base_block_from_the_log_when_its_own_is_torn) {
    OneCommit commit;
    commit.primary[300] ^= std::byte{0x10};
    commit.files->put("NTUSER.DAT", commit.primary);
    const Outcome outcome = read_step(commit.files);
    EXPECT_FALSE(outcome.error);
    EXPECT_EQ(outcome.step, 1U);
}

TEST(Recovery, names_each_log_and_why_it_cannot_be_used) {
    OneCommit commit;
    Bytes bad = commit.log;
    bad[100] ^= std::byte{1};
    commit.files->put("NTUSER.DAT.LOG1", bad);
    commit.files->put("NTUSER.DAT.LOG2", Bytes(100));
    const Outcome outcome = read_step(commit.files);
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->code, ErrorCode::logs_unusable);
    EXPECT_NE(outcome.error->what.find("NTUSER.DAT.LOG1: its checksum is wrong"), std::string::npos)
        << outcome.error->what;
    EXPECT_NE(outcome.error->what.find("NTUSER.DAT.LOG2: it is too short"), std::string::npos);
    EXPECT_EQ(outcome.error->where, "NTUSER.DAT");
}

TEST(Recovery, reports_a_log_that_cannot_be_read_rather_than_reading_without_it) {
    OneCommit commit;
    commit.files->put("NTUSER.DAT.LOG1", Bytes(hive::max_log_size + 1));
    const Outcome outcome = read_step(commit.files);
    ASSERT_TRUE(outcome.error);
    EXPECT_EQ(outcome.error->code, ErrorCode::limit_exceeded);
    EXPECT_EQ(outcome.error->where, "NTUSER.DAT.LOG1");
}

TEST(Recovery, notices_a_log_that_grows_while_the_hive_is_read) {
    OneCommit commit;
    const auto store = open_hive_store("NTUSER.DAT", {.files = commit.files}).value();
    const auto transaction = store->begin_read().value();
    Bytes longer = commit.log;
    longer.resize(longer.size() + 4096);
    commit.files->put("NTUSER.DAT.LOG1", longer);
    const auto verified = transaction->verify();
    ASSERT_FALSE(verified);
    EXPECT_EQ(verified.error().code, ErrorCode::changed_while_reading);
}

}  // namespace
}  // namespace olkacct::registry

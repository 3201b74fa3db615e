// What a crash at any point, or a call that fails once, leaves of a database: the old or the new
// state. The folder lies in memory where there is one: what is durable is the model's question.
#include <gtest/gtest.h>

#include <cstdlib>

#include "registry/sqlite/recording_vfs.h"
#include "registry/sqlite/scratch_database.h"
#include "support/crash_model.h"
#include "support/store_access.h"
#include "support/store_edits.h"

namespace olkacct::testing_support {
namespace {

constexpr const char* file_name = "profiles.db";

class SqliteCrash : public testing::TestWithParam<StoreEdit> {
  protected:
    static void SetUpTestSuite() {
        if (std::filesystem::exists("/dev/shm")) ::setenv("TMPDIR", "/dev/shm", 1);
    }
    static void TearDownTestSuite() { ::unsetenv("TMPDIR"); }

    // A database that holds the content, with nothing left in its log.
    static test::Bytes database_with(const Content& content) {
        const ScratchDatabase scratch;
        write_all(*scratch.open(), content);
        EXPECT_FALSE(std::filesystem::exists(scratch.path + "-wal"));
        return test::read_file(scratch.path);
    }

    const Content before_ = edited_content();
    const Content after_ = content_after(before_, GetParam());
};

TEST_P(SqliteCrash, leaves_the_old_or_the_new_state) {
    const test::FileContents initial = {{file_name, database_with(before_)}};
    const ScratchDatabase scratch;
    test::write_file(scratch.path, initial.at(file_name));
    const RecordingVfs& recorder = RecordingVfs::start();
    std::size_t committed = 0;
    {
        const auto store = scratch.open({.vfs = RecordingVfs::name});
        const auto writer = begin_write(*store);
        GetParam().make(*writer);
        ASSERT_TRUE(writer->commit().has_value());
        committed = recorder.operations().size();
    }
    // Closing has carried the log into the database and deleted it.
    ASSERT_GT(recorder.operations().size(), committed);

    int states = 0;
    int old_states = 0;
    const auto check = [&](const test::CrashState& state) {
        ++states;
        const ScratchDatabase found;
        for (const auto& [name, content] : state.files) {
            test::write_file(found.folder / name, content);
        }
        const Content content = read_all(*found.open({}));
        old_states += content == before_ ? 1 : 0;
        EXPECT_TRUE(content == after_ || (content == before_ && state.done < committed))
            << state.description;
    };
    for_each_crash_state(initial, recorder.operations(), check, {.also_at = {committed}});
    EXPECT_GT(old_states, 0);
    EXPECT_GT(states, old_states);
}

TEST_P(SqliteCrash, reports_each_call_that_fails_once_and_must_be_opened_again) {
    const test::Bytes initial = database_with(before_);
    for (const bool disk_is_full : {false, true}) {
        bool has_failed = true;
        for (std::size_t at = 1; has_failed; ++at) {
            const ScratchDatabase scratch;
            test::write_file(scratch.path, initial);
            RecordingVfs& recorder = RecordingVfs::start();
            recorder.disk_is_full = disk_is_full;
            recorder.fails_at = at;
            bool reported = false;
            bool done_before = false;
            {
                const auto store =
                    registry::open_sqlite_store(scratch.path, {.vfs = RecordingVfs::name});
                ASSERT_TRUE(store.has_value());
                auto writer = begin_write(**store);
                Result<void> done;
                try {
                    GetParam().make(*writer);
                    done = writer->commit();
                } catch (const std::runtime_error&) {
                    done = fail(ErrorCode::io_error, "the edit failed already");
                    EXPECT_FALSE(writer->commit().has_value());
                }
                reported = !done;
                done_before = done && !recorder.has_failed();
                writer.reset();
                if (reported) {
                    EXPECT_TRUE(done.error().code == ErrorCode::io_error ||
                                done.error().code == ErrorCode::disk_full);
                    EXPECT_EQ((*store)->begin_write().error().code, ErrorCode::reopen_needed);
                    EXPECT_EQ((*store)->begin_read().error().code, ErrorCode::reopen_needed);
                }
            }
            has_failed = recorder.has_failed();
            EXPECT_EQ(recorder.syncs_retried(), 0) << "call " << at;
            const Content found = read_all(*scratch.open({}));
            EXPECT_TRUE(found == after_ || (found == before_ && reported))
                << "call " << at << (done_before ? ", after the commit" : "");
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Edits, SqliteCrash, testing::ValuesIn(twenty_edits()),
                         [](const auto& edit) { return edit.param.test_name(); });

}  // namespace
}  // namespace olkacct::testing_support

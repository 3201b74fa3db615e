// What a crash at any point of twenty different edits, or a call that fails once, leaves of a hive:
// the old or the new state, sound as a whole, by our recovery and by an independent one.
#include <gtest/gtest.h>

#include <algorithm>

#include "registry/hive/hive_store.h"
#include "support/crash_files.h"
#include "support/crash_model.h"
#include "support/fault_layer.h"
#include "support/hive_builder.h"
#include "support/hive_check.h"
#include "support/log_replay.h"
#include "support/store_access.h"
#include "support/store_edits.h"

namespace olkacct::testing_support {
namespace {

using test::CrashFiles;
using test::FileCallKind;
using test::FileContents;

const std::string path = "folder/NTUSER.DAT";

std::shared_ptr<registry::Store> store_in(std::shared_ptr<base::FileSystem> files) {
    return registry::open_hive_store(path, {.files = std::move(files)}).value();
}

FileContents hive_with(const Content& content, const test::HiveOptions& options) {
    auto files =
        std::make_shared<CrashFiles>(FileContents{{path, test::HiveBuilder(options).file(40, 40)}});
    write_all(*store_in(files), content);
    return files->contents();
}

Content read_in(const FileContents& files) {
    return read_all(*store_in(std::make_shared<CrashFiles>(files)));
}

// What the independent replay makes of the files.
Content replayed(const FileContents& files, const std::string& description) {
    std::string why;
    const auto hive =
        test::replay_logs(files.at(path), files.at(path + ".LOG1"), files.at(path + ".LOG2"), why);
    if (!hive) {
        ADD_FAILURE() << description << ": " << why;
        return {};
    }
    EXPECT_EQ(test::check_hive(hive->file).problems, std::vector<std::string>()) << description;
    return read_in({{path, hive->file}});
}

struct HiveEdit {
    StoreEdit edit;
    std::string version;
    test::HiveOptions options;
};

std::vector<HiveEdit> edits_of_each_version() {
    std::vector<HiveEdit> out;
    for (const StoreEdit& edit : twenty_edits()) {
        out.push_back({edit, "1_5", {}});
        out.push_back({edit, "1_3", {.minor_version = 3, .list_kind = test::ListKind::lf}});
    }
    return out;
}

void PrintTo(const HiveEdit& one, std::ostream* out) { *out << one.edit.name; }

class HiveEditCrash : public testing::TestWithParam<HiveEdit> {
  protected:
    Result<void> edit(registry::Store& store) const {
        auto writer = store.begin_write();
        if (!writer) return tl::unexpected(writer.error());
        try {
            GetParam().edit.make(**writer);
        } catch (const std::runtime_error&) {
            const auto done = (*writer)->commit();
            EXPECT_FALSE(done.has_value()) << "a change that failed half way was committed";
            return fail(ErrorCode::io_error, "the edit failed already");
        }
        return (*writer)->commit();
    }

    const Content before_ = edited_content();
    const Content after_ = content_after(before_, GetParam().edit);
    const FileContents initial_ = hive_with(before_, GetParam().options);
};

TEST_P(HiveEditCrash, leaves_the_old_or_the_new_state) {
    const auto files = std::make_shared<CrashFiles>(initial_);
    ASSERT_TRUE(edit(*store_in(files)).has_value());
    EXPECT_EQ(test::check_hive(files->contents().at(path)).unreferenced, 0U);
    const std::size_t all = files->operations().size();
    int states = 0;
    int old_states = 0;
    for_each_crash_state(initial_, files->operations(),
                         [&](const test::CrashState& state) {
                             ++states;
                             const Content found = read_in(state.files);
                             old_states += found == before_ ? 1 : 0;
                             EXPECT_TRUE(found == after_ || (found == before_ && state.done < all))
                                 << state.description;
                             EXPECT_TRUE(replayed(state.files, state.description) == found)
                                 << state.description;
                         },
                         {.every_subset_up_to = 4, .singles = 12, .random_subsets = 6, .tears = 2});
    EXPECT_GT(old_states, 0);
    EXPECT_GT(states, old_states);
}

TEST_P(HiveEditCrash, reports_each_call_that_fails_once_and_must_be_opened_again) {
    for (const ErrorCode code : {ErrorCode::io_error, ErrorCode::disk_full}) {
        bool failed = true;
        for (std::size_t call = 1; failed; ++call) {
            const auto below = std::make_shared<CrashFiles>(initial_);
            const auto files = std::make_shared<test::FaultLayer>(below);
            files->fails_at = call;
            files->code = code;
            const auto store = store_in(files);
            const auto done = edit(*store);
            failed = files->has_failed();
            // A page that could not be read once may be read a second time.
            const bool read_again = std::ranges::any_of(files->calls(), [](const auto& one) {
                return one.failed && one.kind == FileCallKind::read;
            });
            // What is asked behind the last write serves only the next commit.
            const bool asked_behind = files->calls().size() >= 2 &&
                                      files->calls().back().kind == FileCallKind::identity &&
                                      read_in(below->contents()) == after_;
            ASSERT_TRUE(!done == failed || (done && (read_again || asked_behind)))
                << "call " << call;
            bool synced = false;
            for (const auto& one : files->calls()) {
                EXPECT_FALSE(synced && one.kind == FileCallKind::sync)
                    << "call " << call << ": waited again after a wait that failed";
                synced = synced || (one.failed && one.kind == FileCallKind::sync);
            }
            const auto& last = files->calls().back();
            if (last.failed &&
                (last.kind == FileCallKind::write || last.kind == FileCallKind::sync)) {
                EXPECT_EQ(store->begin_read().error().code, ErrorCode::reopen_needed);
                EXPECT_EQ(store->begin_write().error().code, ErrorCode::reopen_needed);
            }
            const Content found = read_in(below->contents());
            EXPECT_TRUE(found == after_ || (found == before_ && !done)) << "call " << call;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Edits, HiveEditCrash, testing::ValuesIn(edits_of_each_version()),
                         [](const auto& one) {
                             return one.param.version + "_" + one.param.edit.test_name();
                         });

}  // namespace
}  // namespace olkacct::testing_support

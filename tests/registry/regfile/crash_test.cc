// What a crash at any point of a commit, or a call that fails once, leaves of an export: the old or
// the new one.
#include <gtest/gtest.h>

#include <algorithm>

#include "registry/regfile/regfile_store.h"
#include "registry/regfile/regfile_text.h"
#include "support/crash_files.h"
#include "support/crash_model.h"
#include "support/fault_layer.h"
#include "support/store_access.h"
#include "support/store_edits.h"

namespace olkacct::testing_support {
namespace {

std::shared_ptr<registry::Store> store_in(std::shared_ptr<base::FileSystem> files) {
    registry::RegfileOptions options;
    options.files = std::move(files);
    return *registry::open_regfile_store("a.reg", options);
}

test::FileContents export_of(const Content& content) {
    return {{"a.reg", utf16le(as_export(content))}};
}

Content content_in(const test::FileContents& files) {
    return read_all(*store_in(std::make_shared<test::CrashFiles>(files)));
}

Result<void> make(const StoreEdit& edit, registry::Store& store) {
    auto writer = store.begin_write();
    if (!writer) return tl::unexpected(writer.error());
    edit.make(**writer);
    return (*writer)->commit();
}

class RegfileCrash : public testing::TestWithParam<StoreEdit> {
  protected:
    void SetUp() override { ASSERT_NE(before_, after_); }

    const Content before_ = edited_content();
    const Content after_ = content_after(before_, GetParam());
};

TEST_P(RegfileCrash, leaves_the_old_or_the_new_state) {
    const auto initial = export_of(before_);
    const auto files = std::make_shared<test::CrashFiles>(initial);
    ASSERT_TRUE(make(GetParam(), *store_in(files)).has_value());
    const std::size_t all = files->operations().size();
    int states = 0;
    int old_states = 0;
    for_each_crash_state(initial, files->operations(), [&](const test::CrashState& state) {
        ++states;
        const Content found = content_in(state.files);
        old_states += found == before_ ? 1 : 0;
        EXPECT_TRUE(found == after_ || (found == before_ && state.done < all)) << state.description;
    });
    EXPECT_GT(old_states, 0);
    EXPECT_GT(states, old_states);
}

bool waits_for_the_disk(test::FileCallKind kind) {
    return kind == test::FileCallKind::sync || kind == test::FileCallKind::sync_folder;
}

// Nobody may believe a wait that follows one that failed.
void expect_no_wait_after_a_failed_one(const std::vector<test::FileCall>& calls) {
    bool failed = false;
    for (const test::FileCall& call : calls) {
        EXPECT_FALSE(failed && waits_for_the_disk(call.kind)) << call.path;
        failed = failed || (call.failed && waits_for_the_disk(call.kind));
    }
}

TEST_P(RegfileCrash, reports_each_call_that_fails_once_and_must_be_opened_again) {
    for (const ErrorCode code : {ErrorCode::io_error, ErrorCode::disk_full}) {
        bool failed = true;
        int waits_that_failed = 0;
        for (std::size_t call = 1; failed; ++call) {
            SCOPED_TRACE("call " + std::to_string(call));
            const auto below = std::make_shared<test::CrashFiles>(export_of(before_));
            const auto files = std::make_shared<test::FaultLayer>(below);
            files->code = code;
            const auto store = store_in(files);
            files->fails_at = files->counted() + call;
            const auto done = make(GetParam(), *store);
            failed = files->has_failed();
            ASSERT_EQ(done.has_value(), !failed);
            EXPECT_TRUE(done || done.error().code == code);
            expect_no_wait_after_a_failed_one(files->calls());
            // Reading the export for the change may fail without harm: nothing was begun.
            const bool has_begun = std::ranges::any_of(files->calls(), [](const auto& one) {
                return one.kind == test::FileCallKind::create;
            });
            if (failed && has_begun) {
                EXPECT_EQ(store->begin_read().error().code, ErrorCode::reopen_needed);
                EXPECT_EQ(store->begin_write().error().code, ErrorCode::reopen_needed);
            }
            waits_that_failed += std::ranges::any_of(files->calls(), [](const auto& one) {
                return one.failed && waits_for_the_disk(one.kind);
            });
            const Content left = content_in(below->contents());
            EXPECT_TRUE(left == after_ || (left == before_ && failed));
            EXPECT_EQ(below->contents().size(), 1U) << "a temporary file was left";
            // Opened again it can be written.
            const auto again = store_in(below);
            commit_value(*again, u"again", u"x");
        }
        EXPECT_EQ(waits_that_failed, 2) << "the file and its folder are waited for";
    }
}

INSTANTIATE_TEST_SUITE_P(Edits, RegfileCrash, testing::ValuesIn(twenty_edits()),
                         [](const auto& edit) { return edit.param.test_name(); });

}  // namespace
}  // namespace olkacct::testing_support

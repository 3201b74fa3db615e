// What a crash at any point of a commit leaves of an export: the old or the new one.
#include <gtest/gtest.h>

#include "registry/regfile/regfile_store.h"
#include "registry/regfile/regfile_text.h"
#include "support/crash_files.h"
#include "support/crash_model.h"
#include "support/store_edits.h"

namespace olkacct::testing_support {
namespace {

std::shared_ptr<registry::Store> store_in(std::shared_ptr<base::FileSystem> files) {
    registry::RegfileOptions options;
    options.files = std::move(files);
    return *registry::open_regfile_store("a.reg", options);
}

class RegfileCrash : public testing::TestWithParam<StoreEdit> {};

TEST_P(RegfileCrash, leaves_the_old_or_the_new_state) {
    const Content before = edited_content();
    const Content after = content_after(before, GetParam());
    ASSERT_NE(before, after);
    const auto files = std::make_shared<test::CrashFiles>(
        test::FileContents{{"a.reg", utf16le(as_export(before))}});
    const auto initial = files->contents();
    {
        auto writer = store_in(files)->begin_write();
        ASSERT_TRUE(writer.has_value());
        GetParam().make(**writer);
        ASSERT_TRUE((*writer)->commit().has_value());
    }
    const std::size_t all = files->operations().size();
    int states = 0;
    int old_states = 0;
    for_each_crash_state(initial, files->operations(), [&](const test::CrashState& state) {
        ++states;
        const Content found = read_all(*store_in(std::make_shared<test::CrashFiles>(state.files)));
        old_states += found == before ? 1 : 0;
        EXPECT_TRUE(found == after || (found == before && state.done < all)) << state.description;
    });
    EXPECT_GT(old_states, 0);
    EXPECT_GT(states, old_states);
}

INSTANTIATE_TEST_SUITE_P(Edits, RegfileCrash, testing::ValuesIn(twenty_edits()),
                         [](const auto& edit) { return edit.param.test_name(); });

}  // namespace
}  // namespace olkacct::testing_support

// The empty hive: our reader takes it without a word.
#include "registry/hive/new_hive.h"

#include <gtest/gtest.h>

#include "registry/hive/hive_store.h"
#include "support/crash_files.h"
#include "support/store_access.h"

namespace olkacct::testing_support {
namespace {

TEST(NewHive, is_an_empty_root_with_a_descriptor) {
    const auto files = std::make_shared<test::CrashFiles>();
    ASSERT_TRUE(registry::create_hive("new.dat", *files).has_value());
    const auto store = registry::open_hive_store("new.dat", {.files = files});
    ASSERT_TRUE(store.has_value());
    EXPECT_EQ(read_all(**store), Content{});
    const OpenStore opened(*store);
    EXPECT_EQ(opened->security(opened->root())->size(), 100U);
    EXPECT_TRUE(opened->warnings().empty());
    EXPECT_TRUE(opened->notes().empty());
    EXPECT_GT(opened->info(opened->root())->last_written, 0U);
}

TEST(NewHive, replaces_nothing) {
    test::CrashFiles files;
    files.put("there", bytes("x"));
    const auto made = registry::create_hive("there", files);
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::already_exists);
    EXPECT_EQ(files.contents().at("there"), bytes("x"));
}

}  // namespace
}  // namespace olkacct::testing_support

// The order and the bounds of walking folders.
#include "apps/olkacct/folder_walk.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "support/temp_dir.h"

namespace olkacct::app {
namespace {

std::vector<FoundPath> walked(std::vector<std::string> paths) {
    FolderWalk walk(std::move(paths));
    std::vector<FoundPath> all;
    while (auto found = walk.next()) {
        all.push_back(std::move(*found));
    }
    return all;
}

TEST(FolderWalk, goes_depth_first_in_the_order_of_names) {
    const test::TempDir folder;
    std::filesystem::create_directories(folder / "b" / "deep");
    std::filesystem::create_directories(folder / "empty");
    folder.write("c", "");
    folder.write("a", "");
    folder.write("b/z", "");
    folder.write("b/deep/y", "");
    std::vector<std::string> names;
    for (const FoundPath& found : walked({folder.path()})) {
        EXPECT_TRUE(found.from_folder);
        EXPECT_FALSE(found.error);
        names.push_back(std::filesystem::relative(found.path, folder.path()));
    }
    EXPECT_EQ(names, (std::vector<std::string>{"a", "b/deep/y", "b/z", "c"}));
}

TEST(FolderWalk, keeps_named_paths_in_their_order_even_when_they_do_not_exist) {
    const test::TempDir folder;
    folder.write("x", "");
    const auto all = walked({"missing", "hive:odd", folder / "x"});
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].path, "missing");
    EXPECT_FALSE(all[0].from_folder);
    EXPECT_EQ(all[1].path, "hive:odd");
    EXPECT_FALSE(all[2].from_folder);
}

TEST(FolderWalk, does_not_follow_links_in_folders) {
    const test::TempDir folder;
    std::filesystem::create_directories(folder / "sub");
    folder.write("sub/file", "");
    std::filesystem::create_directory_symlink(folder.path(), folder / "sub" / "loop");
    std::filesystem::create_symlink(folder / "sub" / "file", folder / "link");
    EXPECT_EQ(walked({folder.path()}).size(), 1U);
}

TEST(FolderWalk, reports_a_folder_that_lies_too_deep_and_goes_on) {
    const test::TempDir folder;
    std::string deep = folder.path();
    for (std::size_t i = 0; i < max_folder_depth; ++i) {
        deep += "/d";
    }
    std::filesystem::create_directories(deep);
    folder.write("z", "");
    const auto all = walked({folder.path()});
    ASSERT_EQ(all.size(), 2U);
    ASSERT_TRUE(all[0].error);
    EXPECT_EQ(all[0].error->code, ErrorCode::limit_exceeded);
    EXPECT_EQ(all[1].path, folder / "z");
}

}  // namespace
}  // namespace olkacct::app

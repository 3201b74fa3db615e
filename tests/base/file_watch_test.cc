// Watching files: what is told, in which order, and what a busy folder leaves alone.
#include "base/file_watch.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "base/file.h"
#include "support/temp_dir.h"

namespace olkacct::base {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds no_time{0};
constexpr milliseconds long_time{5000};

class FileWatchTest : public testing::Test {
  protected:
    std::unique_ptr<FileWatch> watch() {
        auto made = watch_files((folder_ / "store").string(), {".LOG1"});
        EXPECT_TRUE(made.has_value());
        return made ? std::move(*made) : nullptr;
    }
    static std::vector<FileChange> changes(FileWatch& watch) {
        const auto news = watch.wait(no_time);
        EXPECT_TRUE(news.has_value());
        return news ? news->changes : std::vector<FileChange>();
    }

    test::TempDir folder_;
};

using Changes = std::vector<FileChange>;

TEST_F(FileWatchTest, tells_of_writing_and_closing_in_order) {
    folder_.write("store", "one");
    const auto watched = watch();
    EXPECT_EQ(changes(*watched), Changes());
    std::ofstream file(folder_ / "store", std::ios::app);
    file << "two" << std::flush;
    EXPECT_EQ(changes(*watched), (Changes{{0, FileEvent::written}}));
    file << "three";
    file.close();
    EXPECT_EQ(changes(*watched), (Changes{{0, FileEvent::written}, {0, FileEvent::closed}}));
    EXPECT_EQ(changes(*watched), Changes());
}

TEST_F(FileWatchTest, tells_of_files_that_come_and_are_replaced_and_goes_on_with_the_new_one) {
    const auto watched = watch();
    folder_.write("store.LOG1", "log");
    EXPECT_EQ(changes(*watched).front(), (FileChange{1, FileEvent::replaced}));
    folder_.write("new", "new");
    EXPECT_EQ(changes(*watched), Changes());
    std::filesystem::rename(folder_ / "new", folder_ / "store");
    EXPECT_EQ(changes(*watched), (Changes{{0, FileEvent::replaced}}));
    std::ofstream(folder_ / "store", std::ios::app) << "more";
    EXPECT_EQ(changes(*watched), (Changes{{0, FileEvent::written}, {0, FileEvent::closed}}));
    std::filesystem::remove(folder_ / "store");
    const auto removed = changes(*watched);
    EXPECT_EQ(std::count(removed.begin(), removed.end(), FileChange{0, FileEvent::replaced}), 1);
}

TEST_F(FileWatchTest, hears_nothing_of_other_files) {
    folder_.write("store", "one");
    folder_.write("other", "one");
    const auto watched = watch();
    std::ofstream(folder_ / "other", std::ios::app) << "more";
    EXPECT_EQ(changes(*watched), Changes());
}

#ifndef _WIN32
// That is how a commit that nothing else tells of is announced.
TEST_F(FileWatchTest, hears_that_one_who_could_have_written_closed_the_file) {
    folder_.write("store", "one");
    const auto watched = watch();
    EXPECT_TRUE(system_files()->open((folder_ / "store").string()).has_value());
    EXPECT_EQ(changes(*watched), Changes());
    EXPECT_TRUE(system_files()->open_for_writing((folder_ / "store").string()).has_value());
    EXPECT_EQ(changes(*watched), (Changes{{0, FileEvent::closed}}));
}
#endif

TEST_F(FileWatchTest, waits_until_something_happens_or_the_time_is_over) {
    folder_.write("store", "one");
    const auto watched = watch();
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(watched->wait(milliseconds(30))->changes.empty());
    EXPECT_GE(std::chrono::steady_clock::now() - begin, milliseconds(30));
    std::thread writer([&] {
        std::this_thread::sleep_for(milliseconds(20));
        folder_.write("store", "two");
    });
    EXPECT_FALSE(watched->wait(FileWatch::forever)->changes.empty());
    writer.join();
}

TEST_F(FileWatchTest, follows_the_file_that_a_symbolic_link_names) {
    std::filesystem::create_directory(folder_ / "deep");
    folder_.write("deep/real", "one");
    std::filesystem::create_symlink(folder_ / "deep/real", folder_ / "store");
    const auto watched = watch();
    folder_.write("deep/new", "two");
    std::filesystem::rename(folder_ / "deep/new", folder_ / "deep/real");
    EXPECT_EQ(changes(*watched), (Changes{{0, FileEvent::replaced}}));
}

TEST_F(FileWatchTest, fails_without_its_folder) {
    const auto none = watch_files((folder_ / "none/store").string(), {});
    ASSERT_FALSE(none.has_value());
    EXPECT_EQ(none.error().code, ErrorCode::source_not_found);
    std::filesystem::create_directory(folder_ / "sub");
    const auto made = watch_files((folder_ / "sub/store").string(), {});
    ASSERT_TRUE(made.has_value());
    std::filesystem::remove(folder_ / "sub");
    const auto news = (*made)->wait(long_time);
    ASSERT_FALSE(news.has_value());
    EXPECT_EQ(news.error().code, ErrorCode::source_not_found);
}

}  // namespace
}  // namespace olkacct::base

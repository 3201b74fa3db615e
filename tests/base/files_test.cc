// Files of the system and in memory.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "base/memory_files.h"
#include "support/temp_dir.h"

namespace olkacct::base {
namespace {

using test::ascii_bytes;

TEST(SystemFiles, read_at_an_offset_and_short_at_the_end) {
    const test::TempDir folder;
    const auto path = folder.write("file", "0123456789").string();
    const auto file = system_files()->open(path);
    ASSERT_TRUE(file);
    std::vector<std::byte> out(6);
    EXPECT_EQ((*file)->read_at(2, out).value(), 6U);
    EXPECT_EQ(out, ascii_bytes("234567"));
    EXPECT_EQ((*file)->read_at(7, out).value(), 3U);
    EXPECT_EQ((*file)->read_at(100, out).value(), 0U);
}

TEST(SystemFiles, refuse_what_is_missing_or_no_file_with_its_path) {
    const test::TempDir folder;
    const std::string missing = (folder / "missing").string();
    const auto none = system_files()->open(missing);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::source_not_found);
    EXPECT_EQ(none.error().where, missing);

    const auto directory = system_files()->open(folder.path().string());
    ASSERT_FALSE(directory);
    EXPECT_EQ(directory.error().code, ErrorCode::unknown_source_kind);

    const std::string pipe = (folder / "pipe").string();
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const auto fifo = system_files()->open(pipe);
    ASSERT_FALSE(fifo) << "and it did not wait for a writer";
    EXPECT_EQ(fifo.error().code, ErrorCode::unknown_source_kind);
}

TEST(SystemFiles, tell_that_a_writer_holds_the_lock) {
    const test::TempDir folder;
    const auto path = folder.write("file", "content").string();
    const auto file = system_files()->open(path);
    ASSERT_TRUE(file);
    const int writer = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    ASSERT_GE(writer, 0);
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    ASSERT_EQ(::fcntl(writer, F_OFD_SETLK, &lock), 0);
    EXPECT_EQ((*file)->lock_shared(), LockOutcome::held_by_other);
    ::close(writer);
    EXPECT_EQ((*file)->lock_shared(), LockOutcome::locked);
}

TEST(SystemFiles, tell_one_state_of_a_file_from_another) {
    const test::TempDir folder;
    const auto path = folder.write("file", "content").string();
    const auto file = system_files()->open(path);
    ASSERT_TRUE(file);
    const auto before = (*file)->identity().value();
    EXPECT_EQ(before, (*file)->identity().value());
    folder.write("file", "longer content");
    EXPECT_NE(before, (*file)->identity().value());
}

TEST(SystemFiles, list_what_lies_beside_a_file) {
    const test::TempDir folder;
    folder.write("one", "");
    const auto path = folder.write("two", "").string();
    auto names = system_files()->siblings(path).value();
    std::sort(names.begin(), names.end());
    EXPECT_EQ(names, (std::vector<std::string>{"one", "two"}));
}

TEST(MemoryFiles, behave_like_files_of_the_system) {
    MemoryFiles files;
    files.put("folder/a", ascii_bytes("abc"));
    files.put("folder/b", {});
    files.put("other/c", {});
    const auto file = files.open("folder/a");
    ASSERT_TRUE(file);
    std::vector<std::byte> out(2);
    EXPECT_EQ((*file)->read_at(1, out).value(), 2U);
    EXPECT_EQ(out, ascii_bytes("bc"));
    const auto before = (*file)->identity().value();
    files.put("folder/a", ascii_bytes("xyz"));
    EXPECT_NE((*file)->identity().value(), before);
    EXPECT_EQ(files.siblings("folder/a").value(), (std::vector<std::string>{"a", "b"}));
    files.remove("folder/a");
    EXPECT_EQ((*file)->read_at(0, out).value(), 2U) << "an open file outlives its name";
    EXPECT_EQ(files.open("folder/a").error().code, ErrorCode::source_not_found);
}

TEST(ReadWhole, refuses_a_file_beyond_its_limit) {
    MemoryFiles files;
    files.put("a", ascii_bytes("12345"));
    auto file = files.open("a").value();
    EXPECT_EQ(read_whole(*file, 5, "a").value(), ascii_bytes("12345"));
    const auto refused = read_whole(*file, 4, "a");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::limit_exceeded);
    EXPECT_EQ(refused.error().where, "a");
}

}  // namespace
}  // namespace olkacct::base

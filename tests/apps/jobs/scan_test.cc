// Scanning many files: order, failures, what is passed over.
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <filesystem>

#include "apps/olkacct/command_runner.h"
#include "support/outlook_sample.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

Bytes first_bytes(const Bytes& bytes, std::size_t size) {
    return {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)};
}

TEST(Scan, one_bad_file_does_not_stop_the_rest) {
    const TempDir folder;
    const Bytes hive = outlook_sample_hive();
    folder.write("a.dat", hive);
    folder.write("b.dat", first_bytes(hive, 600));
    folder.write("c.dat", hive);
    const auto result = run_command({"scan", folder.path(), folder / "missing", "-f", "csv"});
    EXPECT_EQ(result.exit_code, 10);
    EXPECT_EQ(lines_of(result.out).size(), 13U);
    EXPECT_NE(result.err.find("b.dat"), std::string::npos);
    EXPECT_NE(result.err.find("missing"), std::string::npos);
    EXPECT_NE(result.err.find("4 files, 2 profiles, 12 accounts, 2 failures"), std::string::npos)
        << result.err;
}

TEST(Scan, prints_in_the_order_of_the_paths_whatever_the_number_of_jobs) {
    const TempDir folder;
    const Bytes hive = outlook_sample_hive();
    for (int i = 0; i < 40; ++i) {
        folder.write(std::string("u").append(std::to_string(100 + i)).append(".dat"), hive);
    }
    const auto one = run_command({"scan", folder.path(), "-f", "json", "--jobs", "1"});
    const auto many = run_command({"scan", folder.path(), "-f", "json", "--jobs", "4"});
    EXPECT_EQ(one.exit_code, 0);
    EXPECT_EQ(lines_of(one.out).size(), 240U);
    EXPECT_EQ(one.out, many.out);
    EXPECT_NE(one.out.find("u100.dat"), std::string::npos);
    EXPECT_LT(one.out.find("u100.dat"), one.out.find("u139.dat"));
}

TEST(Scan, passes_over_files_in_folders_that_are_no_source) {
    const TempDir folder;
    const Bytes hive = outlook_sample_hive();
    std::filesystem::create_directories(folder / "sub" / "deep");
    folder.write("sub/deep/NTUSER.DAT", hive);
    folder.write("sub/text.txt", "hello");
    folder.write("empty", "");
    // A log: begins as a hive does, with another file type.
    Bytes log = first_bytes(hive, 512);
    log[28] = std::byte{6};
    folder.write("sub/deep/NTUSER.DAT.LOG1", "");
    folder.write("OTHER.LOG2", log);
    folder.write("renamed", log);
    ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
    const auto result = run_command({"scan", folder.path(), "-f", "csv"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(lines_of(result.out).size(), 7U);
    EXPECT_NE(result.err.find("1 files, 1 profiles, 6 accounts, 0 failures, 5 other files"),
              std::string::npos)
        << result.err;
}

TEST(Scan, reports_a_named_file_that_is_no_source) {
    const TempDir folder;
    const std::string text = folder.write("text.txt", "hello");
    const auto result = run_command({"scan", text});
    EXPECT_EQ(result.exit_code, 10);
    EXPECT_NE(result.err.find("text.txt"), std::string::npos);
}

TEST(Scan, table_puts_the_accounts_below_the_name_of_their_file) {
    const TempDir folder;
    const std::string path = folder.write("a.dat", outlook_sample_hive());
    const auto lines = lines_of(run_command({"scan", path}).out);
    ASSERT_GE(lines.size(), 8U);
    EXPECT_EQ(lines[0], path);
    EXPECT_TRUE(lines[1].starts_with("  PROFILE"));
}

TEST(Scan, filters_apply_and_a_profile_that_is_nowhere_is_no_failure) {
    const TempDir folder;
    const std::string path = folder.write("a.dat", outlook_sample_hive());
    EXPECT_EQ(lines_of(run_command({"scan", path, "--type", "pop3", "-f", "json"}).out).size(), 1U);
    const auto none = run_command({"scan", path, "--profile", "nobody", "-f", "json"});
    EXPECT_EQ(none.exit_code, 0);
    EXPECT_EQ(none.out, "");
}

TEST(Scan, draws_no_progress_line_without_a_terminal) {
    const TempDir folder;
    const std::string path = folder.write("a.dat", outlook_sample_hive());
    EXPECT_EQ(run_command({"scan", path}).err.find('\r'), std::string::npos);
}

}  // namespace
}  // namespace olkacct::test

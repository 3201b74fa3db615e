// Exit codes and error lines, for each kind of bad input and of bad output.
#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "apps/olkacct/command_runner.h"
#include "olkacct/error.h"
#include "support/outlook_sample.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

// One line: `olkacct: WHERE: WHAT. ADVICE`.
void expect_failure(const std::vector<std::string>& arguments, ErrorCode code,
                    std::string_view where, Stdout out = Stdout::captured) {
    const auto result = run_command(arguments, out);
    EXPECT_EQ(result.exit_code, exit_code(code)) << result.err;
    EXPECT_EQ(result.out, "");
    ASSERT_EQ(lines_of(result.err).size(), 1U) << result.err;
    EXPECT_TRUE(result.err.starts_with("olkacct: ")) << result.err;
    EXPECT_NE(result.err.find(where), std::string::npos) << result.err;
    EXPECT_TRUE(result.err.ends_with(". " + std::string(explain(code)) + "\n")) << result.err;
}

TEST(ExitCode, is_zero_when_the_work_is_done) {
    EXPECT_EQ(run_command({"list", "--sample"}).exit_code, 0);
    EXPECT_EQ(run_command({"--help"}).exit_code, 0);
}

TEST(ExitCode, tells_a_bad_command_line) {
    expect_failure({}, ErrorCode::bad_usage, "no command");
    expect_failure({"frobnicate"}, ErrorCode::bad_usage, "frobnicate");
    expect_failure({"list"}, ErrorCode::bad_usage, "SOURCE");
    expect_failure({"list", "--sample", "--format", "xml"}, ErrorCode::bad_usage, "--format");
}

TEST(ExitCode, tells_a_missing_source) {
    expect_failure({"list", "/nonexistent/NTUSER.DAT"}, ErrorCode::source_not_found,
                   "/nonexistent/NTUSER.DAT");
    expect_failure({"list", "hive:/nonexistent"}, ErrorCode::source_not_found, "/nonexistent");
}

TEST(ExitCode, tells_a_source_that_may_not_be_read) {
    if (geteuid() == 0) {
        GTEST_SKIP() << "the superuser may read everything";
    }
    const TempDir folder;
    const std::string path = folder.write("h", outlook_sample_hive());
    ASSERT_EQ(chmod(path.c_str(), 0), 0);
    expect_failure({"list", path}, ErrorCode::access_denied, path);
}

TEST(ExitCode, tells_what_is_no_source) {
    const TempDir folder;
    const std::string path = folder.write("text", "hello");
    expect_failure({"list", path}, ErrorCode::unknown_source_kind, path);
    expect_failure({"list", folder.path()}, ErrorCode::unknown_source_kind, folder.path().string());
    expect_failure({"list", "hive:" + path}, ErrorCode::not_a_hive, path);
}

TEST(ExitCode, tells_a_hive_that_ends_too_early) {
    const TempDir folder;
    Bytes hive = outlook_sample_hive();
    hive.resize(600);
    const std::string path = folder.write("h", hive);
    const auto result = run_command({"list", path});
    EXPECT_EQ(result.exit_code, 7) << result.err;
    EXPECT_NE(result.err.find(path), std::string::npos);
}

TEST(ExitCode, tells_a_missing_profile_and_a_missing_account) {
    expect_failure({"list", "--sample", "--profile", "nobody"}, ErrorCode::profile_not_found,
                   "nobody");
    expect_failure({"show", "--sample", "--id", "99"}, ErrorCode::account_not_found, "sample");
    expect_failure({"show", "--sample", "nobody"}, ErrorCode::account_not_found, "sample");
}

TEST(ExitCode, is_zero_for_a_hive_without_profiles_and_a_note_says_so) {
    const TempDir folder;
    const std::string path = folder.write("h", HiveBuilder().file());
    const auto result = run_command({"list", path});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(result.out, "");
    EXPECT_NE(result.err.find("no Outlook profile"), std::string::npos);
}

TEST(ExitCode, tells_output_that_could_not_be_written) {
    for (const char* command : {"list", "dump"}) {
        expect_failure({command, "--sample"}, ErrorCode::io_error, "standard output",
                       Stdout::full_device);
        expect_failure({command, "--sample"}, ErrorCode::io_error, "standard output",
                       Stdout::closed);
    }
}

TEST(ExitCode, a_reader_that_went_away_ends_the_command_quietly) {
    for (const char* command : {"list", "dump"}) {
        const auto result = run_command({command, "--sample"}, Stdout::broken_pipe);
        EXPECT_EQ(result.exit_code, 0);
        EXPECT_EQ(result.err, "");
    }
}

TEST(ExitCode, warnings_do_not_change_it_and_name_the_file) {
    const TempDir folder;
    const std::string path = folder.write("h", outlook_sample().file(2, 1));
    const auto result = run_command({"list", path, "--no-logs"});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(lines_of(result.out).size(), 7U);
    EXPECT_TRUE(result.err.starts_with("olkacct: warning: " + path)) << result.err;
}

}  // namespace
}  // namespace olkacct::test

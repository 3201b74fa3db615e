// Sources that cannot be written: each says why, with its exit code, and stays as it is.
#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <string>

#include "apps/olkacct/edit_home.h"
#include "olkacct/source.h"
#include "registry/store.h"
#include "support/child.h"

namespace olkacct::test {
namespace {

// The sample in every kind of source.
std::vector<std::string> sources(const EditHome& home) {
    const std::string hive = home.hive();
    std::vector<std::string> out = {hive};
    for (const char* name : {"a.reg", "a.db"}) {
        out.push_back(home / name);
        EXPECT_EQ(run_command({"export", hive, out.back()}).exit_code, 0);
    }
    return out;
}

// As the user nobody, who may read everything in `home` and write only to a folder of its own.
ChildResult run_as_another_user(const EditHome& home, const std::vector<std::string>& words) {
    const std::string own = home / "nobody";
    std::filesystem::create_directory(own);
    if (geteuid() == 0) {
        EXPECT_EQ(chown(own.c_str(), nobody, nobody), 0);
    }
    EXPECT_EQ(chmod(home.folder().path().c_str(), 0755), 0);
    return run_as_nobody([&](std::string& output) {
        setenv("XDG_STATE_HOME", own.c_str(), 1);
        const CommandResult result = run_command(words);
        output = result.err + result.out;
        return result.exit_code;
    });
}

TEST(RefusedWrite, of_a_file_that_may_only_be_read) {
    const EditHome home;
    for (const std::string& source : sources(home)) {
        ASSERT_EQ(chmod(source.c_str(), 0444), 0);
        const Bytes before = read_file(source);
        const ChildResult result =
            run_as_another_user(home, {"set", source, pop3, "email=new@abc.example"});
        EXPECT_EQ(result.exit_code, exit_code(ErrorCode::access_denied)) << result.output;
        EXPECT_NE(result.output.find(source), std::string::npos) << result.output;
        EXPECT_EQ(read_file(source), before);
    }
}

TEST(RefusedWrite, of_a_file_of_another_user) {
    if (geteuid() != 0) {
        GTEST_SKIP() << "only root can make a file of another user";
    }
    const EditHome home;
    for (const std::string& source : sources(home)) {
        ASSERT_EQ(chmod(source.c_str(), 0600), 0);
        const Bytes before = read_file(source);
        const ChildResult result = run_as_another_user(home, {"delete", source, pop3});
        EXPECT_EQ(result.exit_code, exit_code(ErrorCode::access_denied)) << result.output;
        EXPECT_NE(result.output.find(source), std::string::npos) << result.output;
        EXPECT_EQ(read_file(source), before);
    }
}

TEST(RefusedWrite, of_a_source_that_another_process_is_writing) {
    const EditHome home;
    for (const std::string& source : sources(home)) {
        const auto opened = Source::open(source);
        ASSERT_TRUE(opened) << opened.error().what;
        auto writing = opened->store().begin_write();
        ASSERT_TRUE(writing) << writing.error().what;
        const auto result = run_command({"set", source, pop3, "email=new@abc.example"});
        EXPECT_EQ(result.exit_code, exit_code(ErrorCode::source_busy)) << result.err;
        EXPECT_EQ(result.out, "");
        EXPECT_NE(result.err.find(source), std::string::npos) << result.err;
        // Not before: a file that is closed in this process takes SQLite's locks with it.
        writing->reset();
        EXPECT_EQ(property_in(source, sample_id::pop3, 0x000C001F), "ann@abc.example");
    }
}

TEST(RefusedWrite, of_files_that_are_no_source) {
    const EditHome home;
    const std::string text = home.folder().write("text", "hello");
    expect_refused(home, {"set", text, pop3, "email=a"}, ErrorCode::unknown_source_kind, text);
    expect_refused(home, {"set", home / "none", pop3, "email=a"}, ErrorCode::source_not_found,
                   "none");
    expect_refused(home, {"export", home.hive(), text}, ErrorCode::unknown_source_kind, text);
}

TEST(RefusedWrite, when_what_is_changed_cannot_be_kept_for_undo) {
    const EditHome home;
    const std::string hive = home.hive();
    home.folder().write("XDG_STATE_HOME", "a file where a folder should be");
    expect_refused(home, {"set", hive, pop3, "email=new@abc.example"}, ErrorCode::access_denied,
                   "kept for undo");
}

TEST(Rewrite, replaces_the_hive_by_a_copy_with_the_changes) {
    const EditHome home;
    const std::string hive = home.hive();
    struct stat before {};
    ASSERT_EQ(stat(hive.c_str(), &before), 0);
    const auto result = run_command({"set", hive, pop3, "email=new@abc.example", "--rewrite"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    struct stat after {};
    ASSERT_EQ(stat(hive.c_str(), &after), 0);
    EXPECT_NE(after.st_ino, before.st_ino) << "it was changed in place";
    EXPECT_EQ(property_in(hive, sample_id::pop3, 0x000C001F), "new@abc.example");
}

}  // namespace
}  // namespace olkacct::test

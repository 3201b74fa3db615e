// Whatever a command reads, it says what of the source may be missing.
#include <gtest/gtest.h>

#include "apps/olkacct/edit_home.h"

namespace olkacct::test {
namespace {

struct DirtyHive {
    EditHome home;
    std::string path = home.folder().write("NTUSER.DAT", outlook_sample().file(2, 1));
    std::string warning = run_command({"list", path}).err;
};

void expect_said(const DirtyHive& hive, const std::vector<std::string>& arguments) {
    const auto result = run_command(arguments);
    EXPECT_NE(result.err.find(hive.warning), std::string::npos)
        << arguments.front() << ": " << result.err;
}

TEST(SourceWarnings, of_a_hive_that_was_not_closed_cleanly_are_said_by_every_command) {
    const DirtyHive hive;
    ASSERT_NE(hive.warning.find("its last changes may be missing"), std::string::npos);
    for (const char* command : {"show", "order", "dump", "scan", "profiles", "doctor"}) {
        expect_said(hive, {command, hive.path});
    }
    expect_said(hive, {"replace", "--from", "a.example", "--to", "b.example", hive.path});
    expect_said(hive, {"doctor", "--fix", "--dry-run", hive.path});
    expect_said(hive, {"export", hive.path, hive.home / "out.reg"});
    expect_said(hive, {"export", hive.path, hive.home / "out.hive", "--dry-run"});
    expect_said(hive, {"import", hive.path});
}

TEST(SourceWarnings, of_logs_that_were_left_aside_are_said_by_a_copy) {
    const DirtyHive hive;
    const auto list = run_command({"list", hive.path, "--no-logs"});
    const auto result = run_command({"export", hive.path, hive.home / "out.db", "--no-logs"});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_NE(result.err.find(list.err), std::string::npos) << result.err;
}

TEST(SourceWarnings, are_not_said_of_a_sound_hive) {
    const EditHome home;
    const std::string hive = home.hive();
    EXPECT_EQ(run_command({"doctor", hive}).err.find("warning: "), std::string::npos);
    EXPECT_EQ(run_command({"export", hive, home / "o"}).err.find("warning: "), std::string::npos);
}

}  // namespace
}  // namespace olkacct::test

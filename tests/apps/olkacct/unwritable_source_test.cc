// Sources that can be read but not changed: what is said, and whether the advice helps.
#include <gtest/gtest.h>

#include <filesystem>

#include "apps/olkacct/edit_home.h"
#include "support/shared_hives.h"

namespace olkacct::test {
namespace {

TEST(DirtyHive, is_not_changed_without_its_logs_and_the_advised_copy_is) {
    const EditHome home;
    const std::string hive = home.folder().write("NTUSER.DAT", outlook_sample().file(2, 1));
    expect_refused(home, {"set", hive, pop3, "server=x.example"}, ErrorCode::logs_unusable, hive);
    const std::string copy = home / "copy.dat";
    const auto exported = run_command({"export", "--no-logs", hive, copy});
    EXPECT_EQ(exported.exit_code, 0) << exported.err;
    const auto set = run_command({"set", copy, pop3, "server=x.example"});
    EXPECT_EQ(set.exit_code, 0) << set.err;
}

TEST(DirtyHive, is_what_a_message_about_its_log_calls_the_hive) {
    OLKACCT_NEED_SHARED_HIVES();
    const EditHome home;
    const std::string name = "dirty/BadLogHive1/BadLogHive";
    const std::string hive = home.folder().write("hive", read_file(shared_hive(name)));
    home.folder().write("hive.LOG1", read_file(shared_hive(name + ".LOG1")));
    const auto refused = run_command({"list", hive});
    EXPECT_EQ(refused.exit_code, 8);
    EXPECT_TRUE(refused.err.starts_with("olkacct: " + hive + ": the hive was not closed cleanly"))
        << refused.err;
    EXPECT_NE(refused.err.find(hive + ".LOG1"), std::string::npos) << refused.err;
}

TEST(SymbolicLink, is_read_but_only_its_file_is_written) {
    const EditHome home;
    const std::string hive = home.hive();
    const std::string reg = home / "a.reg";
    ASSERT_EQ(run_command({"export", hive, reg}).exit_code, 0);
    const std::string other = home.hive("other.dat", {.profiles = {u"Other"}});
    for (const std::string& file : {hive, reg}) {
        const std::string link = home / "link";
        std::filesystem::create_symlink(file, link);
        const auto refuses = [&](const std::vector<std::string>& arguments) {
            expect_refused(home, arguments, ErrorCode::not_supported_by_store,
                           link + ": is a symbolic link");
        };
        EXPECT_EQ(run_command({"list", link}).exit_code, 0);
        refuses({"set", link, pop3, "server=x.example"});
        refuses({"export", other, link});
        refuses({"profile", "add", link, "New"});
        const auto replaced =
            run_command({"replace", "--from", "abc.example", "--to", "b.example", link});
        EXPECT_EQ(replaced.exit_code, 12) << replaced.err;
        EXPECT_NE(replaced.err.find(link + ": is a symbolic link"), std::string::npos);
        std::filesystem::remove(link);
    }
}

}  // namespace
}  // namespace olkacct::test

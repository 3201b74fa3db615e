// A change is for one profile: where several Outlook versions have it, --root must say which.
#include <gtest/gtest.h>

#include "apps/olkacct/edit_home.h"

namespace olkacct::test {
namespace {

struct TwoOutlooks {
    EditHome home;
    std::string hive = home.hive(
        "two.dat", {.roots = {ProfileRoot::windows_messaging_nt, ProfileRoot::office_16}});

    void refuses(const std::vector<std::string>& arguments) const {
        expect_refused(home, arguments, ErrorCode::bad_usage,
                       "16.0 and Windows Messaging Subsystem each have");
    }
};

TEST(AmbiguousProfile, is_refused_by_every_command_that_changes_accounts) {
    const TwoOutlooks two;
    for (const auto& extra :
         {std::vector<std::string>{}, {"--profile", "outlook"}, {"--dry-run"}}) {
        const auto with = [&extra](std::vector<std::string> words) {
            words.insert(words.end(), extra.begin(), extra.end());
            return words;
        };
        two.refuses(with({"set", two.hive, pop3, "server=x.example"}));
        two.refuses(with({"delete", two.hive, pop3}));
        two.refuses(with({"default", two.hive, pop3}));
        two.refuses(with({"order", two.hive, pop3, "--category", "mail"}));
        two.refuses(with({"add", "data_file", two.hive, "name=x", "--store", "C:\\x.pst"}));
        two.refuses(with({"copy", two.hive, pop3, "--to", two.home.hive("o"), "--move"}));
    }
}

TEST(AmbiguousProfile, is_refused_by_every_action_on_a_profile) {
    const TwoOutlooks two;
    two.refuses({"profile", "delete", two.hive, "Outlook"});
    two.refuses({"profile", "delete", two.hive, "Outlook", "--dry-run"});
    two.refuses({"profile", "default", two.hive, "outlook"});
    two.refuses({"profile", "rename", two.hive, "Outlook", "New"});
    two.refuses({"profile", "copy", two.hive, "Outlook", "New"});
}

TEST(AmbiguousProfile, is_refused_as_the_place_of_a_copy) {
    const TwoOutlooks two;
    two.refuses(
        {"copy", two.home.hive("one.dat"), std::to_string(sample_id::pop3), "--to", two.hive});
}

TEST(AmbiguousProfile, is_settled_by_the_root) {
    const TwoOutlooks two;
    const auto set = run_command({"set", two.hive, pop3, "server=x.example", "--root", "nt"});
    EXPECT_EQ(set.exit_code, 0) << set.err;
    EXPECT_NE(set.out.find("Windows Messaging Subsystem"), std::string::npos) << set.out;
    const auto deleted = run_command({"profile", "delete", two.hive, "Outlook", "--root", "nt"});
    EXPECT_EQ(deleted.exit_code, 0) << deleted.err;
    EXPECT_EQ(run_command({"set", two.hive, pop3, "server=y.example"}).exit_code, 0);
}

TEST(AmbiguousProfile, is_not_what_the_only_default_profile_is) {
    const EditHome home;
    const std::string hive = home.hive("h", {.profiles = {u"Outlook", u"Second"}});
    const auto done =
        run_command({"set", hive, std::to_string(sample_id::pop3), "server=x.example"});
    EXPECT_EQ(done.exit_code, 0) << done.err;
}

TEST(Show, names_the_outlook_of_a_profile_where_there_are_two) {
    const TwoOutlooks two;
    const auto both = run_command({"show", two.hive, "--id", pop3});
    EXPECT_NE(both.out.find("profile Outlook of 16.0: "), std::string::npos);
    EXPECT_NE(both.out.find("profile Outlook of Windows Messaging Subsystem: "), std::string::npos);
    const auto one = run_command({"show", two.hive, "--id", pop3, "--root", "16.0"});
    EXPECT_NE(one.out.find("profile Outlook: "), std::string::npos);
}

}  // namespace
}  // namespace olkacct::test

// What messages advise leads somewhere, and says which file it is about.
#include <gtest/gtest.h>

#include "apps/olkacct/edit_home.h"

namespace olkacct::test {
namespace {

void expect_said(const CommandResult& result, const std::vector<std::string>& parts) {
    for (const std::string& part : parts) {
        EXPECT_NE(result.err.find(part), std::string::npos) << part << " in: " << result.err;
    }
}

TEST(Advice, names_the_command_that_is_near_an_unknown_one) {
    const auto near = run_command({"lst", "NTUSER.DAT"});
    EXPECT_EQ(near.exit_code, 2);
    expect_said(near, {"there is no command 'lst'", "'list' is near"});
    const auto far = run_command({"incomprehensible", "NTUSER.DAT"});
    EXPECT_EQ(far.exit_code, 2);
    expect_said(far, {"there is no command 'incomprehensible'"});
    EXPECT_EQ(far.err.find("is near"), std::string::npos) << far.err;
    EXPECT_EQ(run_command({"list", "--bogus"}).err.find("no command"), std::string::npos);
}

TEST(Advice, names_all_that_a_new_account_still_needs_as_it_is_written) {
    const EditHome home;
    const auto result = run_command({"add", "pop3", home.hive(), "name=Work"});
    EXPECT_EQ(result.exit_code, 2);
    expect_said(result, {"email=", "server=", "user=", "smtp_server="});
}

TEST(Advice, of_a_data_file_says_how_to_give_its_path) {
    const EditHome home;
    expect_said(run_command({"add", "data_file", home.hive(), "name=x"}), {"--store PATH"});
}

TEST(Advice, of_a_second_address_book_is_not_another_name) {
    const EditHome home;
    const std::string hive = home.hive();
    auto result = run_command({"add", "address_book", hive, "name=Other"});
    if (result.exit_code == 0) {
        result = run_command({"add", "address_book", hive, "name=Other"});
    }
    EXPECT_EQ(result.exit_code, exit_code(ErrorCode::already_exists));
    expect_said(result, {"change that one, or delete it first"});
    EXPECT_EQ(result.err.find("nother name"), std::string::npos) << result.err;
}

TEST(Advice, of_a_profile_that_is_there_names_the_target_and_the_option) {
    const EditHome home;
    const std::string target = home.hive("target.dat");
    const auto result = run_command({"export", home.hive(), target});
    EXPECT_EQ(result.exit_code, exit_code(ErrorCode::already_exists));
    expect_said(result, {"olkacct: " + target + ": ", "--replace"});
}

TEST(Advice, names_the_file) {
    const EditHome home;
    const std::string hive = home.hive();
    const std::string book = std::to_string(sample_id::address_book);
    for (const auto& arguments : {std::vector<std::string>{"default", hive, book},
                                  {"set", hive, pop3, "--clear", "name"}}) {
        const auto result = run_command(arguments);
        EXPECT_NE(result.exit_code, 0);
        EXPECT_TRUE(result.err.starts_with("olkacct: " + hive + ": ")) << result.err;
    }
    expect_said(run_command({"list", "hive:"}), {"hive: no path is given"});
}

TEST(Advice, of_a_journal_that_cannot_be_written_names_the_variable) {
    const EditHome home;
    home.folder().write("XDG_STATE_HOME", std::string_view("a file, no folder"));
    const std::string hive = home.hive();
    for (const auto& arguments :
         {std::vector<std::string>{"set", hive, pop3, "server=x.example"},
          {"replace", "--from", "abc.example", "--to", "b.example", hive}}) {
        const auto result = run_command(arguments);
        EXPECT_NE(result.exit_code, 0);
        expect_said(result, {"XDG_STATE_HOME names another folder"});
    }
}

TEST(Advice, of_doctor_says_how_many_findings_it_can_mend_itself) {
    const EditHome home;
    const std::string hive = home.hive();
    ASSERT_EQ(run_command({"set", hive, pop3, "ssl=0"}).exit_code, 0);
    expect_said(run_command({"doctor", hive}), {"of which olkacct doctor --fix can mend "});
    const auto left = run_command({"doctor", "--fix", hive});
    EXPECT_EQ(left.exit_code, 17) << left.err;
    expect_said(left, {"which only Outlook or its owner can mend"});
    expect_said(run_command({"doctor", hive}), {"which only Outlook or its owner can mend"});
}

TEST(Set, refuses_to_set_and_clear_a_property_at_once) {
    const EditHome home;
    expect_refused(home, {"set", home.hive(), pop3, "port=1", "--clear", "port"},
                   ErrorCode::bad_usage, "'port' is set and cleared at once");
}

TEST(Help, of_a_command_speaks_of_that_command_only) {
    const auto copy = run_command({"copy", "--help"}).out;
    EXPECT_NE(copy.find("The source to copy to"), std::string::npos) << copy;
    EXPECT_EQ(copy.find("domain"), std::string::npos) << copy;
    const auto replace = run_command({"replace", "--help"}).out;
    EXPECT_NE(replace.find("The domain to put in its place"), std::string::npos) << replace;
}

TEST(Help, names_the_actions_on_profiles_and_the_short_names_of_properties) {
    const auto profile = run_command({"profile", "--help"}).out;
    for (const char* action : {"add an empty", "copy one", "rename", "delete one", "default"}) {
        EXPECT_NE(profile.find(action), std::string::npos) << action;
    }
    for (const char* command : {"set", "add"}) {
        EXPECT_NE(run_command({command, "--help"}).out.find("display_name"), std::string::npos);
    }
}

}  // namespace
}  // namespace olkacct::test

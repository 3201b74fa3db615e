// Passwords: where they come from, what becomes of them, and that nobody sees them.
#include <gtest/gtest.h>

#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "apps/olkacct/edit_home.h"
#include "support/child.h"

namespace olkacct::test {
namespace {

constexpr std::uint32_t tag_password = 0x0102801F;
const std::string print_it = "printf 'hun%s' ter2";
const std::string password = "hunter2";

std::string database(const EditHome& home) {
    const std::string hive = home.hive();
    const std::string path = home / "a.db";
    EXPECT_EQ(run_command({"export", hive, path}).exit_code, 0);
    return path;
}

void expect_secret(const std::string& source) {
    const std::string now = property_in(source, sample_id::pop3, tag_password);
    EXPECT_NE(now.find("\"present\": true"), std::string::npos) << now;
}

// Through a shell, which connects the descriptor.
ChildResult run_shell(const std::string& words, const std::string& input) {
    return run_program(
        {"sh", "-c", input + " | " + command_path().string() + " " + words + " 2>&1"}, no_limits);
}

TEST(Password, comes_from_a_command_and_is_kept_by_a_database) {
    const EditHome home;
    const std::string source = database(home);
    ASSERT_EQ(run_command({"set", source, pop3, "--clear", "inet_password"}).exit_code, 0);
    ASSERT_EQ(property_in(source, sample_id::pop3, tag_password), "-");
    const auto result =
        run_command({"set", source, pop3, "--password-command", print_it, "--format", "json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    expect_secret(source);
    EXPECT_EQ((result.out + result.err).find(password), std::string::npos);
}

TEST(Password, comes_from_a_file_descriptor) {
    const EditHome home;
    const std::string source = database(home);
    const auto result =
        run_shell("set " + source + " " + pop3 + " --password-fd 0", "echo " + password);
    EXPECT_EQ(result.exit_code, 0) << result.output;
    EXPECT_EQ(result.output.find(password), std::string::npos);
    expect_secret(source);
}

TEST(Password, is_asked_for_at_the_terminal_and_not_shown) {
    const EditHome home;
    const std::string source = database(home);
    ASSERT_EQ(run_command({"set", source, pop3, "--clear", "inet_password"}).exit_code, 0);
    int terminal = -1;
    const pid_t child = forkpty(&terminal, nullptr, nullptr, nullptr);
    ASSERT_GE(child, 0);
    if (child == 0) {
        execl(command_path().c_str(), "olkacct", "set", source.c_str(), pop3.c_str(),
              "--ask-password", nullptr);
        _exit(98);
    }
    std::string seen;
    bool typed = false;
    char part[256];
    for (ssize_t got = 0; (got = read(terminal, part, sizeof part)) > 0;) {
        seen.append(part, static_cast<std::size_t>(got));
        if (!typed && seen.find("Password: ") != std::string::npos) {
            const std::string keys = "hx\x7Funter2\r";
            ASSERT_EQ(write(terminal, keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
            typed = true;
        }
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    close(terminal);
    EXPECT_EQ(WEXITSTATUS(status), 0) << seen;
    EXPECT_TRUE(typed);
    EXPECT_EQ(seen.find("unter"), std::string::npos) << seen;
    expect_secret(source);
}

TEST(Password, is_left_out_where_it_cannot_be_kept_and_all_else_is_written) {
    const EditHome home;
    const std::string reg = home / "a.reg";
    ASSERT_EQ(run_command({"export", home.hive("h"), reg}).exit_code, 0);
    for (const std::string& source : {home.hive(), reg}) {
        const std::string before = property_in(source, sample_id::pop3, tag_password);
        const auto result = run_command(
            {"set", source, pop3, "email=new@abc.example", "--password-command", print_it});
        EXPECT_EQ(result.exit_code, exit_code(ErrorCode::secrets_not_supported)) << result.err;
        EXPECT_TRUE(
            result.err.ends_with(std::string(explain(ErrorCode::secrets_not_supported)) + "\n"))
            << result.err;
        EXPECT_EQ(property_in(source, sample_id::pop3, tag_email), "new@abc.example");
        EXPECT_EQ(property_in(source, sample_id::pop3, tag_password), before);
        EXPECT_EQ((result.out + result.err).find(password), std::string::npos);
    }
}

TEST(Password, of_a_new_account_is_left_out_of_a_hive_and_the_account_is_there) {
    const EditHome home;
    const std::string hive = home.hive();
    const auto result =
        run_command({"add", "pop3", hive, "name=New", "email=n@abc.example", "server=p", "user=u",
                     "smtp_server=s", "--password-command", print_it});
    EXPECT_EQ(result.exit_code, exit_code(ErrorCode::secrets_not_supported)) << result.err;
    EXPECT_NE(run_command({"show", hive, "New"}).out.find("n@abc.example"), std::string::npos);
}

TEST(Password, of_our_own_database_does_not_travel_to_a_hive_and_that_is_said) {
    const EditHome home;
    const std::string source = database(home);
    ASSERT_EQ(run_command({"set", source, pop3, "--password-command", print_it}).exit_code, 0);
    const std::string hive = home / "out.hive";
    const auto result = run_command({"export", source, hive, "--format", "json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_NE(result.err.find("left behind: a password"), std::string::npos) << result.err;
    EXPECT_NE(result.out.find("\"remark\":\"not_copied\""), std::string::npos) << result.out;
    EXPECT_EQ(property_in(hive, sample_id::pop3, tag_password), "-");
}

TEST(Password, that_windows_protects_travels_from_hive_to_database_to_hive) {
    const EditHome home;
    const std::string source = database(home);
    const std::string hive = home / "out.hive";
    ASSERT_EQ(run_command({"export", source, hive}).exit_code, 0);
    const std::u16string name = u"POP3 Password";
    const Profile first = profile_in(home.hive("h"));
    const Profile last = profile_in(hive);
    ASSERT_NE(first.find_account(sample_id::pop3)->find_value(name), nullptr);
    EXPECT_EQ(*last.find_account(sample_id::pop3)->find_value(name),
              *first.find_account(sample_id::pop3)->find_value(name));
}

TEST(Password, is_refused_on_the_command_line_without_being_repeated) {
    const EditHome home;
    const std::string source = database(home);
    for (const std::vector<std::string>& words : {std::vector<std::string>{"--password", password},
                                                  {"--password=" + password},
                                                  {"--ask-password=" + password},
                                                  {"--smtp-password=" + password},
                                                  {"inet_password=" + password}}) {
        std::vector<std::string> all = {"set", source, pop3};
        all.insert(all.end(), words.begin(), words.end());
        expect_refused(home, all, ErrorCode::bad_usage, "not taken from the command line");
        EXPECT_EQ(run_command(all).err.find(password), std::string::npos);
    }
}

TEST(Password, that_does_not_come_changes_nothing) {
    const EditHome home;
    const std::string source = database(home);
    const auto refused = [&](const std::vector<std::string>& words, ErrorCode code,
                             std::string_view message) {
        std::vector<std::string> all = {"set", source, pop3, "email=x"};
        all.insert(all.end(), words.begin(), words.end());
        expect_refused(home, all, code, message);
    };
    using enum ErrorCode;
    refused({"--password-command", "exit 3"}, call_failed, "should give the password failed");
    refused({"--password-command", "true"}, bad_usage, "no password came");
    refused({"--password-command", "printf 'a\\nb'"}, bad_usage, "not one line of UTF-8");
    refused({"--password-command", "printf '\\377'"}, bad_usage, "not one line of UTF-8");
    refused({"--password-command", "head -c 70000 /dev/zero"}, bad_usage, "at most 64 KiB");
    refused({"--password-fd", "many"}, bad_usage, "'many' is not a file descriptor");
    refused({"--password-fd", "77"}, bad_usage, "cannot be read");
    refused({"--password-fd", "0", "--password-command", "true"}, bad_usage, "in one way only");
}

}  // namespace
}  // namespace olkacct::test

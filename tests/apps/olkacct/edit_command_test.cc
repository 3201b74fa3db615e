// set, delete, default and order: what they write, print and refuse.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "apps/olkacct/edit_home.h"

namespace olkacct::test {
namespace {

using Json = nlohmann::json;

constexpr std::uint32_t tag_port = 0x01040003;
constexpr std::uint32_t tag_server = 0x0100001F;
const std::string imap = std::to_string(sample_id::imap);

std::vector<Json> parse_lines(const std::string& text) {
    std::vector<Json> out;
    for (const std::string& line : lines_of(text)) {
        out.push_back(Json::parse(line));
    }
    return out;
}

TEST(Set, writes_properties_and_leaves_the_others) {
    const EditHome home;
    const std::string hive = home.hive();
    const std::string server = property_in(hive, sample_id::pop3, tag_server);
    const auto result = run_command({"set", hive, pop3, "email=new@abc.example", "port=0x3E3"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(property_in(hive, sample_id::pop3, tag_email), "new@abc.example");
    EXPECT_EQ(property_in(hive, sample_id::pop3, tag_port), "995");
    EXPECT_EQ(property_in(hive, sample_id::pop3, tag_server), server);
    EXPECT_NE(result.out.find("->  new@abc.example"), std::string::npos) << result.out;
    EXPECT_NE(result.err.find("written and read back"), std::string::npos) << result.err;
}

TEST(Set, clears_properties_so_that_the_default_is_meant) {
    const EditHome home;
    const std::string hive = home.hive();
    const auto result = run_command({"set", hive, pop3, "port=995", "user_display_name=Ann ü 𝄞"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(run_command({"set", hive, pop3, "--clear", "port"}).exit_code, 0);
    EXPECT_EQ(property_in(hive, sample_id::pop3, tag_port), "110");
    EXPECT_EQ(property_in(hive, sample_id::pop3, 0x000B001F), "Ann ü 𝄞");
}

TEST(Set, writes_the_text_of_older_profiles_as_they_do_and_prints_it_as_text) {
    const EditHome home;
    const std::string hive =
        home.hive("h", {.roots = {ProfileRoot::office_15, ProfileRoot::office_16}});
    const auto result = run_command({"set", hive, pop3, "email=new@abc.example", "--root", "15.0"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_NE(result.out.find("->  new@abc.example"), std::string::npos) << result.out;
    EXPECT_EQ(result.out.find("16.0"), std::string::npos) << result.out;
    const auto contents = Source::open(hive)->read();
    EXPECT_EQ(contents->profiles[1].find_account(sample_id::pop3)->find_value(u"Email")->type,
              registry_type::binary);
}

TEST(Set, with_dry_run_prints_the_plan_and_changes_nothing) {
    const EditHome home;
    const std::string hive = home.hive();
    const Bytes before = read_file(hive);
    const auto result =
        run_command({"set", hive, pop3, "email=new@abc.example", "--dry-run", "--format", "json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(read_file(hive), before);
    const auto lines = parse_lines(result.out);
    ASSERT_EQ(lines.size(), 2U) << result.out;
    EXPECT_EQ(lines[0]["source"], hive);
    EXPECT_EQ(lines[0]["change"], "set_value");
    EXPECT_EQ(lines[0]["value"], "Email");
    EXPECT_EQ(lines[0]["after"], (Json{{"type", "REG_SZ"}, {"data", "new@abc.example"}}));
    EXPECT_EQ(lines[0]["done"], false);
    EXPECT_TRUE(lines[0]["key"].get<std::string>().ends_with("\\00000002"));
    EXPECT_EQ(lines[1]["value"], "LastChangeVer");
    EXPECT_FALSE(std::filesystem::exists(home / "XDG_STATE_HOME"));
}

TEST(Set, says_when_there_is_nothing_to_change_and_writes_nothing) {
    const EditHome home;
    const std::string hive = home.hive();
    const std::string email = property_in(hive, sample_id::pop3, tag_email);
    const Bytes before = read_file(hive);
    const auto result = run_command({"set", hive, pop3, "email=" + email});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(result.out, "");
    EXPECT_NE(result.err.find("nothing to change"), std::string::npos);
    EXPECT_EQ(read_file(hive), before);
}

TEST(Set, prints_csv_with_types) {
    const EditHome home;
    const std::string hive = home.hive();
    const auto lines =
        lines_of(run_command({"set", hive, pop3, "port=4711", "-f", "csv", "--dry-run"}).out);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0], "source,change,key,value,before_type,before,after_type,after");
    EXPECT_NE(lines[1].find(",POP3 Port,"), std::string::npos);
    EXPECT_TRUE(lines[1].ends_with(",REG_DWORD,4711")) << lines[1];
}

TEST(Set, refuses_what_it_cannot_understand) {
    const EditHome home;
    const std::string hive = home.hive();
    const auto refused = [&](std::vector<std::string> words, ErrorCode code,
                             std::string_view message) {
        words.insert(words.begin(), {"set", hive});
        expect_refused(home, words, code, message);
    };
    using enum ErrorCode;
    refused({pop3, "nonsense=1"}, bad_usage, "there is no property 'nonsense'");
    refused({pop3, "--clear", "nonsense"}, bad_usage, "there is no property 'nonsense'");
    refused({pop3, "email"}, bad_usage, "'email' is not of the form KEY=VALUE");
    refused({pop3, "port=many"}, bad_usage, "'port=many' is not a number for port");
    refused({pop3, "port=4294967296"}, bad_usage, "is not a number");
    refused({pop3, "delivery_store=0g"}, bad_usage, "is not hexadecimal");
    refused({pop3, "email=a", "user_email_addr=b"}, bad_usage, "for the second time");
    refused({pop3}, bad_usage, "neither KEY=VALUE nor --clear");
    refused({"two", "port=1"}, bad_usage, "'two' is not an account number");
    refused({}, bad_usage, "ID is missing");
    refused({pop3, "inet_password=secret"}, bad_usage, "is not taken from the command line");
    refused({pop3, "port=1", "--sample"}, bad_usage, "--sample");
    refused({pop3, "mini_uid=1"}, property_read_only, "cannot be set");
    refused({pop3, "name="}, invalid_argument, "must not be empty");
    refused({pop3, "name=" + std::string(32768, 'x')}, invalid_argument, "at most 32767");
    refused({pop3, "mapi_service_name=x"}, account_not_found, "no such property");
    refused({"99", "email=a"}, account_not_found, "there is no account 99");
    refused({pop3, "email=a", "--profile", "nobody"}, profile_not_found, "nobody");
    refused({pop3, "email=a", "--root", "9x"}, profile_not_found, "there is no profile");
}

TEST(Set, never_repeats_a_password_that_was_given_on_the_command_line) {
    const EditHome home;
    const auto result = run_command({"set", home.hive(), pop3, "inet_password=hunter2"});
    EXPECT_EQ((result.out + result.err).find("hunter2"), std::string::npos);
}

TEST(Delete, takes_accounts_and_their_places_in_the_lists) {
    const EditHome home;
    const std::string hive = home.hive();
    const auto result = run_command({"delete", hive, pop3, imap});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    const Profile profile = profile_in(hive);
    EXPECT_EQ(profile.find_account(sample_id::pop3), nullptr);
    EXPECT_EQ(profile.find_account(sample_id::imap), nullptr);
    for (const OrderEntry& entry : profile.stored_order[0]) {
        EXPECT_NE(entry.id, sample_id::pop3);
        EXPECT_NE(entry.id, sample_id::imap);
    }
}

TEST(Delete, shows_a_stored_password_as_present_only) {
    const EditHome home;
    const auto result = run_command({"delete", home.hive(), pop3, "--dry-run"});
    EXPECT_NE(result.out.find(R"(POP3 Password)"), std::string::npos);
    EXPECT_NE(result.out.find(R"({"present": true)"), std::string::npos) << result.out;
}

TEST(Delete, deletes_none_when_one_is_not_there) {
    const EditHome home;
    const std::string hive = home.hive();
    expect_refused(home, {"delete", hive, pop3, "99"}, ErrorCode::account_not_found, "99");
    expect_refused(home, {"delete", hive, pop3, pop3}, ErrorCode::bad_usage, "named twice");
    expect_refused(home, {"delete", hive}, ErrorCode::bad_usage, "ID is missing");
}

TEST(Default, moves_an_account_to_the_front_of_the_mail_order) {
    const EditHome home;
    const std::string hive = home.hive();
    EXPECT_EQ(run_command({"default", hive, imap}).exit_code, 0);
    EXPECT_EQ(profile_in(hive).default_mail_account(), sample_id::imap);
    expect_refused(home, {"default", hive, std::to_string(sample_id::address_book)},
                   ErrorCode::invalid_argument, "");
}

TEST(Order, is_written_when_ids_are_given) {
    const EditHome home;
    const std::string hive = home.hive();
    std::vector<std::string> words = {"order", hive, "--category", "mail"};
    auto ids = profile_in(hive).order(Category::mail);
    std::reverse(ids.begin(), ids.end());
    for (const std::uint32_t id : ids) {
        words.push_back(std::to_string(id));
    }
    const auto result = run_command(words);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(profile_in(hive).order(Category::mail), ids);
    EXPECT_TRUE(std::ranges::any_of(profile_in(hive).stored_order[0], [](const OrderEntry& entry) {
        return entry.missing;
    })) << "the dead id left its place";
}

TEST(Set, refuses_what_is_not_utf8_and_says_where) {
    const EditHome home;
    const std::string hive = home.hive();
    expect_refused(home, {"set", hive, pop3, "name=bad\xff\xfe"}, ErrorCode::bad_usage,
                   "set: name: 'bad\uFFFD\uFFFD' is not UTF-8 (from byte 4)");
    expect_refused(home, {"set", hive, pop3, "name=\xED\xA0\x80"}, ErrorCode::bad_usage,
                   "is not UTF-8 (from byte 1)");
    expect_refused(home, {"replace", "--from", "a\xff", "--to", "b.example", hive},
                   ErrorCode::bad_usage, "--from: 'a\uFFFD' is not UTF-8");
    expect_refused(home, {"add", "data_file", hive, "name=A", "--store", "C:\\\xff.pst"},
                   ErrorCode::bad_usage, "is not UTF-8");
    expect_refused(home, {"profile", "add", hive, "N\xff"}, ErrorCode::bad_usage, "is not UTF-8");
    EXPECT_EQ(run_command({"set", hive, pop3, "name=\uFFFD"}).exit_code, 0)
        << "U+FFFD itself is a character";
}

TEST(Set, refuses_values_that_mean_nothing_for_their_property) {
    const EditHome home;
    const std::string hive = home.hive();
    expect_refused(home, {"set", hive, pop3, "port=0"}, ErrorCode::invalid_argument,
                   "inet_port: 0 is not from 1 to 65535");
    expect_refused(home, {"set", hive, pop3, "ssl=7"}, ErrorCode::invalid_argument,
                   "inet_ssl: 7 is not 0 or 1");
    expect_refused(home, {"set", hive, pop3, "preferences_uid=0011"}, ErrorCode::invalid_argument,
                   "has 2 bytes, not 16");
    expect_refused(home,
                   {"add", "pop3", hive, "name= ", "email=n@abc.example", "server=p", "user=u",
                    "smtp_server=s", "--store", "C:\\n.pst"},
                   ErrorCode::invalid_argument, "a name must not be empty or only spaces");
}

TEST(Order, with_ids_refuses_what_is_no_order_of_one_category) {
    const EditHome home;
    const std::string hive = home.hive();
    expect_refused(home, {"order", hive, pop3}, ErrorCode::bad_usage, "one --category");
    expect_refused(home, {"order", hive, "--category", "mail", pop3}, ErrorCode::wrong_sort_order,
                   "");
    expect_refused(home, {"order", hive, "--dry-run"}, ErrorCode::bad_usage, "needs the ids");
    expect_refused(home, {"order", hive, pop3, "--no-logs", "--category", "mail"},
                   ErrorCode::bad_usage, "for reading");
}

}  // namespace
}  // namespace olkacct::test

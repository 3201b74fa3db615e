// Tables and CSV of each command, and names that are hostile to a terminal.
#include <gtest/gtest.h>

#include "apps/olkacct/command_runner.h"
#include "support/outlook_sample.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

bool holds(const std::vector<std::string>& lines, std::string_view part) {
    for (const std::string& line : lines) {
        if (line.find(part) != std::string::npos) {
            return true;
        }
    }
    return false;
}

TEST(TextOutput, list_prints_accounts_once_in_the_order_of_the_lists) {
    const auto lines = output_lines({"list", "--sample"});
    ASSERT_EQ(lines.size(), 7U);
    EXPECT_TRUE(lines[0].starts_with("PROFILE  ID  TYPE  NAME"));
    const char* ids[] = {"2", "4", "5", "1", "6", "3"};
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_EQ(lines[i + 1].substr(9, 1), ids[i]) << lines[i + 1];
    }
}

TEST(TextOutput, filters_by_category_use_that_categorys_order) {
    const auto stores = output_lines({"list", "--sample", "--category", "store", "-f", "csv"});
    ASSERT_EQ(stores.size(), 4U);
    EXPECT_TRUE(stores[1].starts_with("sample,16.0,Outlook,3,"));
    EXPECT_TRUE(stores[2].starts_with("sample,16.0,Outlook,4,"));
    EXPECT_EQ(output_lines({"list", "--sample", "--type", "ldap"}).size(), 2U);
    EXPECT_EQ(
        output_lines({"list", "--sample", "--type", "ed475412-b0d6-11d2-8c3b-00104b2a6676"}).size(),
        2U);
    EXPECT_EQ(output_lines({"list", "--sample", "--type", "eas"}).size(), 0U);
}

TEST(TextOutput, csv_has_a_header_and_a_row_an_entry) {
    EXPECT_EQ(output_lines({"list", "--sample", "-f", "csv"})[0],
              "source,root,profile,id,type,name,email,server,categories");
    EXPECT_EQ(output_lines({"profiles", "--sample", "-f", "csv"})[1],
              "sample,16.0,Outlook,Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\Outlook,"
              "true,6,42,11,2");
    EXPECT_EQ(output_lines({"order", "--sample", "-f", "csv"})[3],
              "sample,16.0,Outlook,mail,3,7,,missing");
    const auto shown = output_lines({"show", "--sample", "--id", "2", "-f", "csv"});
    EXPECT_TRUE(holds(shown, "sample,16.0,Outlook,2,property,inet_port,number,995,stored"));
    EXPECT_TRUE(holds(shown, "sample,16.0,Outlook,2,value,POP3 Port,REG_DWORD,995,stored"));
    EXPECT_TRUE(holds(shown, R"("{""present"": true, ""bytes"": 273}")"));
    EXPECT_TRUE(holds(output_lines({"dump", "--sample", "-f", "csv"}),
                      R"(001f6000,REG_BINARY,4f00750074006c006f006f006b000000,"""Outlook""")"));
}

TEST(TextOutput, tables_of_each_command_say_what_they_show) {
    EXPECT_TRUE(holds(output_lines({"profiles", "--sample"}), "Outlook  16.0     yes      6"));
    EXPECT_TRUE(holds(output_lines({"order", "--sample"}), "missing"));
    const auto shown = output_lines({"show", "--sample", "--id", "2"});
    EXPECT_TRUE(holds(shown, "Account 2, pop3, profile Outlook: ann@abc.example"));
    EXPECT_TRUE(holds(shown, R"({"present": true, "bytes": 273})"));
    EXPECT_TRUE(holds(output_lines({"dump", "--sample"}),
                      "[Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\Outlook\\"));
}

// A hive whose POP3 account has a name meant to hurt.
std::string hostile_hive(const TempDir& folder) {
    HiveBuilder builder = outlook_sample();
    const auto accounts = builder.add_path(HiveBuilder::root, accounts_path());
    const auto key = *builder.find_key(accounts, account_key_name(sample_id::pop3));
    const char16_t name[] = {u'x', 0x1B, u'[', u'2', u'J', u'\n', 0xD800, u'"', u',', 0x202E, 0};
    builder.set_text(key, u"Account Name", name);
    return folder.write("hostile", builder.file());
}

TEST(TextOutput, escapes_control_characters_of_names_in_tables) {
    const TempDir folder;
    const std::string hive = hostile_hive(folder);
    for (const char* command : {"list", "order", "show"}) {
        const CommandResult result = run_command({command, hive});
        EXPECT_EQ(result.exit_code, 0);
        EXPECT_EQ(result.out.find('\x1b'), std::string::npos) << command;
        EXPECT_EQ(result.out.find("\u202e"), std::string::npos) << command;
        EXPECT_NE(result.out.find("x\\x1b[2J\\x0a\ufffd\",\\u202e"), std::string::npos) << command;
    }
}

TEST(TextOutput, writes_lone_surrogates_as_escapes_in_json_and_as_replacements_in_csv) {
    const TempDir folder;
    const std::string hive = hostile_hive(folder);
    EXPECT_NE(run_command({"list", hive, "-f", "json"}).out.find(R"(x\u001B[2J\n\uD800\",)"),
              std::string::npos);
    EXPECT_NE(run_command({"list", hive, "-f", "csv"}).out.find("\n\ufffd\"\","),
              std::string::npos);
}

TEST(TextOutput, escapes_control_characters_of_paths_in_messages) {
    const CommandResult result = run_command({"list", "no\x1b[2Jsuch\nfile"});
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_EQ(lines_of(result.err).size(), 1U);
    EXPECT_NE(result.err.find("no\\x1b[2Jsuch\\x0afile"), std::string::npos) << result.err;
}

}  // namespace
}  // namespace olkacct::test

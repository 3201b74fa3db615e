// Registry exports as sources of the command.
#include <gtest/gtest.h>

#include "apps/olkacct/command_runner.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

constexpr std::string_view export_text =
    "Windows Registry Editor Version 5.00\r\n\r\n"
    "[HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Outlook]\r\n"
    "\"DefaultProfile\"=\"Work\"\r\n\r\n"
    "[HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\Work\\"
    "9375CFF0413111d3B88A00104B2A6676]\r\n"
    "\"{ED475418-B0D6-11D2-8C3B-00104B2A6676}\"=hex:01,00,00,00\r\n"
    "\"NextAccountID\"=dword:00000002\r\n\r\n"
    "[HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\Work\\"
    "9375CFF0413111d3B88A00104B2A6676\\00000001]\r\n"
    "\"clsid\"=\"{ED475412-B0D6-11D2-8C3B-00104B2A6676}\"\r\n"
    "\"Account Name\"=\"Café, \\\"quoted\\\"\"\r\n"
    "\"IMAP Server\"=\"imap.work.example\"\r\n"
    "\"IMAP Password\"=hex:02,de,ad,be,ef,de,ad,be,ef\r\n";

constexpr std::string_view list_line =
    R"("root":"16.0","profile":"Work","id":1,"type":"imap","name":"Café, \"quoted\"",)"
    R"("email":null,"server":"imap.work.example","categories":["mail"])";

TEST(RegfileSource, is_read_by_path_and_by_url) {
    const TempDir folder;
    const std::string path = folder.write("work.reg", export_text);
    for (const std::string& source : {path, "reg:" + path}) {
        const auto result = run_command({"list", source, "-f", "json"});
        EXPECT_EQ(result.exit_code, 0) << result.err;
        EXPECT_NE(result.out.find(list_line), std::string::npos) << result.out;
        EXPECT_TRUE(result.out.starts_with("{\"source\":\"" + source)) << result.out;
    }
}

TEST(RegfileSource, is_found_in_folders_by_a_scan) {
    const TempDir folder;
    folder.write("a name without an extension", export_text);
    const auto result = run_command({"scan", folder.path(), "-f", "json"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_NE(result.out.find(list_line), std::string::npos) << result.out;
    EXPECT_NE(result.out.find(R"("IMAP Password":{"present": true, "bytes": 9})"),
              std::string::npos);
    EXPECT_EQ(result.out.find("deadbeef"), std::string::npos);
}

TEST(RegfileSource, csv_quotes_what_needs_it) {
    const TempDir folder;
    const std::string path = folder.write("work.reg", export_text);
    const auto lines = lines_of(run_command({"list", path, "-f", "csv"}).out);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_NE(lines[1].find(R"(,1,imap,"Café, ""quoted""",,imap.work.example,mail)"),
              std::string::npos)
        << lines[1];
}

TEST(RegfileSource, an_error_names_the_line) {
    const TempDir folder;
    const std::string path =
        folder.write("broken.reg", std::string(export_text) + "\"unfinished\"=hex:zz\r\n");
    const auto result = run_command({"list", path});
    EXPECT_EQ(result.exit_code, 7) << result.err;
    EXPECT_NE(result.err.find("line 15"), std::string::npos) << result.err;
}

}  // namespace
}  // namespace olkacct::test

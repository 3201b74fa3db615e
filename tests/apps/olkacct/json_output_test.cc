// What every command prints with --format json, parsed by somebody else's parser. The only file of
// these tests that includes it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "apps/olkacct/command_runner.h"
#include "support/outlook_sample.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

using Json = nlohmann::json;

std::vector<Json> json_lines(const std::vector<std::string>& arguments, int exit_code = 0) {
    std::vector<std::string> all = arguments;
    all.insert(all.end(), {"--format", "json"});
    const CommandResult result = run_command(all);
    EXPECT_EQ(result.exit_code, exit_code) << result.err;
    std::vector<Json> out;
    for (const std::string& line : lines_of(result.out)) {
        out.push_back(Json::parse(line));
    }
    return out;
}

Json account(const std::vector<Json>& lines, std::uint32_t id) {
    for (const Json& line : lines) {
        if (line.at("id") == id) {
            return line;
        }
    }
    ADD_FAILURE() << "no account " << id;
    return {};
}

TEST(JsonOutput, list_has_the_documented_members) {
    const auto lines = json_lines({"list", "--sample"});
    ASSERT_EQ(lines.size(), 6U);
    EXPECT_EQ(lines[0], Json::parse(R"({
        "source": "sample", "root": "16.0", "profile": "Outlook", "id": 2, "type": "pop3",
        "name": "ann@abc.example", "email": "ann@abc.example", "server": "pop.abc.example",
        "categories": ["mail"]})"));
    const Json exchange = account(lines, sample_id::exchange);
    EXPECT_EQ(exchange.at("type"), "mapi");
    EXPECT_TRUE(exchange.at("email").is_null());
    EXPECT_TRUE(exchange.at("server").is_null());
    EXPECT_EQ(exchange.at("categories"), (Json{"mail", "store"}));
}

TEST(JsonOutput, show_adds_properties_their_sources_and_values) {
    const auto lines = json_lines({"show", "--sample", "--id", "2"});
    ASSERT_EQ(lines.size(), 1U);
    const Json& line = lines[0];
    const Json secret = {{"present", true}, {"bytes", 273}};
    EXPECT_EQ(line.at("properties").at("user_display_name"), "Ann Müller");
    EXPECT_EQ(line.at("properties").at("inet_port"), 995);
    EXPECT_EQ(line.at("properties").at("inet_password"), secret);
    EXPECT_EQ(line.at("properties").at("preferences_uid").get<std::string>().size(), 32U);
    EXPECT_EQ(line.at("property_sources").at("inet_port"), "stored");
    EXPECT_EQ(line.at("property_sources").at("inet_use_spa"), "default");
    EXPECT_EQ(line.at("property_sources").at("is_exch"), "computed");
    EXPECT_EQ(line.at("properties").size(), line.at("property_sources").size());
    EXPECT_EQ(line.at("values").at("Display Name"),
              (Json{{"type", "REG_SZ"}, {"data", "Ann Müller"}}));
    EXPECT_EQ(line.at("values").at("POP3 Port"), (Json{{"type", "REG_DWORD"}, {"data", 995}}));
    EXPECT_EQ(line.at("values").at("POP3 Password"), secret);
}

TEST(JsonOutput, show_names_the_flavor_and_the_exchange_section) {
    const auto lines = json_lines({"show", "--sample", "ANN@corp.EXAMPLE"});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].at("properties").at("mapi_service_name"), "MSEMS");
    EXPECT_EQ(lines[0].at("property_sources").at("mapi_emsmdb_uid"), "service_section");
}

TEST(JsonOutput, order_marks_dead_ids_as_missing) {
    const auto lines = json_lines({"order", "--sample", "--category", "mail"});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0].at("category"), "mail");
    const Json& accounts = lines[0].at("accounts");
    ASSERT_EQ(accounts.size(), 4U);
    EXPECT_EQ(accounts[0].at("id"), sample_id::pop3);
    EXPECT_EQ(accounts[0].at("missing"), false);
    EXPECT_EQ(accounts[2], Json::parse(R"({"id": 7, "name": null, "missing": true,
                                           "listed": true})"));
}

TEST(JsonOutput, order_puts_unlisted_accounts_at_the_end) {
    const TempDir folder;
    const std::string hive = folder.write("h", outlook_sample_hive({.unlisted = true}));
    const auto lines = json_lines({"order", hive});
    ASSERT_EQ(lines.size(), 3U);
    const Json& last = lines[0].at("accounts").back();
    EXPECT_EQ(last.at("id"), sample_id::unlisted);
    EXPECT_EQ(last.at("listed"), false);
    EXPECT_EQ(json_lines({"list", hive}).back().at("id"), sample_id::unlisted);
}

TEST(JsonOutput, profiles_tell_roots_and_the_default) {
    const TempDir folder;
    const std::string hive = folder.write(
        "h",
        outlook_sample_hive({.roots = {ProfileRoot::windows_messaging_nt, ProfileRoot::office_16},
                             .profiles = {u"Outlook", u"Büro"}}));
    const auto lines = json_lines({"profiles", hive});
    ASSERT_EQ(lines.size(), 4U);
    std::size_t defaults = 0;
    for (const Json& line : lines) {
        EXPECT_EQ(line.at("accounts"), 6);
        EXPECT_EQ(line.at("next_account_id"), 11);
        EXPECT_EQ(line.at("last_change_ver"), 42);
        EXPECT_EQ(line.at("version").is_null(), line.at("root") != "16.0");
        EXPECT_EQ(line.at("default"), line.at("profile") == "Outlook");
        defaults += line.at("default") ? 1U : 0U;
    }
    EXPECT_EQ(defaults, 2U);
    EXPECT_EQ(json_lines({"list", hive, "--profile", "büro"}).size(), 12U);
}

TEST(JsonOutput, dump_gives_every_value_raw_and_decoded) {
    bool seen_section = false;
    bool seen_account = false;
    bool seen_orders = false;
    bool seen_secret = false;
    for (const Json& line : json_lines({"dump", "--sample"})) {
        const std::string key = line.at("key");
        const Json& values = line.at("values");
        if (key == "3517490d76624c419a828607e2a54604") {
            seen_section = true;
            EXPECT_EQ(values.at("001f6000").at("decoded"), "Outlook");
            EXPECT_EQ(values.at("001f6000").at("type"), "REG_BINARY");
        } else if (key == "9375CFF0413111d3B88A00104B2A6676\\00000002") {
            seen_account = true;
            EXPECT_EQ(values.at("POP3 Port").at("raw"), "e3030000");
            EXPECT_EQ(values.at("POP3 Port").at("decoded"), 995);
            EXPECT_EQ(values.at("POP3 Password"), (Json{{"present", true}, {"bytes", 273}}));
        } else if (key == "9375CFF0413111d3B88A00104B2A6676") {
            seen_orders = true;
            EXPECT_EQ(values.at("{ED475418-B0D6-11D2-8C3B-00104B2A6676}").at("decoded"),
                      (Json{2, 4, 7, 5}));
            EXPECT_EQ(values.at("LastChangeVer").at("decoded"), 42);
        }
        if (key == "5acf76a3665511cea39a00aa004acafa") {
            seen_secret = true;
            EXPECT_EQ(values, Json::parse(R"({"S001f67f1": {"present": true, "bytes": 264}})"));
        }
    }
    EXPECT_TRUE(seen_section && seen_account && seen_orders && seen_secret);
}

TEST(JsonOutput, scan_carries_values_unless_told_otherwise) {
    const TempDir folder;
    folder.write("a", outlook_sample_hive());
    const auto lines = json_lines({"scan", folder.path()});
    ASSERT_EQ(lines.size(), 6U);
    EXPECT_EQ(lines[0].at("source"), (folder / "a").string());
    EXPECT_EQ(lines[0].at("values").at("POP3 Port").at("data"), 995);
    EXPECT_FALSE(lines[0].contains("properties"));
    for (const Json& line : json_lines({"scan", folder.path(), "--no-values"})) {
        EXPECT_FALSE(line.contains("values"));
    }
}

TEST(JsonOutput, types_and_data_follow_what_is_stored) {
    HiveBuilder builder = outlook_sample();
    const auto accounts = builder.add_path(HiveBuilder::root, accounts_path());
    const auto key = *builder.find_key(accounts, account_key_name(sample_id::pop3));
    builder.set_value(key, u"odd type", 0xFEDC, hex_bytes("0102"));
    builder.set_value(key, u"short number", registry_type::dword, hex_bytes("010203"));
    builder.set_value(key, u"quad", registry_type::qword, hex_bytes("ffffffffffffffff"));
    builder.set_value(key, u"big endian", registry_type::dword_big_endian, hex_bytes("00000102"));
    builder.set_value(key, u"unfinished", registry_type::sz, hex_bytes("410042"));
    builder.set_value(key, u"", registry_type::none, {});
    const TempDir folder;
    const std::string hive = folder.write("h", builder.file());
    const auto lines = json_lines({"show", hive, "--id", "2"});
    ASSERT_EQ(lines.size(), 1U);
    const Json& values = lines[0].at("values");
    EXPECT_EQ(values.at("odd type"), (Json{{"type", 0xFEDC}, {"data", "0102"}}));
    EXPECT_EQ(values.at("short number"), (Json{{"type", "REG_DWORD"}, {"data", "010203"}}));
    EXPECT_EQ(values.at("quad").at("data"), UINT64_MAX);
    EXPECT_EQ(values.at("big endian").at("data"), 258);
    EXPECT_EQ(values.at("unfinished").at("data"), "A");
    EXPECT_EQ(values.at(""), (Json{{"type", "REG_NONE"}, {"data", ""}}));
}

}  // namespace
}  // namespace olkacct::test

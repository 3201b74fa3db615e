// Rules change what names the old company and nothing else, in the form that each account uses.
#include "olkacct/replace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "olkacct/property.h"
#include "olkacct/text.h"
#include "support/outlook_sample.h"
#include "support/shared_hives.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// `ID KEY = VALUE` for each property that the rules change, over all accounts.
std::vector<std::string> changed(const ReplaceRules& rules, const SampleOptions& options = {}) {
    const TempDir folder;
    const auto path = folder.write("hive", outlook_sample_hive(options));
    const auto contents = Source::open(path.string())->read();
    std::vector<std::string> lines;
    for (const Profile& profile : contents->profiles) {
        for (const Account& account : profile.accounts) {
            for (const NewProperty& property : replacements(profile, account, rules)) {
                const auto* text = std::get_if<std::u16string>(&property.value);
                lines.push_back(std::to_string(account.id) + ' ' +
                                property_key(*find_property(property.tag)) + " = " +
                                (text != nullptr
                                     ? to_utf8(*text)
                                     : std::to_string(std::get<std::uint32_t>(property.value))));
            }
        }
    }
    EXPECT_EQ(changes_anything(contents->profiles, rules), !lines.empty());
    return lines;
}

ReplaceRules domain(std::u16string from, std::u16string to) {
    return {{{.scope = {}, .from = std::move(from), .to = std::move(to)}}, {}};
}

TEST(Replace, maps_a_domain_in_addresses_names_and_servers) {
    EXPECT_THAT(changed(domain(u"abc.example", u"xyz.test")),
                ElementsAre("2 name = ann@xyz.test", "2 user_email_addr = ann@xyz.test",
                            "2 inet_server = pop.xyz.test", "2 smtp_server = smtp.xyz.test"));
}

TEST(Replace, maps_user_names_and_urls) {
    EXPECT_THAT(
        changed(domain(u"web.example", u"xyz.test"), {.hotmail = true}),
        ElementsAre("8 name = ann@xyz.test", "8 user_email_addr = ann@xyz.test",
                    "8 inet_server = https://mail.xyz.test/svc", "8 inet_user = ann@xyz.test"));
}

TEST(Replace, maps_the_name_of_an_exchange_account) {
    EXPECT_THAT(changed(domain(u"corp.example", u"xyz.test")),
                ElementsAre("5 name = ann@xyz.test"));
}

TEST(Replace, changes_nothing_where_the_domain_is_part_of_a_longer_name) {
    EXPECT_THAT(changed(domain(u"bc.example", u"xyz.test")), IsEmpty());
    EXPECT_THAT(changed(domain(u"abc", u"xyz")), IsEmpty());
}

TEST(Replace, takes_the_first_domain_that_fits_and_never_maps_twice) {
    ReplaceRules rules = domain(u"pop.abc.example", u"mx.test");
    rules.domains.push_back({.scope = {}, .from = u"abc.example", .to = u"work.example"});
    rules.domains.push_back({.scope = {}, .from = u"work.example", .to = u"third.example"});
    const auto lines = changed(rules);
    EXPECT_THAT(lines, testing::Contains("2 inet_server = mx.test"));
    EXPECT_THAT(lines, testing::Contains("2 smtp_server = smtp.work.example"));
    EXPECT_THAT(lines, testing::Contains("4 smtp_server = smtp.third.example"));
}

TEST(Replace, keeps_to_the_scope_of_a_rule) {
    ReplaceRules rules = domain(u"example", u"test");
    rules.domains[0].scope.types = {AccountType::imap};
    EXPECT_THAT(changed(rules),
                ElementsAre("4 user_email_addr = ann.mueller@work.test",
                            "4 inet_server = imap.work.test", "4 smtp_server = smtp.work.test"));
    rules.domains[0].scope.profile = u"OUTLOOK";
    EXPECT_EQ(changed(rules).size(), 3U);
    rules.domains[0].scope.profile = u"Other";
    EXPECT_THAT(changed(rules), IsEmpty());
}

ReplaceRules server(ServerRule rule) { return {{}, {std::move(rule)}}; }

TEST(Replace, maps_a_server_with_its_port_and_security) {
    EXPECT_THAT(changed(server({.side = ServerSide::outgoing,
                                .from = u"SMTP.Work.Example",
                                .from_port = {},
                                .to = u"out.xyz.test",
                                .port = 465,
                                .security = ConnectionSecurity::ssl})),
                ElementsAre("4 smtp_server = out.xyz.test", "4 smtp_port = 465",
                            "4 smtp_secure_connection = 1"));
}

TEST(Replace, keeps_both_values_of_outgoing_security_in_step) {
    EXPECT_THAT(changed(server({.side = ServerSide::outgoing,
                                .from_port = 587,
                                .port = {},
                                .security = ConnectionSecurity::none})),
                ElementsAre("4 smtp_ssl = 0", "4 smtp_secure_connection = 0"));
}

TEST(Replace, knows_the_ports_that_are_meant_where_none_is_stored) {
    const SampleOptions old = {.roots = {ProfileRoot::windows_messaging_nt}};
    EXPECT_THAT(changed(server({.side = ServerSide::incoming,
                                .from_port = 110,
                                .port = 995,
                                .security = ConnectionSecurity::ssl}),
                        old),
                ElementsAre("2 inet_port = 995", "2 inet_ssl = 1"));
}

TEST(Replace, lets_a_server_without_a_new_host_follow_the_domains) {
    ReplaceRules rules = domain(u"abc.example", u"xyz.test");
    rules.servers.push_back({.side = ServerSide::incoming,
                             .from = u"pop.abc.example",
                             .from_port = {},
                             .port = 1995,
                             .security = {}});
    const auto lines = changed(rules);
    EXPECT_THAT(lines, testing::Contains("2 inet_server = pop.xyz.test"));
    EXPECT_THAT(lines, testing::Contains("2 inet_port = 1995"));
}

TEST(Replace, leaves_accounts_without_a_server_alone) {
    EXPECT_THAT(changed(server({.side = ServerSide::outgoing,
                                .from_port = {},
                                .to = u"mx.test",
                                .port = {},
                                .security = {}}),
                        {.hotmail = true, .eas = true}),
                ElementsAre("2 smtp_server = mx.test", "4 smtp_server = mx.test"));
}

// The sample's data file is called `ann@abc.example (1)`, which is no address.
TEST(Replace, leaves_the_names_of_data_files_unless_told) {
    const TempDir folder;
    HiveBuilder hive = outlook_sample();
    const auto key = *hive.find_key(hive.add_path(HiveBuilder::root, accounts_path()), u"00000003");
    hive.set_text(key, u"Account Name", u"ann@abc.example");
    const auto path = folder.write("hive", hive.file());
    const auto profile = Source::open(path.string())->read()->profiles.at(0);
    const Account& data_file = *profile.find_account(sample_id::data_file);
    ReplaceRules rules = domain(u"abc.example", u"xyz.test");
    EXPECT_THAT(replacements(profile, data_file, rules), IsEmpty());
    rules.domains[0].data_files = true;
    EXPECT_EQ(replacements(profile, data_file, rules).size(), 1U);
}

TEST(Replace, refuses_rules_that_make_no_sense) {
    const ServerRule ssl_only = {
        .side = ServerSide::incoming, .from_port = {}, .port = {}, .security = {}};
    ServerRule tls = ssl_only;
    tls.security = ConnectionSecurity::tls;
    ServerRule port = ssl_only;
    port.port = 65536;
    ServerRule host = ssl_only;
    host.to = u"two words";
    for (const ReplaceRules& rules :
         {ReplaceRules{}, domain(u"", u"a"), domain(u"a", u"b.."), domain(u".a", u"b"),
          domain(u"ann@a", u"b"), domain(u"a", u"a"), server(ssl_only), server(tls), server(port),
          server(host)}) {
        const auto checked = check_rules(rules);
        ASSERT_FALSE(checked.has_value());
        EXPECT_EQ(checked.error().code, ErrorCode::invalid_argument);
    }
    EXPECT_TRUE(check_rules(domain(u"a", u"b")).has_value());
}

std::map<std::u16string, RegistryValue> values_of(const Account& account) {
    std::map<std::u16string, RegistryValue> values;
    for (const RegistryValue& value : account.values) {
        values.emplace(value.name, value);
    }
    return values;
}

// Changes the file and gives the names of the values that are not as before.
std::vector<std::string> values_changed(const std::string& path, const ReplaceRules& rules) {
    const auto before = Source::open(path)->read()->profiles.at(0);
    const auto done =
        Editor::open(path)->run(edits::replace(std::make_shared<const ReplaceRules>(rules)));
    EXPECT_TRUE(done.has_value()) << done.error().what;
    const auto after = Source::open(path)->read()->profiles.at(0);
    EXPECT_EQ(after.last_change_ver, before.last_change_ver.value_or(0) + 1);
    std::vector<std::string> names;
    for (const Account& account : after.accounts) {
        const auto old = values_of(*before.find_account(account.id));
        for (const auto& [name, value] : values_of(account)) {
            const auto found = old.find(name);
            if (found == old.end() || found->second != value) {
                EXPECT_TRUE(found == old.end() || found->second.type == value.type)
                    << to_utf8(name);
                names.push_back(std::to_string(account.id) + ' ' + to_utf8(name));
            }
        }
    }
    return names;
}

TEST(Replace, changes_only_the_values_that_it_means_in_the_form_that_they_have) {
    for (const ProfileRoot root : {ProfileRoot::office_16, ProfileRoot::windows_messaging_nt}) {
        const TempDir folder;
        const auto path = folder.write("hive", outlook_sample_hive({.roots = {root}}));
        EXPECT_THAT(values_changed(path.string(), domain(u"abc.example", u"xyz.test")),
                    ElementsAre("2 Account Name", "2 Email", "2 POP3 Server", "2 SMTP Server"));
    }
}

TEST(Replace, changes_every_profile_of_a_source) {
    const TempDir folder;
    const auto path = folder.write(
        "hive", outlook_sample_hive({.roots = {ProfileRoot::office_16, ProfileRoot::office_15},
                                     .profiles = {u"One", u"Two"}}));
    const auto rules = std::make_shared<const ReplaceRules>(domain(u"abc.example", u"xyz.test"));
    const auto done = Editor::open(path.string())->run(edits::replace(rules));
    ASSERT_TRUE(done.has_value());
    // Four values and LastChangeVer, in four profiles.
    EXPECT_EQ(done->changes.size(), 20U);
    EXPECT_FALSE(changes_anything(Source::open(path.string())->read()->profiles, *rules));
}

TEST(Replace, renames_the_company_of_the_real_profiles) {
    OLKACCT_NEED_SHARED_HIVES();
    const TempDir folder;
    const auto path =
        folder.write("hive", read_file(shared_hive("profiles/ntuser_win7_outlook2010_pop3.dat")));
    EXPECT_THAT(values_changed(path.string(), domain(u"stark-research-labs.com", u"xyz.test")),
                ElementsAre("3 Account Name", "3 Email", "3 POP3 User"));
    EXPECT_THAT(values_changed(path.string(), server({.side = {},
                                                      .from = u"controller.shieldbase.local",
                                                      .from_port = {},
                                                      .to = u"mx.xyz.test",
                                                      .port = {},
                                                      .security = {}})),
                ElementsAre("3 POP3 Server", "3 SMTP Server"));
}

}  // namespace
}  // namespace olkacct::test

// What the doctor finds, what it offers, and what it leaves alone.
#include "olkacct/doctor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "olkacct/text.h"
#include "profile/profile_content.h"
#include "support/memory_hive.h"
#include "support/outlook_sample.h"
#include "support/shared_hives.h"

namespace olkacct::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Finding> examine_content(const Content& content) {
    const auto findings = examine(memory_source(content));
    if (!findings) {
        ADD_FAILURE() << findings.error().what;
        return {};
    }
    return *findings;
}

// Of profiles made by hand, which have no data files: about that only where a test is about it.
std::vector<Finding> examine_apart_from_stores(const Content& content) {
    auto findings = examine_content(content);
    std::erase_if(findings, [](const Finding& finding) {
        return finding.check == "no_delivery_store" || finding.check == "no_default_store";
    });
    return findings;
}

std::vector<std::string> checks_of(const std::vector<Finding>& findings) {
    std::vector<std::string> names;
    for (const Finding& finding : findings) {
        names.emplace_back(finding.check);
    }
    return names;
}

constexpr std::u16string_view service_table = u"9207f3e0a3b11019908b08002b2a56c2";

// A sound POP3 account: TLS on both sides.
Content pop3(std::u16string name, std::vector<RegistryValue> more = {}) {
    std::vector<RegistryValue> values = {text(u"Account Name", u"Work"),
                                         text(u"Email", u"ann@abc.example"),
                                         text(u"POP3 Server", u"pop.abc.example"),
                                         number(u"POP3 Use SSL", 1),
                                         text(u"SMTP Server", u"smtp.abc.example"),
                                         number(u"SMTP Secure Connection", 1),
                                         number(u"SMTP Use SSL", 1)};
    values.insert(values.end(), more.begin(), more.end());
    return account(std::move(name), pop3_class, values);
}

std::vector<RegistryValue> lists(std::initializer_list<std::uint32_t> mail,
                                 std::uint32_t next_id = 2) {
    return {order(mail_list, mail), order(address_book_list, {}), order(store_list, {}),
            number(u"NextAccountID", next_id), number(u"Version", 2)};
}

TEST(Doctor, finds_nothing_in_a_sound_profile) {
    EXPECT_THAT(checks_of(examine_apart_from_stores(profile_hive(lists({1}), {pop3(u"00000001")}))),
                IsEmpty());
}

TEST(Doctor, takes_the_dead_and_the_repeated_out_of_a_list_with_one_change) {
    const auto findings =
        examine_apart_from_stores(profile_hive(lists({7, 1, 1}, 8), {pop3(u"00000001")}));
    ASSERT_THAT(checks_of(findings), ElementsAre("dead_order_entry", "repeated_order_entry"));
    EXPECT_THAT(findings[0].what, HasSubstr("do not exist: 7"));
    ASSERT_EQ(findings[0].fix.size(), 1U);
    EXPECT_EQ(findings[0].fix[0].after, order(mail_list, {1}));
    EXPECT_EQ(findings[0].fix[0].before, order(mail_list, {7, 1, 1}));
    EXPECT_THAT(findings[1].fix, IsEmpty());
}

TEST(Doctor, cuts_a_list_that_is_no_whole_number_of_entries) {
    RegistryValue ragged = order(mail_list, {1});
    ragged.data.push_back(std::byte{9});
    const auto findings = examine_apart_from_stores(profile_hive(
        {ragged, number(u"NextAccountID", 2), number(u"Version", 2)}, {pop3(u"00000001")}));
    ASSERT_THAT(checks_of(findings), ElementsAre("ragged_order_list"));
    EXPECT_EQ(findings[0].fix.at(0).after, order(mail_list, {1}));
}

TEST(Doctor, names_an_account_that_no_list_names) {
    const auto findings = examine_apart_from_stores(profile_hive(lists({}), {pop3(u"00000001")}));
    ASSERT_THAT(checks_of(findings), ElementsAre("unlisted_account"));
    EXPECT_TRUE(findings[0].key.ends_with(u"\\00000001"));
}

TEST(Doctor, raises_a_next_id_that_would_be_given_out_twice) {
    const auto findings =
        examine_apart_from_stores(profile_hive(lists({1}, 1), {pop3(u"00000001")}));
    ASSERT_THAT(checks_of(findings), ElementsAre("next_account_id"));
    EXPECT_EQ(findings[0].severity, Severity::error);
    EXPECT_EQ(findings[0].fix.at(0).after, number(u"NextAccountID", 2));
}

TEST(Doctor, counts_dead_ids_as_given_out) {
    const auto findings =
        examine_apart_from_stores(profile_hive(lists({1, 9}, 5), {pop3(u"00000001")}));
    EXPECT_THAT(checks_of(findings), ElementsAre("dead_order_entry", "next_account_id"));
    EXPECT_EQ(findings[1].fix.at(0).after, number(u"NextAccountID", 10));
}

TEST(Doctor, rewrites_a_string_in_the_form_of_the_version) {
    const auto findings = examine_apart_from_stores(
        profile_hive(lists({1}), {pop3(u"00000001", {old_text(u"Display Name", u"Ann")})}));
    ASSERT_THAT(checks_of(findings), ElementsAre("string_encoding"));
    EXPECT_EQ(findings[0].fix.at(0).before, old_text(u"Display Name", u"Ann"));
    EXPECT_EQ(findings[0].fix.at(0).after, text(u"Display Name", u"Ann"));
}

TEST(Doctor, wants_binary_strings_where_there_is_no_version) {
    auto values = lists({1});
    values.pop_back();
    const auto findings = examine_apart_from_stores(profile_hive(values, {pop3(u"00000001")}));
    EXPECT_THAT(checks_of(findings), ElementsAre("string_encoding", "string_encoding",
                                                 "string_encoding", "string_encoding"));
}

TEST(Doctor, tells_of_a_multi_value_that_does_not_fit_its_bytes) {
    const auto findings = examine_apart_from_stores(profile_hive(
        lists({1}), {pop3(u"00000001")},
        {key(section_key(5),
             {binary(u"101f3d0f", {std::byte{9}, std::byte{0}, std::byte{0}, std::byte{0}})})}));
    EXPECT_THAT(checks_of(findings), ElementsAre("multi_value"));
}

TEST(Doctor, tells_of_an_account_whose_service_is_gone) {
    const auto findings = examine_apart_from_stores(profile_hive(
        lists({1}), {account(u"00000001", mapi_class,
                             {text(u"Service Name", u"MSEMS"), binary(u"Service UID", uid(7))})}));
    EXPECT_THAT(checks_of(findings), ElementsAre("dangling_service"));
}

TEST(Doctor, makes_missing_preferences_anew) {
    const auto findings = examine_apart_from_stores(
        profile_hive(lists({1}), {pop3(u"00000001", {binary(u"Preferences UID", uid(9))})}));
    ASSERT_THAT(checks_of(findings), ElementsAre("dangling_preferences"));
    ASSERT_EQ(findings[0].fix.size(), 2U);
    EXPECT_EQ(findings[0].fix[0].kind, ChangeKind::create_key);
    EXPECT_EQ(findings[0].fix[1].after, old_text(u"001f3001", u"AcctSettings0001"));
}

TEST(Doctor, takes_services_that_are_gone_out_of_the_table) {
    const auto findings = examine_apart_from_stores(profile_hive(
        lists({1}), {pop3(u"00000001")},
        {key(u"9207f3e0a3b11019908b08002b2a56c2", {binary(u"01023d0e", joined_uids({3, 4}))}),
         key(section_key(4), {binary(u"00033009", {std::byte{32}})})}));
    ASSERT_THAT(checks_of(findings), ElementsAre("dangling_table_entry"));
    EXPECT_EQ(findings[0].fix.at(0).after, binary(u"01023d0e", uid(4)));
}

TEST(Doctor, tells_of_a_provider_that_belongs_to_another_service) {
    const auto findings = examine_apart_from_stores(
        profile_hive(lists({1}), {pop3(u"00000001")},
                     {key(u"9207f3e0a3b11019908b08002b2a56c2", {binary(u"01023d0e", uid(4))}),
                      key(section_key(4), {binary(u"01023d00", uid(5))}),
                      key(section_key(5), {binary(u"01023d0c", uid(6))})}));
    EXPECT_THAT(checks_of(findings), ElementsAre("foreign_provider"));
}

TEST(Doctor, takes_providers_whose_service_is_gone_out_of_the_table) {
    const auto findings = examine_apart_from_stores(
        profile_hive(lists({1}), {pop3(u"00000001")},
                     {key(std::u16string(service_table),
                          {binary(u"01023d00", joined_uids({5, 7})), binary(u"01023d0e", uid(4))}),
                      key(section_key(4), {binary(u"01023d00", uid(5))}),
                      key(section_key(5), {binary(u"01023d0c", uid(4))}),
                      key(section_key(7), {binary(u"01023d0c", uid(6))})}));
    ASSERT_THAT(checks_of(findings), ElementsAre("dangling_table_entry"));
    EXPECT_THAT(findings[0].what, HasSubstr("(its service is gone)"));
    EXPECT_EQ(findings[0].fix.at(0).after, binary(u"01023d00", uid(5)));
}

// A profile with one data file, the default one or not, that has this entry id.
Content with_store(std::vector<RegistryValue> of_account, std::uint8_t store, std::uint8_t flags) {
    return profile_hive(
        lists({1}), {pop3(u"00000001", std::move(of_account))},
        {key(std::u16string(service_table),
             {binary(u"01023d00", uid(5)), binary(u"01023d0e", uid(4))}),
         key(section_key(4), {binary(u"01023d00", uid(5))}),
         key(section_key(5),
             {binary(u"01023d0c", uid(4)), binary(u"01020fff", uid(store)),
              binary(u"00033009", {std::byte{flags}, std::byte{0}, std::byte{0}, std::byte{0}})})});
}

TEST(Doctor, is_content_with_a_pop3_account_that_delivers_into_the_default_data_file) {
    EXPECT_THAT(
        checks_of(examine_content(with_store({binary(u"Delivery Store EntryID", uid(9))}, 9, 2))),
        IsEmpty());
}

TEST(Doctor, warns_of_a_pop3_account_without_a_delivery_store) {
    const auto findings = examine_content(with_store({}, 9, 2));
    ASSERT_THAT(checks_of(findings), ElementsAre("no_delivery_store"));
    EXPECT_EQ(findings[0].severity, Severity::warning);
    EXPECT_TRUE(findings[0].key.ends_with(u"\\00000001"));
}

TEST(Doctor, warns_of_a_delivery_store_that_is_no_longer_there) {
    EXPECT_THAT(
        checks_of(examine_content(with_store({binary(u"Delivery Store EntryID", uid(9))}, 8, 2))),
        ElementsAre("lost_delivery_store"));
}

TEST(Doctor, warns_of_a_mail_profile_without_a_default_data_file) {
    EXPECT_THAT(
        checks_of(examine_content(with_store({binary(u"Delivery Store EntryID", uid(9))}, 9, 0))),
        ElementsAre("no_default_store"));
}

TEST(Doctor, warns_of_a_password_that_is_sent_without_tls) {
    const auto findings = examine_apart_from_stores(profile_hive(
        lists({1}),
        {account(u"00000001", pop3_class,
                 {text(u"POP3 Server", u"pop.abc.example"),
                  binary(u"POP3 Password", {std::byte{2}, std::byte{1}}),
                  text(u"SMTP Server", u"smtp.abc.example"), number(u"SMTP Use Auth", 1)})}));
    ASSERT_THAT(checks_of(findings), ElementsAre("password_without_tls", "password_without_tls"));
    EXPECT_THAT(findings[0].what, HasSubstr("pop.abc.example port 110"));
    EXPECT_THAT(findings[1].what, HasSubstr("smtp.abc.example port 25"));
}

TEST(Doctor, calls_equal_mini_uids_a_note) {
    const auto findings = examine_apart_from_stores(
        profile_hive(lists({1, 2}, 3), {pop3(u"00000001", {number(u"Mini UID", 5)}),
                                        pop3(u"00000002", {number(u"Mini UID", 5)})}));
    ASSERT_THAT(checks_of(findings), ElementsAre("equal_mini_uids"));
    EXPECT_EQ(findings[0].severity, Severity::note);
}

TEST(Doctor, leaves_what_outlook_leaves_behind) {
    const auto findings = examine_apart_from_stores(
        profile_hive(lists({1}, 14), {pop3(u"00000001")},
                     {key(section_key(1)), key(section_key(2)),
                      key(section_key(3), {old_text(u"001f3001", u"AcctSettings0013")})}));
    EXPECT_THAT(checks_of(findings), IsEmpty());
}

TEST(Doctor, gives_several_fixes_of_one_value_that_follow_each_other) {
    RegistryValue list = order(mail_list, {1, 9});
    list.data.push_back(std::byte{1});
    const auto findings = examine_apart_from_stores(profile_hive(
        {list, number(u"NextAccountID", 20), number(u"Version", 2)}, {pop3(u"00000001")}));
    ASSERT_THAT(checks_of(findings), ElementsAre("dead_order_entry", "ragged_order_list"));
    const Plan plan = treatment(memory_source(profile_hive({}, {})), findings);
    ASSERT_EQ(plan.changes.size(), 1U);
    EXPECT_EQ(plan.changes[0].after, order(mail_list, {1}));
}

TEST(Doctor, finds_the_traps_of_the_sample) {
    const Bytes hive = outlook_sample_hive({.unlisted = true});
    const auto findings = examine(Source(open_in_memory(hive)));
    ASSERT_TRUE(findings.has_value());
    EXPECT_THAT(checks_of(*findings),
                testing::IsSupersetOf({"dead_order_entry", "unlisted_account"}));
}

TEST(Doctor, finds_in_the_real_profiles_what_is_known_to_be_wrong_with_them) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto checks_in = [](std::string_view file) {
        const auto source = Source::open(shared_hive(file).string());
        EXPECT_TRUE(source.has_value());
        const auto findings = examine(*source);
        EXPECT_TRUE(findings.has_value());
        return findings ? checks_of(*findings) : std::vector<std::string>();
    };
    EXPECT_THAT(checks_in("profiles/ntuser_win7_outlook2010_pop3.dat"),
                ElementsAre("password_without_tls", "password_without_tls", "equal_mini_uids"));
    EXPECT_THAT(checks_in("profiles/ntuser_win7_outlook2010_deleted_accounts.dat"), IsEmpty());
    EXPECT_THAT(checks_in("profiles/ntuser_win10_outlook16_no_mail.dat"), IsEmpty());
    // A tool cut an IMAP account out, with its store, which was the default, and left its id in two
    // lists.
    EXPECT_THAT(checks_in("profiles/outlook16_x64_1pop.hive"),
                ElementsAre("dead_order_entry", "dead_order_entry", "no_default_store"));
}

}  // namespace
}  // namespace olkacct::test

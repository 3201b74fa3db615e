// New POP3 accounts: where they deliver, and which values say nothing and are left out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "profile/edit/entry_ids.h"
#include "profile/edit/new_accounts.h"

namespace olkacct::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const RegistryValue* stored(const Profile& profile, std::uint32_t id, std::u16string_view name) {
    const Account* account = profile.find_account(id);
    return account == nullptr ? nullptr : account->find_value(name);
}

std::vector<std::byte> delivery_store(const Editor& editor, std::uint32_t id) {
    const Profile profile = profile_of(editor);
    const RegistryValue* value = stored(profile, id, u"Delivery Store EntryID");
    return value == nullptr ? std::vector<std::byte>() : value->data;
}

std::vector<std::string> remarks_of(const Plan& plan, RemarkKind kind) {
    std::vector<std::string> texts;
    for (const Remark& remark : plan.remarks) {
        if (remark.kind == kind) {
            texts.push_back(remark.what);
        }
    }
    return texts;
}

// A 16.0 profile with two data files, accounts 1 and 2.
Editor editor_with_files() {
    Editor editor = memory_editor(empty_profile());
    create(editor, new_data_file(u"First", u"C:\\1.pst"));
    create(editor, new_data_file(u"Second", u"C:\\2.pst"));
    return editor;
}

TEST(CreatePop3, delivers_to_the_default_data_file) {
    const Editor editor = editor_with_files();
    EXPECT_EQ(delivery_store(editor, create(editor, new_pop3())),
              profile::store_entry_id(u"C:\\1.pst"));
}

TEST(CreatePop3, delivers_to_the_data_file_of_the_account_that_is_named) {
    const Editor editor = editor_with_files();
    NewAccount pop3 = new_pop3();
    pop3.store_account = 2;
    EXPECT_EQ(delivery_store(editor, create(editor, pop3)), profile::store_entry_id(u"C:\\2.pst"));
}

TEST(CreatePop3, makes_the_data_file_at_a_path_with_the_next_number) {
    const Editor editor = memory_editor(empty_profile());
    NewAccount pop3 = new_pop3();
    pop3.data_file = pst_path;
    EXPECT_EQ(create(editor, pop3), 1U);
    const Profile profile = profile_of(editor);
    EXPECT_EQ(profile.find_account(1)->type, AccountType::pop3);
    EXPECT_EQ(profile.find_account(2)->type, AccountType::mapi);
    EXPECT_EQ(profile.next_account_id, 3U);
    EXPECT_EQ(delivery_store(editor, 1), profile::store_entry_id(pst_path));
}

TEST(CreatePop3, uses_the_data_file_at_a_path_that_the_profile_has) {
    const Editor editor = editor_with_files();
    NewAccount pop3 = new_pop3();
    pop3.data_file = u"c:\\2.PST";
    const Plan plan = run(editor, edits::create_account({}, pop3));
    EXPECT_EQ(profile_of(editor).accounts.size(), 3U);
    EXPECT_EQ(delivery_store(editor, 3), profile::store_entry_id(u"C:\\2.pst"));
    EXPECT_THAT(remarks_of(plan, RemarkKind::note), ElementsAre(HasSubstr("account 2")));
}

TEST(CreatePop3, leaves_the_folder_to_outlook_until_the_record_key_is_known) {
    const Editor editor = editor_with_files();
    const Plan plan = run(editor, edits::create_account({}, new_pop3()));
    EXPECT_EQ(stored(profile_of(editor), 3, u"Delivery Folder EntryID"), nullptr);
    EXPECT_THAT(remarks_of(plan, RemarkKind::left_to_outlook),
                ElementsAre(HasSubstr("Delivery Folder EntryID")));
}

TEST(CreatePop3, delivers_into_the_inbox_of_a_data_file_that_was_opened) {
    const Editor editor = editor_with_files();
    open_data_file(editor, 1, uid(0x5A));
    const Plan plan = run(editor, edits::create_account({}, new_pop3()));
    const auto key = uid(0x5A);
    EXPECT_EQ(stored(profile_of(editor), 3, u"Delivery Folder EntryID")->data,
              profile::folder_entry_id(std::span(key).first<16>(), 0x8082));
    EXPECT_THAT(remarks_of(plan, RemarkKind::left_to_outlook), IsEmpty());
}

TEST(CreatePop3, refuses_a_store_that_is_none) {
    const Editor editor = editor_with_files();
    create(editor, new_pop3());
    NewAccount to_mail = new_pop3(u"Other");
    to_mail.store_account = 3;
    EXPECT_EQ(refused(editor, edits::create_account({}, to_mail)), ErrorCode::invalid_argument);
    NewAccount to_nothing = new_pop3(u"Other");
    to_nothing.store_account = 77;
    EXPECT_EQ(refused(editor, edits::create_account({}, to_nothing)), ErrorCode::account_not_found);
}

TEST(CreatePop3, needs_a_data_file_in_a_profile_without_one) {
    const Editor editor = memory_editor(empty_profile());
    EXPECT_EQ(refused(editor, edits::create_account({}, new_pop3())), ErrorCode::invalid_argument);
}

TEST(CreatePop3, takes_an_entry_id_as_it_is_given) {
    const Editor editor = memory_editor(empty_profile());
    NewAccount pop3 = new_pop3();
    pop3.properties.push_back({tag::delivery_store, uid(3)});
    EXPECT_EQ(delivery_store(editor, create(editor, pop3)), uid(3));
}

TEST(CreatePop3, does_not_write_what_is_meant_anyway) {
    const Editor editor = editor_with_files();
    NewAccount pop3 = new_pop3();
    for (const NewProperty& usual : std::vector<NewProperty>{{tag::port, 110U},
                                                             {tag::ssl, 0U},
                                                             {tag::smtp_port, 25U},
                                                             {tag::smtp_connection, 0U},
                                                             {tag::smtp_use_auth, 0U}}) {
        pop3.properties.push_back(usual);
    }
    create(editor, pop3);
    EXPECT_THAT(
        value_names(profile_of(editor).find_account(3)->values),
        ElementsAre("clsid", "Mini UID", "Account Name", "Email", "POP3 Server", "SMTP Server",
                    "POP3 User", "Leave on Server", "Delivery Store EntryID", "Preferences UID"));
}

TEST(CreatePop3, keeps_smtp_ssl_and_secure_connection_in_step) {
    const Editor editor = editor_with_files();
    NewAccount by_connection = new_pop3(u"A");
    by_connection.properties.push_back({tag::smtp_connection, 3U});
    NewAccount by_ssl = new_pop3(u"B");
    by_ssl.properties.push_back({tag::smtp_ssl, 1U});
    create(editor, by_connection);
    create(editor, by_ssl);
    const Profile profile = profile_of(editor);
    EXPECT_EQ(decode_number(*stored(profile, 3, u"SMTP Use SSL")), 1U);
    EXPECT_EQ(decode_number(*stored(profile, 4, u"SMTP Secure Connection")), 1U);
}

TEST(CreatePop3, leaves_messages_for_two_weeks_unless_told_otherwise) {
    const Editor editor = editor_with_files();
    create(editor, new_pop3(u"A"));
    NewAccount told = new_pop3(u"B");
    told.properties.push_back({tag::leave_on_server, 0U});
    create(editor, told);
    const Profile profile = profile_of(editor);
    EXPECT_EQ(decode_number(*stored(profile, 3, u"Leave on Server")), 0x000E0003U);
    EXPECT_EQ(stored(profile, 4, u"Leave on Server"), nullptr);
}

TEST(CreatePop3, is_written_without_a_password_where_the_store_keeps_none) {
    const Editor editor = editor_with_files();
    NewAccount pop3 = new_pop3();
    pop3.properties.push_back({tag::password, Secret(u"geheim")});
    const Plan plan = run(editor, edits::create_account({}, pop3));
    EXPECT_EQ(stored(profile_of(editor), 3, u"POP3 Password"), nullptr);
    EXPECT_THAT(remarks_of(plan, RemarkKind::secret_refused), testing::SizeIs(1));
    for (const Remark& remark : plan.remarks) {
        EXPECT_THAT(remark.what + remark.where, Not(HasSubstr("geheim")));
    }
}

TEST(CreatePop3, looks_as_in_outlook_2010_where_there_is_no_version) {
    const Editor editor = memory_editor(
        below(u"Software\\Microsoft\\Windows NT\\CurrentVersion\\Windows Messaging Subsystem",
              key(u"Profiles", {}, {key(u"P", {}, {key(u"9375CFF0413111d3B88A00104B2A6676")})})));
    NewAccount plain = new_pop3();
    plain.data_file = pst_path;
    plain.properties.push_back({tag::smtp_use_auth, 1U});
    create(editor, plain);
    NewAccount with_ssl = new_pop3(u"B");
    with_ssl.properties.push_back({tag::smtp_ssl, 1U});
    create(editor, with_ssl);
    const Profile profile = profile_of(editor);
    EXPECT_THAT(value_names(profile.find_account(1)->values),
                ElementsAre("clsid", "Mini UID", "Account Name", "Email", "POP3 Server",
                            "SMTP Server", "POP3 User", "SMTP Secure Connection", "Leave on Server",
                            "Delivery Store EntryID", "Preferences UID", "SMTP Use Auth"));
    EXPECT_EQ(decode_number(*stored(profile, 1, u"SMTP Secure Connection")), 0U);
    EXPECT_EQ(decode_number(*stored(profile, 3, u"SMTP Secure Connection")), 1U);
}

// The form of 2003: no account of the profile has preferences.
TEST(CreatePop3, looks_as_in_outlook_2003_beside_accounts_of_outlook_2003) {
    const Editor editor = memory_editor(below(
        u"Software\\Microsoft\\Windows NT\\CurrentVersion\\Windows Messaging Subsystem",
        key(u"Profiles", {},
            {key(
                u"P", {},
                {key(u"9375CFF0413111d3B88A00104B2A6676", {number(u"NextAccountID", 2)},
                     {account(u"00000001", pop3_class, {old_text(u"Account Name", u"Old")})})})})));
    create(editor, new_pop3());
    create(editor, new_data_file());
    const Profile profile = profile_of(editor);
    EXPECT_THAT(value_names(profile.find_account(2)->values),
                ElementsAre("clsid", "Mini UID", "Account Name", "Email", "POP3 Server",
                            "SMTP Server", "POP3 User"));
    EXPECT_EQ(stored(profile, 2, u"Email")->type, registry_type::binary);
    EXPECT_THAT(value_names(profile.find_account(3)->values),
                ElementsAre("clsid", "Mini UID", "Service Name", "Service UID", "MAPI Provider",
                            "Account Name"));
}

}  // namespace
}  // namespace olkacct::test

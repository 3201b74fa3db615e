// Setting and removing properties: the stored form, what is not written, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "olkacct/property.h"
#include "profile/edit/edit_sample.h"

namespace olkacct::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::uint32_t name_tag = 0x0002001F;
constexpr std::uint32_t display_name_tag = 0x000B001F;
constexpr std::uint32_t email_tag = 0x000C001F;
constexpr std::uint32_t mini_uid_tag = 0x00030003;
constexpr std::uint32_t store_tag = 0x00180102;
constexpr std::uint32_t server_tag = 0x0100001F;
constexpr std::uint32_t password_tag = 0x0102801F;
constexpr std::uint32_t port_tag = 0x01040003;
constexpr std::uint32_t smtp_port_tag = 0x02010003;
constexpr std::uint32_t smtp_ssl_tag = 0x02020003;
constexpr std::uint32_t smtp_use_auth_tag = 0x02030003;
constexpr std::uint32_t smtp_connection_tag = 0x020A0003;
constexpr std::uint32_t root_folder_tag = 0x1101001F;
constexpr std::uint32_t transport_flags_tag = 0x20100102;

constexpr std::uint32_t id = 1;
const AccountRef work{.profile = {}, .id = id};

Editor editor_with(std::vector<RegistryValue> values, std::string_view class_id = pop3_class,
                   std::uint32_t version = 2) {
    values.insert(values.begin(), text(u"Account Name", u"Work"));
    return memory_editor(profile_hive(
        {order(mail_list, {id}), number(u"NextAccountID", 2), number(u"Version", version)},
        {account(u"00000001", class_id, values)}));
}

RegistryValue stored(const Editor& editor, std::u16string_view name) {
    const Profile profile = profile_of(editor);
    const RegistryValue* value = profile.accounts.at(0).find_value(name);
    return value == nullptr ? RegistryValue{} : *value;
}

Edit set(std::uint32_t tag, decltype(NewProperty::value) value) {
    return edits::set_properties(work, {{tag, std::move(value)}});
}

TEST(SetProperties, writes_strings_as_reg_sz_where_the_account_does) {
    const Editor editor = editor_with({});
    EXPECT_THAT(touched(run(editor, set(email_tag, u"ann@new.example"))),
                ElementsAre("Email", "LastChangeVer"));
    EXPECT_EQ(stored(editor, u"Email"), text(u"Email", u"ann@new.example"));
}

TEST(SetProperties, writes_strings_as_reg_binary_where_the_account_does) {
    const Editor editor = memory_editor(
        profile_hive({order(mail_list, {id})},
                     {account(u"00000001", pop3_class, {old_text(u"Account Name", u"Work")})}));
    run(editor, set(email_tag, u"ann@new.example"));
    EXPECT_EQ(stored(editor, u"Email"), old_text(u"Email", u"ann@new.example"));
}

TEST(SetProperties, keeps_the_form_of_the_single_value_it_replaces) {
    const Editor editor = editor_with({old_text(u"Email", u"ann@old.example")});
    run(editor, set(email_tag, u"ann@new.example"));
    EXPECT_EQ(stored(editor, u"Email"), old_text(u"Email", u"ann@new.example"));
}

TEST(SetProperties, writes_numbers_as_dwords_and_bytes_as_they_are) {
    const Editor editor = editor_with({});
    run(editor, edits::set_properties(work, {{port_tag, std::uint32_t{995}}, {store_tag, uid(7)}}));
    EXPECT_EQ(stored(editor, u"POP3 Port"), number(u"POP3 Port", 995));
    EXPECT_EQ(stored(editor, u"Delivery Store EntryID"), binary(u"Delivery Store EntryID", uid(7)));
}

TEST(SetProperties, names_the_value_by_the_protocol_of_the_account) {
    const Editor imap = editor_with({}, imap_class);
    run(imap, set(server_tag, u"imap.new.example"));
    EXPECT_EQ(stored(imap, u"IMAP Server"), text(u"IMAP Server", u"imap.new.example"));
    const Editor hotmail = editor_with({}, hotmail_class);
    run(hotmail, set(server_tag, u"http://new.example"));
    EXPECT_EQ(stored(hotmail, u"HTTP Server URL"), text(u"HTTP Server URL", u"http://new.example"));
}

TEST(SetProperties, writes_nothing_that_is_there_already) {
    RegistryValue without_nul = text(u"Email", u"ann@abc.example");
    without_nul.data.resize(without_nul.data.size() - 2);
    const Editor editor = editor_with({without_nul, number(u"POP3 Port", 995)});
    EXPECT_THAT(run(editor, edits::set_properties(work, {{email_tag, u"ann@abc.example"},
                                                         {port_tag, std::uint32_t{995}}}))
                    .changes,
                IsEmpty());
}

TEST(SetProperties, writes_no_default_of_an_absent_value) {
    const Editor editor = editor_with({});
    EXPECT_THAT(run(editor, edits::set_properties(work, {{port_tag, std::uint32_t{110}},
                                                         {smtp_port_tag, std::uint32_t{25}}}))
                    .changes,
                IsEmpty());
}

TEST(SetProperties, keeps_smtp_ssl_in_step_with_the_secure_connection) {
    const Editor editor = editor_with({});
    run(editor, set(smtp_connection_tag, std::uint32_t{3}));
    EXPECT_EQ(stored(editor, u"SMTP Use SSL"), number(u"SMTP Use SSL", 1));
    run(editor, set(smtp_ssl_tag, std::uint32_t{1}));
    EXPECT_EQ(stored(editor, u"SMTP Secure Connection"), number(u"SMTP Secure Connection", 3));
    run(editor, set(smtp_ssl_tag, std::uint32_t{0}));
    EXPECT_EQ(stored(editor, u"SMTP Secure Connection"), number(u"SMTP Secure Connection", 0));
    run(editor, set(smtp_ssl_tag, std::uint32_t{1}));
    EXPECT_EQ(stored(editor, u"SMTP Secure Connection"), number(u"SMTP Secure Connection", 1));
}

TEST(SetProperties, leaves_the_two_apart_when_both_are_given) {
    const Editor editor = editor_with({});
    run(editor, edits::set_properties(work, {{smtp_connection_tag, std::uint32_t{2}},
                                             {smtp_ssl_tag, std::uint32_t{0}}}));
    EXPECT_EQ(stored(editor, u"SMTP Secure Connection"), number(u"SMTP Secure Connection", 2));
    EXPECT_EQ(stored(editor, u"SMTP Use SSL"), RegistryValue{});
}

TEST(SetProperties, leaves_a_password_out_where_the_store_keeps_none_and_writes_the_rest) {
    const Editor editor = editor_with({binary(u"POP3 Password", uid(9))});
    const Plan plan = run(editor, edits::set_properties(work, {{email_tag, u"ann@new.example"},
                                                               {password_tag, Secret(u"pw")}}));
    ASSERT_EQ(plan.remarks.size(), 1U);
    EXPECT_EQ(plan.remarks[0].kind, RemarkKind::secret_refused);
    EXPECT_EQ(plan.remarks[0].where, "account 1, inet_password");
    EXPECT_EQ(stored(editor, u"POP3 Password"), binary(u"POP3 Password", uid(9)));
    EXPECT_EQ(stored(editor, u"Email"), text(u"Email", u"ann@new.example"));
}

TEST(SetProperties, refuses_what_no_account_can_be_given) {
    const Editor editor = editor_with({});
    using std::uint32_t;
    EXPECT_EQ(refused(editor, set(0x7ABC001F, u"x")), ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, set(email_tag, uint32_t{1})), ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, set(port_tag, u"995")), ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, set(password_tag, u"plain")), ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, set(email_tag, Secret(u"x"))), ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, set(name_tag, u"")), ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, set(email_tag, std::u16string(u"a\0b", 3))),
              ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, set(email_tag, std::u16string(32768, u'x'))),
              ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, set(store_tag, std::vector<std::byte>(65537))),
              ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, set(mini_uid_tag, uint32_t{7})), ErrorCode::property_read_only);
    EXPECT_EQ(refused(editor, set(root_folder_tag, u"INBOX")), ErrorCode::account_not_found);
    EXPECT_EQ(refused(editor, edits::set_properties({{}, 5}, {{email_tag, u"x"}})),
              ErrorCode::account_not_found);
    EXPECT_EQ(refused(editor, edits::set_properties({{u"Q"}, 1}, {{email_tag, u"x"}})),
              ErrorCode::profile_not_found);
}

TEST(SetProperties, refuses_numbers_and_sizes_outside_the_allowed_column) {
    const Editor editor = editor_with({});
    for (const PropertyInfo& info : property_table()) {
        if (!info.allowed || !info.editable || (info.types & type_bit(AccountType::pop3)) == 0) {
            continue;
        }
        for (const std::uint64_t wrong :
             {std::uint64_t{info.allowed->least} - 1, std::uint64_t{info.allowed->most} + 1}) {
            if (wrong > 0xFFFFFFFF) {
                continue;
            }
            decltype(NewProperty::value) value = static_cast<std::uint32_t>(wrong);
            if (static_cast<std::uint16_t>(info.tag) == property_type::binary) {
                value = std::vector<std::byte>(wrong);
            } else if (static_cast<std::uint16_t>(info.tag) == property_type::unicode) {
                value = std::u16string(wrong, u'x');
            }
            EXPECT_EQ(refused(editor, set(info.tag, std::move(value))), ErrorCode::invalid_argument)
                << info.name << ' ' << wrong;
        }
    }
    const auto port = editor.run(set(port_tag, std::uint32_t{99999}));
    ASSERT_FALSE(port);
    EXPECT_EQ(port.error().what, "99999 is not from 1 to 65535");
    EXPECT_EQ(port.error().where, "account 1, inet_port");
}

TEST(SetProperties, takes_the_use_auth_that_outlook_2003_writes) {
    const Editor editor = editor_with({});
    run(editor, set(smtp_use_auth_tag, std::uint32_t{2}));
    EXPECT_EQ(stored(editor, u"SMTP Use Auth"), number(u"SMTP Use Auth", 2));
}

TEST(SetProperties, refuses_texts_that_no_account_has) {
    const Editor editor = editor_with({});
    for (const char16_t* text : {u"a\nb", u"a\rb", u"a\tb", u"\u0085", u"\u2028", u"\u007F"}) {
        EXPECT_EQ(refused(editor, set(email_tag, text)), ErrorCode::invalid_argument);
    }
    EXPECT_EQ(refused(editor, set(email_tag, std::u16string(1, u'\xD800'))),
              ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, set(name_tag, u"  ")), ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, set(display_name_tag, u" \u00A0")), ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, set(server_tag, u"pop abc.example")), ErrorCode::invalid_argument);
    run(editor, set(name_tag, u"Ann's work \U0001D11E"));
}

TEST(SetProperties, takes_values_up_to_their_limits) {
    const Editor editor = editor_with({});
    run(editor, edits::set_properties(work, {{email_tag, std::u16string(32767, u'x')},
                                             {store_tag, std::vector<std::byte>(65536)}}));
    EXPECT_EQ(stored(editor, u"Email").data.size(), 65536U);
    EXPECT_EQ(stored(editor, u"Delivery Store EntryID").data.size(), 65536U);
}

TEST(SetProperties, changes_nothing_when_the_last_of_several_is_refused) {
    const Editor editor = editor_with({});
    EXPECT_EQ(refused(editor, edits::set_properties(work, {{email_tag, u"ann@new.example"},
                                                           {mini_uid_tag, std::uint32_t{7}}})),
              ErrorCode::property_read_only);
}

TEST(SaveProperties, are_not_asked_what_they_mean) {
    const Editor editor = editor_with({});
    run(editor, edits::save_properties(
                    work, {{email_tag, u"a\nb"}, {store_tag, std::vector<std::byte>()}}));
    EXPECT_EQ(stored(editor, u"Email"), text(u"Email", u"a\nb"));
    EXPECT_EQ(stored(editor, u"Delivery Store EntryID"),
              binary(u"Delivery Store EntryID", std::vector<std::byte>()));
}

TEST(SaveProperties, go_by_the_access_column) {
    const Editor editor = editor_with({});
    run(editor, edits::save_properties(work, {{name_tag, u"Home"}, {store_tag, uid(7)}}));
    EXPECT_EQ(stored(editor, u"Account Name"), text(u"Account Name", u"Home"));
    EXPECT_EQ(refused(editor, edits::save_properties(work, {{server_tag, u"x"}})),
              ErrorCode::property_read_only);
    EXPECT_EQ(refused(editor, edits::save_properties(work, {{transport_flags_tag, uid(1)}})),
              ErrorCode::not_supported_by_store);
}

TEST(ClearProperties, removes_the_stored_value_so_that_the_default_is_meant) {
    const Editor editor = editor_with({number(u"POP3 Port", 995)});
    EXPECT_THAT(touched(run(editor, edits::clear_properties(work, {port_tag, email_tag}))),
                ElementsAre("POP3 Port", "LastChangeVer"));
    const Profile profile = profile_of(editor);
    EXPECT_EQ(std::get<std::uint32_t>(get_property(profile, profile.accounts[0], port_tag)->value),
              110U);
}

TEST(ClearProperties, takes_smtp_ssl_and_the_secure_connection_together) {
    const Editor editor =
        editor_with({number(u"SMTP Secure Connection", 3), number(u"SMTP Use SSL", 1)});
    run(editor, edits::clear_properties(work, {smtp_ssl_tag}));
    EXPECT_EQ(stored(editor, u"SMTP Secure Connection"), RegistryValue{});
    EXPECT_EQ(stored(editor, u"SMTP Use SSL"), RegistryValue{});
}

TEST(ClearProperties, changes_nothing_when_nothing_is_stored) {
    const Editor editor = editor_with({});
    EXPECT_THAT(run(editor, edits::clear_properties(work, {port_tag, port_tag})).changes,
                IsEmpty());
}

TEST(ClearProperties, refuses_names_and_what_is_no_stored_property) {
    const Editor editor = editor_with({});
    EXPECT_EQ(refused(editor, edits::clear_properties(work, {name_tag})),
              ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, edits::clear_properties(work, {mini_uid_tag})),
              ErrorCode::property_read_only);
    EXPECT_EQ(refused(editor, edits::clear_properties(work, {0x7ABC001F})),
              ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, edits::clear_properties(work, {root_folder_tag})),
              ErrorCode::account_not_found);
}

}  // namespace
}  // namespace olkacct::test

// Reading properties of accounts: presence, encodings, defaults, computed ones.
#include <gtest/gtest.h>

#include "olkacct/property.h"
#include "profile/profile_content.h"

namespace olkacct::test {
namespace {

std::vector<std::byte> some_bytes(std::size_t size) {
    return std::vector<std::byte>(size, std::byte{0xA5});
}

// One account with the id 0x1A that every list names.
Profile profile_with(std::string_view class_id, std::vector<RegistryValue> values,
                     bool in_mail = true) {
    std::vector<RegistryValue> lists;
    if (in_mail) {
        lists.push_back(order(mail_list, {0x1A}));
    }
    lists.push_back(order(store_list, {0x1A}));
    return read_profile(
        profile_hive(std::move(lists), {account(u"0000001A", class_id, std::move(values))}));
}

std::optional<PropertyValue> get(const Profile& profile, std::uint32_t tag) {
    auto property = get_property(profile, profile.accounts.at(0), tag);
    return property ? std::optional(std::move(property->value)) : std::nullopt;
}

PropertyValue of(std::uint32_t value) { return value; }
PropertyValue of(std::u16string_view value) { return std::u16string(value); }

struct StoredCase {
    std::string_view class_id;
    std::uint32_t tag;
    RegistryValue stored;
    PropertyValue expected;
};

TEST(Property, reads_each_stored_value_from_where_the_layout_has_it) {
    const StoredCase cases[] = {
        {pop3_class, 0x0002001F, text(u"Account Name", u"Work"), of(u"Work")},
        {pop3_class, 0x0002001F, old_text(u"account name", u"Old"), of(u"Old")},
        {pop3_class, 0x00030003, number(u"Mini UID", 0xFFFFFFFF), of(0xFFFFFFFF)},
        {pop3_class, 0x000B001F, text(u"Display Name", u""), of(u"")},
        {pop3_class, 0x000C001F, text(u"Email", u"a@abc.example"), of(u"a@abc.example")},
        {pop3_class, 0x0016001F, text(u"New Signature", u"s"), of(u"s")},
        {pop3_class, 0x0017001F, text(u"Reply-Forward Signature", u"r"), of(u"r")},
        {pop3_class, 0x00180102, binary(u"Delivery Store EntryID", some_bytes(3)), some_bytes(3)},
        {pop3_class, 0x00190102, binary(u"Delivery Folder EntryID", {}), some_bytes(0)},
        {pop3_class, 0x00220102, binary(u"Preferences UID", some_bytes(16)), some_bytes(16)},
        {pop3_class, 0x0100001F, text(u"POP3 Server", u"p"), of(u"p")},
        {imap_class, 0x0100001F, text(u"IMAP Server", u"i"), of(u"i")},
        {hotmail_class, 0x0100001F, text(u"HTTP Server URL", u"h"), of(u"h")},
        {eas_class, 0x0100001F, text(u"EAS Server URL", u"e"), of(u"e")},
        {pop3_class, 0x0101001F, text(u"POP3 User", u"p"), of(u"p")},
        {imap_class, 0x0101001F, text(u"IMAP User", u"i"), of(u"i")},
        {eas_class, 0x0101001F, text(u"EAS User", u"e"), of(u"e")},
        {pop3_class, 0x01040003, number(u"POP3 Port", 995), of(995)},
        {imap_class, 0x01040003, number(u"IMAP Port", 993), of(993)},
        {imap_class, 0x01050003, number(u"IMAP Use SSL", 1), of(1)},
        {pop3_class, 0x01060003, number(u"POP3 Remember Passwd", 1), of(1)},
        {pop3_class, 0x01080003, number(u"POP3 Use SPA", 1), of(1)},
        {imap_class, 0x0200001F, text(u"SMTP Server", u"s"), of(u"s")},
        {pop3_class, 0x02010003, number(u"SMTP Port", 587), of(587)},
        {pop3_class, 0x02020003, number(u"SMTP Use SSL", 1), of(1)},
        {pop3_class, 0x02030003, number(u"SMTP Use Auth", 2), of(2)},
        {pop3_class, 0x0204001F, text(u"SMTP User", u"u"), of(u"u")},
        {pop3_class, 0x02070003, number(u"SMTP Use SPA", 1), of(1)},
        {pop3_class, 0x020A0003, number(u"SMTP Secure Connection", 3), of(3)},
        {pop3_class, 0x10000003, number(u"Leave on Server", 0x000E0003), of(0x000E0003)},
        {imap_class, 0x1101001F, text(u"IMAP Folder Path", u"Inbox"), of(u"Inbox")},
        {imap_class, 0x20000102, binary(u"Service UID", some_bytes(16)), some_bytes(16)},
        {mapi_class, 0x0008001F, text(u"Service Name", u"CONTAB"), of(u"CONTAB")},
        {mapi_class, 0x20010003, number(u"MAPI Provider", 4), of(4)},
        {mapi_class, 0x20020102, binary(u"Identity Eid", some_bytes(5)), some_bytes(5)},
    };
    for (const StoredCase& test : cases) {
        const Profile profile = profile_with(test.class_id, {test.stored});
        const auto property = get_property(profile, profile.accounts.at(0), test.tag);
        ASSERT_TRUE(property.has_value()) << std::hex << test.tag;
        EXPECT_EQ(property->value, test.expected) << std::hex << test.tag;
        EXPECT_EQ(property->source, PropertySource::stored);
        EXPECT_EQ(property->stored, &profile.accounts[0].values.at(1));
        EXPECT_EQ(property->info, find_property(test.tag));
    }
}

TEST(Property, is_lenient_about_the_stored_type_of_numbers) {
    std::vector<std::byte> four = {std::byte{0xE3}, std::byte{3}, std::byte{0}, std::byte{0}};
    auto five = four;
    five.push_back(std::byte{9});
    EXPECT_EQ(get(profile_with(pop3_class, {binary(u"POP3 Port", four)}), 0x01040003), of(995));
    EXPECT_EQ(get(profile_with(pop3_class, {binary(u"POP3 Port", five)}), 0x01040003), of(995));
    const RegistryValue swapped{u"POP3 Port",
                                registry_type::dword_big_endian,
                                {std::byte{0}, std::byte{0}, std::byte{3}, std::byte{0xE3}}};
    EXPECT_EQ(get(profile_with(pop3_class, {swapped}), 0x01040003), of(995));
}

TEST(Property, gives_neither_a_value_nor_its_default_for_what_cannot_be_read) {
    EXPECT_EQ(get(profile_with(pop3_class, {binary(u"POP3 Port", some_bytes(3))}), 0x01040003),
              std::nullopt);
    EXPECT_EQ(get(profile_with(pop3_class, {text(u"POP3 Port", u"995")}), 0x01040003),
              std::nullopt);
    EXPECT_EQ(get(profile_with(pop3_class, {number(u"Account Name", 5)}), 0x0002001F),
              std::nullopt);
}

TEST(Property, gives_defaults_to_pop3_and_imap_accounts_and_says_so) {
    const Profile pop3 = profile_with(pop3_class, {});
    const Profile imap = profile_with(imap_class, {});
    EXPECT_EQ(get(pop3, 0x01040003), of(110));
    EXPECT_EQ(get(imap, 0x01040003), of(143));
    EXPECT_EQ(get(imap, 0x02010003), of(25));
    for (const std::uint32_t tag : {0x01050003U, 0x01080003U, 0x02020003U, 0x02030003U, 0x02070003U,
                                    0x02080003U, 0x020A0003U, 0x10000003U}) {
        const auto property = get_property(pop3, pop3.accounts.at(0), tag);
        ASSERT_TRUE(property.has_value()) << std::hex << tag;
        EXPECT_EQ(property->value, of(0));
        EXPECT_EQ(property->source, PropertySource::default_value);
        EXPECT_EQ(property->stored, nullptr);
    }
    EXPECT_EQ(get(pop3, 0x0100001F), std::nullopt) << "a server has no default";
    for (const std::string_view other : {mapi_class, hotmail_class, ldap_class, eas_class}) {
        EXPECT_EQ(get(profile_with(other, {}), 0x01080003), std::nullopt) << other;
        EXPECT_EQ(get(profile_with(other, {}), 0x02010003), std::nullopt) << other;
    }
}

TEST(Property, reads_the_authentication_method_as_an_enumeration) {
    const std::pair<std::uint32_t, std::uint32_t> cases[] = {{0, 0}, {1, 1}, {2, 2},         {3, 2},
                                                             {4, 0}, {5, 1}, {0xFFFFFFFF, 2}};
    for (const auto& [stored, expected] : cases) {
        const Profile profile = profile_with(pop3_class, {number(u"SMTP Auth Method", stored)});
        EXPECT_EQ(get(profile, 0x02080003), of(expected)) << stored;
    }
}

TEST(Property, shows_of_a_secret_only_that_it_is_there) {
    const Profile profile = profile_with(pop3_class, {binary(u"POP3 Password", some_bytes(189)),
                                                      binary(u"SMTP Password", some_bytes(7))});
    EXPECT_EQ(get(profile, 0x0102801F), PropertyValue(SecretPresence{189}));
    EXPECT_EQ(get(profile, 0x0205801F), PropertyValue(SecretPresence{7}));
    EXPECT_EQ(get(profile, 0x0102001F), std::nullopt);
    EXPECT_EQ(get(profile, 0x0205001F), std::nullopt);
}

TEST(Property, computes_what_is_not_stored) {
    const Profile profile = profile_with(
        pop3_class, {text(u"Account Name", u"Work mail"), text(u"Email", u"ann@abc.example")});
    EXPECT_EQ(get(profile, 0x00010003), of(0x1A));
    EXPECT_EQ(get(profile, 0x0004001F), of(u"POP3"));
    EXPECT_EQ(get(profile, 0x0007001F), of(u"P"));
    EXPECT_EQ(get(profile, 0x000A0003), of(1));
    EXPECT_EQ(get(profile, 0x000D001F), of(u"0000001a\x0001"
                                           u"ann@abc.example"));
    EXPECT_EQ(get(profile, 0x000E001F), of(u"0000001a\x0001"
                                           u"ann@abc.example\x0001"
                                           u"Work mail"));
    EXPECT_EQ(get(profile, 0x00140003), of(0));
    EXPECT_EQ(get(profile, 0x00150003), of(0));
}

TEST(Property, ends_a_stamp_after_the_separator_without_an_address) {
    const Profile profile = profile_with(mapi_class, {});
    EXPECT_EQ(get(profile, 0x000D001F), of(u"0000001a\x0001"));
    EXPECT_EQ(get(profile, 0x000E001F), of(u"0000001a\x0001\x0001"));
}

TEST(Property, names_the_type_in_capitals) {
    const std::pair<std::string_view, const char16_t*> cases[] = {
        {pop3_class, u"POP3"},    {imap_class, u"IMAP"}, {mapi_class, u"MAPI"},
        {hotmail_class, u"HTTP"}, {ldap_class, u"LDAP"}, {eas_class, u"EAS"}};
    for (const auto& [class_id, expected] : cases) {
        EXPECT_EQ(get(profile_with(class_id, {}), 0x0004001F), of(expected));
    }
    EXPECT_EQ(get(profile_with(unknown_class, {}), 0x0004001F), std::nullopt);
}

TEST(Property, keeps_properties_from_types_that_cannot_have_them) {
    const std::vector<RegistryValue> everything = {
        text(u"Account Name", u"n"),     number(u"Mini UID", 7),
        text(u"Display Name", u"d"),     text(u"Email", u"e"),
        binary(u"Preferences UID", {}),  binary(u"Delivery Store EntryID", {}),
        text(u"POP3 Server", u"p"),      text(u"IMAP Server", u"i"),
        text(u"SMTP Server", u"s"),      number(u"Leave on Server", 1),
        text(u"Service Name", u"MSEMS"), binary(u"Identity Eid", {}),
        number(u"MAPI Provider", 1)};
    struct Row {
        std::uint32_t tag;
        bool pop3, imap, exchange, hotmail, ldap;
    };
    const Row rows[] = {
        {0x0002001F, true, true, true, true, true},
        {0x00030003, true, true, true, true, true},
        // What SetProp may write is there where it is stored.
        {0x000B001F, true, true, true, true, true},
        {0x000C001F, true, true, true, true, true},
        {0x00180102, true, true, true, true, true},
        {0x00220102, true, true, true, true, false},
        {0x0100001F, true, true, false, false, false},
        {0x0200001F, true, true, false, false, false},
        {0x10000003, true, false, false, false, false},
        {0x20020102, false, false, true, false, false},
        {0x20010003, false, false, true, false, false},
        {0x0008001F, false, false, true, false, false},
    };
    for (const Row& row : rows) {
        const auto has = [&](std::string_view class_id) {
            return get(profile_with(class_id, everything), row.tag).has_value();
        };
        EXPECT_EQ(has(pop3_class), row.pop3) << std::hex << row.tag;
        EXPECT_EQ(has(imap_class), row.imap) << std::hex << row.tag;
        EXPECT_EQ(has(mapi_class), row.exchange) << std::hex << row.tag;
        EXPECT_EQ(has(hotmail_class), row.hotmail) << std::hex << row.tag;
        EXPECT_EQ(has(ldap_class), row.ldap) << std::hex << row.tag;
    }
}

TEST(Property, gives_preferences_of_other_mapi_accounts_only_when_they_are_mail) {
    const std::vector<RegistryValue> values = {text(u"Service Name", u"CONTAB"),
                                               binary(u"Preferences UID", some_bytes(16)),
                                               binary(u"Delivery Folder EntryID", some_bytes(2))};
    EXPECT_TRUE(get(profile_with(mapi_class, values, true), 0x00220102).has_value());
    EXPECT_FALSE(get(profile_with(mapi_class, values, false), 0x00220102).has_value());
    EXPECT_TRUE(get(profile_with(mapi_class, values, false), 0x00190102).has_value())
        << "SetProp may write it";
}

TEST(Property, does_not_read_value_names_that_are_only_guesses) {
    const Profile profile = profile_with(
        pop3_class, {text(u"Reply Email", u"r"), text(u"Organization", u"o"), text(u"", u"x")});
    for (const PropertyInfo& info : property_table()) {
        if (info.source == PropertySource::stored && info.registry_value.empty()) {
            EXPECT_EQ(get(profile, info.tag), std::nullopt) << info.name;
        }
    }
}

TEST(Property, lists_all_that_an_account_has_in_the_order_of_the_table) {
    const Profile profile = profile_with(ldap_class, {text(u"Account Name", u"Directory")});
    std::vector<std::uint32_t> tags;
    for (const Property& property : get_properties(profile, profile.accounts.at(0))) {
        tags.push_back(property.info->tag);
    }
    EXPECT_EQ(tags, (std::vector<std::uint32_t>{0x00010003, 0x0002001F, 0x0004001F, 0x0007001F,
                                                0x000A0003, 0x000D001F, 0x000E001F, 0x00140003,
                                                0x00150003}));
}

TEST(Property, is_default_mail_for_the_first_existing_account_of_the_mail_order_only) {
    const Profile profile = read_profile(
        profile_hive({order(mail_list, {9, 2, 1})},
                     {account(u"00000001", pop3_class), account(u"00000002", pop3_class)}));
    EXPECT_EQ(get_property(profile, profile.accounts.at(0), 0x000A0003)->value, of(0));
    EXPECT_EQ(get_property(profile, profile.accounts.at(1), 0x000A0003)->value, of(1));
}

}  // namespace
}  // namespace olkacct::test

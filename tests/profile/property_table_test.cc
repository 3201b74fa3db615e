// The property table: its rows and how they are found.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "olkacct/property.h"

namespace olkacct {
namespace {

const PropertyInfo& row(std::uint32_t tag) {
    static const PropertyInfo none{};
    const PropertyInfo* found = find_property(tag);
    EXPECT_NE(found, nullptr) << std::hex << tag;
    return found == nullptr ? none : *found;
}

TEST(PropertyTable, has_each_documented_property_by_its_tag_and_name) {
    const std::pair<std::uint32_t, std::string_view> documented[] = {
        {0x00010003, "PROP_ACCT_ID"},
        {0x0002001F, "PROP_ACCT_NAME"},
        {0x00030003, "PROP_ACCT_MINI_UID"},
        {0x000B001F, "PROP_ACCT_USER_DISPLAY_NAME"},
        {0x000C001F, "PROP_ACCT_USER_EMAIL_ADDR"},
        {0x000D001F, "PROP_ACCT_STAMP"},
        {0x000E001F, "PROP_ACCT_SEND_STAMP"},
        {0x00140003, "PROP_ACCT_IS_EXCH"},
        {0x00180102, "PROP_ACCT_DELIVERY_STORE"},
        {0x00190102, "PROP_ACCT_DELIVERY_FOLDER"},
        {0x00200102, "PROP_ACCT_SENTITEMS_EID"},
        {0x00220102, "PROP_ACCT_PREFERENCES_UID"},
        {0x20020102, "PROP_MAPI_IDENTITY_ENTRYID"},
        {0x20090102, "PROP_MAPI_EMSMDB_UID"},
        {0x20100102, "PROP_MAPI_TRANSPORT_FLAGS"},
        {0x0100001F, "PROP_INET_SERVER"},
        {0x0101001F, "PROP_INET_USER"},
        {0x0102801F, "PROP_INET_PASSWORD"},
        {0x01040003, "PROP_INET_PORT"},
        {0x01050003, "PROP_INET_SSL"},
        {0x01080003, "PROP_INET_USE_SPA"},
        {0x0200001F, "PROP_SMTP_SERVER"},
        {0x02010003, "PROP_SMTP_PORT"},
        {0x02020003, "PROP_SMTP_SSL"},
        {0x02030003, "PROP_SMTP_USE_AUTH"},
        {0x0204001F, "PROP_SMTP_USER"},
        {0x0205801F, "PROP_SMTP_PASSWORD"},
        {0x02070003, "PROP_SMTP_USE_SPA"},
        {0x02080003, "PROP_SMTP_AUTH_METHOD"},
        {0x020A0003, "PROP_SMTP_SECURE_CONNECTION"},
        {0x10000003, "PROP_POP_LEAVE_ON_SERVER"},
        {0x0004001F, "PROP_ACCT_TYPE"},
        {0x0007001F, "PROP_ACCT_IDENTITY"},
        {0x0008001F, "PROP_ACCT_FLAVOR"},
        {0x000A0003, "PROP_ACCT_IS_DEFAULT_MAIL"},
        {0x00150003, "PROP_ACCT_DISABLED"},
        {0x20000102, "PROP_MAPI_SERVICE_UID"},
        {0x20010003, "PROP_MAPI_PROVIDER_TYPE"},
    };
    for (const auto& [tag, name] : documented) {
        EXPECT_EQ(row(tag).name, name);
    }
}

TEST(PropertyTable, knows_the_identifiers_whose_values_nobody_has_seen) {
    for (const std::uint16_t id : std::initializer_list<std::uint16_t>{
             0x0005, 0x0006, 0x000F, 0x0010, 0x0011, 0x0012, 0x0013, 0x0103, 0x0107, 0x0206, 0x0209,
             0x1100, 0x1102, 0x1103, 0x1104}) {
        EXPECT_TRUE(is_known_property_id(id)) << std::hex << id;
        const auto table = property_table();
        const auto found = std::find_if(table.begin(), table.end(), [id](const PropertyInfo& info) {
            return info.tag >> 16 == id;
        });
        ASSERT_NE(found, table.end());
        EXPECT_TRUE(found->registry_value.empty()) << found->name;
        EXPECT_FALSE(found->editable) << found->name;
    }
}

TEST(PropertyTable, finds_exactly_its_rows_among_all_identifiers) {
    std::set<std::uint32_t> tags;
    for (const PropertyInfo& info : property_table()) {
        tags.insert(info.tag);
        EXPECT_EQ(find_property(info.tag), &info);
    }
    for (std::uint32_t id = 0; id <= 0xFFFF; ++id) {
        for (const std::uint32_t type : {0x0000U, 0x0003U, 0x001FU, 0x0102U, 0x801FU}) {
            const std::uint32_t tag = id << 16 | type;
            EXPECT_EQ(find_property(tag) != nullptr, tags.contains(tag)) << std::hex << tag;
        }
    }
}

TEST(PropertyTable, knows_an_identifier_whatever_the_type_asked_for) {
    EXPECT_TRUE(is_known_property_id(0x0102));
    EXPECT_EQ(find_property(0x0102001F), nullptr);
    EXPECT_FALSE(is_known_property_id(0x0E28));
    EXPECT_FALSE(is_known_property_id(0x0000));
    EXPECT_FALSE(is_known_property_id(0xFFFF));
}

TEST(PropertyTable, lets_clients_set_what_the_documentation_calls_writable) {
    std::set<std::string_view> writable;
    for (const PropertyInfo& info : property_table()) {
        if (info.access == PropertyAccess::read_write) {
            writable.insert(info.name);
        }
    }
    EXPECT_EQ(writable,
              (std::set<std::string_view>{"PROP_ACCT_NAME", "PROP_ACCT_USER_DISPLAY_NAME",
                                          "PROP_ACCT_USER_EMAIL_ADDR", "PROP_ACCT_DELIVERY_STORE",
                                          "PROP_ACCT_DELIVERY_FOLDER", "PROP_MAPI_IDENTITY_ENTRYID",
                                          "PROP_MAPI_TRANSPORT_FLAGS"}));
}

TEST(PropertyTable, lets_nobody_edit_identities_and_what_is_not_stored) {
    EXPECT_FALSE(row(0x00010003).editable);
    EXPECT_FALSE(row(0x00030003).editable);
    for (const PropertyInfo& info : property_table()) {
        if (info.source != PropertySource::stored || info.registry_value.empty()) {
            EXPECT_FALSE(info.editable) << info.name;
        }
    }
    EXPECT_TRUE(row(0x02010003).editable);
}

TEST(PropertyTable, marks_passwords_and_nothing_else_as_secret) {
    for (const PropertyInfo& info : property_table()) {
        EXPECT_EQ(info.secret, info.name.ends_with("_PASSWORD") && !info.registry_value.empty() &&
                                   info.name.find("REMEMBER") == std::string_view::npos)
            << info.name;
    }
}

TEST(PropertyTable, makes_keys_for_json_that_are_all_different) {
    EXPECT_EQ(property_key(row(0x000B001F)), "user_display_name");
    EXPECT_EQ(property_key(row(0x01040003)), "inet_port");
    EXPECT_EQ(property_key(row(0x0008001F)), "mapi_service_name");
    EXPECT_EQ(property_key(row(0x20020102)), "mapi_identity_entryid");
    std::set<std::string> keys;
    for (const PropertyInfo& info : property_table()) {
        EXPECT_TRUE(keys.insert(property_key(info)).second) << info.name;
        EXPECT_FALSE(info.meaning.empty()) << info.name;
    }
}

}  // namespace
}  // namespace olkacct

// The sample hive has the accounts that its users count on, in the form of each version.
#include "support/outlook_sample.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/property_bytes.h"

namespace olkacct::test {
namespace {

HiveBuilder::KeyId key_at(const HiveBuilder& hive, std::u16string_view path) {
    auto key = HiveBuilder::root;
    while (!path.empty()) {
        const auto end = std::min(path.find(u'\\'), path.size());
        key = hive.find_key(key, path.substr(0, end)).value();
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return key;
}

const BuiltValue& value_at(const HiveBuilder& hive, HiveBuilder::KeyId key,
                           std::u16string_view name) {
    const auto& values = hive.values(key);
    const auto found = std::ranges::find(values, name, &BuiltValue::name);
    if (found == values.end()) {
        throw std::out_of_range("no such value");
    }
    return *found;
}

bool has_value(const HiveBuilder& hive, HiveBuilder::KeyId key, std::u16string_view name) {
    return std::ranges::count(hive.values(key), name, &BuiltValue::name) > 0;
}

TEST(OutlookSample, has_every_common_kind_of_account) {
    const auto hive = outlook_sample();
    const auto accounts = key_at(hive, accounts_path());
    std::vector<std::u16string> ids;
    for (const auto key : hive.subkeys(accounts)) {
        ids.push_back(hive.name(key));
        EXPECT_TRUE(has_value(hive, key, u"clsid"));
        EXPECT_TRUE(has_value(hive, key, u"Account Name"));
    }
    EXPECT_EQ(ids, (std::vector<std::u16string>{u"00000001", u"00000002", u"00000003", u"00000004",
                                                u"00000005", u"00000006"}));
}

TEST(OutlookSample, names_a_dead_id_in_its_orders_only_when_asked) {
    for (const bool dead : {true, false}) {
        const auto hive = outlook_sample({.dead_id = dead});
        const auto accounts = key_at(hive, accounts_path());
        EXPECT_FALSE(hive.find_key(accounts, account_key_name(sample_id::dead)));
        const auto& mail = value_at(hive, accounts, u"{ED475418-B0D6-11D2-8C3B-00104B2A6676}");
        EXPECT_EQ(mail.data.size(), dead ? 16U : 12U);
    }
}

TEST(OutlookSample, stores_strings_as_its_version_does) {
    const auto hive =
        outlook_sample({.roots = {ProfileRoot::windows_messaging_nt, ProfileRoot::office_16},
                        .profiles = {u"Büro", u"Other"}});
    for (const auto* profile : {u"Büro", u"Other"}) {
        const auto old_accounts =
            key_at(hive, accounts_path(ProfileRoot::windows_messaging_nt, profile));
        const auto new_accounts = key_at(hive, accounts_path(ProfileRoot::office_16, profile));
        const auto id = account_key_name(sample_id::pop3);
        const auto old_account = hive.find_key(old_accounts, id).value();
        const auto new_account = hive.find_key(new_accounts, id).value();
        EXPECT_EQ(value_at(hive, old_account, u"Email").type, registry_type::binary);
        EXPECT_EQ(value_at(hive, new_account, u"Email").type, registry_type::sz);
        EXPECT_EQ(value_at(hive, old_account, u"clsid").type, registry_type::sz);
        EXPECT_FALSE(has_value(hive, old_accounts, u"Version"));
        EXPECT_TRUE(has_value(hive, new_accounts, u"Version"));
    }
}

TEST(OutlookSample, puts_the_default_profile_where_the_version_looks_for_it) {
    const auto hive =
        outlook_sample({.roots = {ProfileRoot::windows_messaging_nt, ProfileRoot::office_15}});
    EXPECT_TRUE(has_value(hive, key_at(hive, profiles_path(ProfileRoot::windows_messaging_nt)),
                          u"DefaultProfile"));
    EXPECT_TRUE(has_value(hive, key_at(hive, u"Software\\Microsoft\\Office\\15.0\\Outlook"),
                          u"DefaultProfile"));
}

TEST(OutlookSample, leads_from_the_exchange_account_to_its_settings) {
    const auto hive = outlook_sample();
    const auto account =
        key_at(hive, accounts_path() + u"\\" + account_key_name(sample_id::exchange));
    const auto profile = key_at(hive, profiles_path(ProfileRoot::office_16) + u"\\Outlook");
    const auto service =
        hive.find_key(profile, section_name(value_at(hive, account, u"Service UID").data));
    ASSERT_TRUE(service);
    const auto settings =
        hive.find_key(profile, section_name(value_at(hive, *service, u"01023d15").data));
    ASSERT_TRUE(settings);
    EXPECT_TRUE(has_value(hive, *settings, u"001f6602"));
}

TEST(OutlookSample, adds_the_rare_accounts_when_asked) {
    const auto hive = outlook_sample({.hotmail = true, .eas = true, .unlisted = true});
    const auto accounts = key_at(hive, accounts_path());
    EXPECT_EQ(hive.subkeys(accounts).size(), 9U);
}

TEST(PropertyBytes, wrap_a_password_value_as_long_as_real_ones) {
    const auto value = protected_value(u"POP3 Password");
    EXPECT_EQ(value.size(), 273U);
    EXPECT_EQ(value.front(), std::byte{2});
}

TEST(PropertyBytes, frame_multi_values_in_either_width) {
    EXPECT_EQ(multi_string8({"a", "bc"}, 4), hex_bytes("020000000c0000000e0000006100626300"));
    EXPECT_EQ(multi_binary({hex_bytes("aabb"), Bytes(), hex_bytes("cc")}, 8),
              hex_bytes("03000000"
                        "02000000000000003400000000000000"
                        "00000000000000003800000000000000"
                        "01000000000000003800000000000000"
                        "aabb0000cc000000"));
}

TEST(PropertyBytes, are_as_long_as_entry_ids_are) {
    EXPECT_EQ(inbox_entry_id(made_up_uid(1)).size(), 24U);
    EXPECT_EQ(store_entry_id(u"C").size(), 4U + 16 + 2 + 10 + 4 + 16 + 2 + 4);
}

}  // namespace
}  // namespace olkacct::test

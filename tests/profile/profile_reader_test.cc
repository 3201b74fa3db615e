// Reading profiles and their accounts from any of the roots.
#include "profile/profile_reader.h"

#include <gtest/gtest.h>

#include "profile/profile_content.h"

namespace olkacct::test {
namespace {

constexpr std::u16string_view office_15_path = u"Software\\Microsoft\\Office\\15.0\\Outlook";
constexpr std::u16string_view nt_path =
    u"Software\\Microsoft\\Windows NT\\CurrentVersion\\Windows Messaging Subsystem";
constexpr std::u16string_view old_path = u"Software\\Microsoft\\Windows Messaging Subsystem";

// Puts `from` into `into`; keys of one name become one.
void merge(Content& into, Content from) {
    into.values.insert(into.values.end(), from.values.begin(), from.values.end());
    for (Content& subkey : from.subkeys) {
        const auto same = std::find_if(into.subkeys.begin(), into.subkeys.end(),
                                       [&](const Content& c) { return c.name == subkey.name; });
        if (same == into.subkeys.end()) {
            into.subkeys.push_back(std::move(subkey));
        } else {
            merge(*same, std::move(subkey));
        }
    }
}

// A root with one profile of each name, and DefaultProfile in the key of that path.
Content root(std::u16string_view path, std::initializer_list<const char16_t*> profiles,
             std::u16string_view default_path, std::u16string_view default_name) {
    std::vector<Content> keys;
    for (const char16_t* name : profiles) {
        keys.push_back(key(name));
    }
    Content hive = below(path, key(u"Profiles", {}, std::move(keys)));
    const std::size_t split = default_path.rfind(u'\\');
    merge(hive,
          below(default_path.substr(0, split), key(std::u16string(default_path.substr(split + 1)),
                                                   {text(u"DefaultProfile", default_name)})));
    return hive;
}

TEST(ProfileReader, finds_the_profiles_of_every_root_newest_outlook_first) {
    Content hive = root(old_path, {u"Old"},
                        u"Software\\Microsoft\\Windows Messaging Subsystem\\Profiles", u"Old");
    merge(hive, root(nt_path, {u"Both", u"Nt"},
                     u"Software\\Microsoft\\Windows NT\\CurrentVersion\\Windows Messaging "
                     u"Subsystem\\Profiles",
                     u"nt"));
    merge(hive, root(office_15_path, {u"Fifteen"}, office_15_path, u"Fifteen"));
    merge(hive, root(office_16_path, {u"Both"}, office_16_path, u"Gone"));
    const Contents contents = read(hive);
    struct Found {
        std::u16string name;
        ProfileRoot root;
        bool is_default;
        bool operator==(const Found&) const = default;
    };
    std::vector<Found> found;
    for (const Profile& profile : contents.profiles) {
        found.push_back({profile.name, profile.root, profile.is_default});
    }
    EXPECT_EQ(found, (std::vector<Found>{{u"Both", ProfileRoot::office_16, false},
                                         {u"Fifteen", ProfileRoot::office_15, true},
                                         {u"Both", ProfileRoot::windows_messaging_nt, false},
                                         {u"Nt", ProfileRoot::windows_messaging_nt, true},
                                         {u"Old", ProfileRoot::windows_messaging_9x, true}}));
    EXPECT_TRUE(contents.warnings.empty());
}

TEST(ProfileReader, looks_for_the_default_profile_only_in_the_place_of_its_version) {
    const Content hive =
        root(office_16_path, {u"P"}, u"Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles", u"P");
    EXPECT_FALSE(read_profile(hive).is_default);
}

TEST(ProfileReader, reads_the_default_profile_from_binary_text_too) {
    Content hive = below(office_16_path, key(u"Profiles", {}, {key(u"Größe")}));
    merge(hive, below(u"Software\\Microsoft\\Office\\16.0",
                      key(u"Outlook", {old_text(u"defaultprofile", u"GRÖßE")})));
    EXPECT_TRUE(read_profile(hive).is_default);
}

TEST(ProfileReader, gives_the_path_in_the_stored_spelling) {
    const Content hive = below(u"SOFTWARE\\microsoft\\Office\\16.0\\Outlook",
                               key(u"Profiles", {}, {key(u"my profile")}));
    EXPECT_EQ(read_profile(hive).path,
              u"SOFTWARE\\microsoft\\Office\\16.0\\Outlook\\Profiles\\my profile");
}

TEST(ProfileReader, finds_nothing_in_a_hive_without_outlook) {
    EXPECT_TRUE(read(Content{}).profiles.empty());
    EXPECT_TRUE(read(below(u"Software\\Microsoft\\Office\\14.0\\Outlook",
                           key(u"Profiles", {}, {key(u"P")})))
                    .profiles.empty());
    EXPECT_TRUE(read(below(office_16_path, key(u"Profiles"))).profiles.empty());
    EXPECT_TRUE(read(below(u"Software\\Microsoft",
                           key(u"Windows Messaging Subsystem", {}, {key(u"Simple MAPI-CMC")})))
                    .profiles.empty());
}

TEST(ProfileReader, reads_a_profile_without_an_accounts_key) {
    const Profile profile =
        read_profile(below(office_16_path, key(u"Profiles", {}, {key(u"Empty")})));
    EXPECT_EQ(profile.name, u"Empty");
    EXPECT_TRUE(profile.accounts.empty());
    EXPECT_EQ(profile.next_account_id, std::nullopt);
}

TEST(ProfileReader, takes_only_the_profile_that_is_asked_for) {
    const Content hive =
        below(office_16_path, key(u"Profiles", {}, {key(u"One"), key(u"Two"), key(u"Twofold")}));
    const Contents contents = read(hive, {.profile = u"TWO"});
    ASSERT_EQ(contents.profiles.size(), 1U);
    EXPECT_EQ(contents.profiles[0].name, u"Two");
}

TEST(ProfileReader, reads_the_counters_of_the_accounts_key) {
    const Profile profile = read_profile(profile_hive(
        {binary(u"LastChangeVer", {std::byte{0x2D}, std::byte{4}, std::byte{0}, std::byte{0},
                                   std::byte{1}, std::byte{0}, std::byte{0}, std::byte{0}}),
         number(u"nextaccountid", 14), number(u"Version", 2)},
        {}));
    EXPECT_EQ(profile.last_change_ver, 0x10000042DU);
    EXPECT_EQ(profile.next_account_id, 14U);
    EXPECT_EQ(profile.version, 2U);
}

TEST(ProfileReader, tolerates_counters_of_another_type) {
    const Profile profile = read_profile(
        profile_hive({number(u"LastChangeVer", 7), binary(u"NextAccountID", {std::byte{1}}),
                      text(u"Version", u"2")},
                     {}));
    EXPECT_EQ(profile.last_change_ver, 7U);
    EXPECT_EQ(profile.next_account_id, std::nullopt);
    EXPECT_EQ(profile.version, std::nullopt);
}

TEST(ProfileReader, takes_every_key_of_eight_hex_digits_for_an_account_and_no_other) {
    const Profile profile = read_profile(
        profile_hive({}, {key(u"0000000a"), key(u"FFFFFFFF"), key(u"00000002"), key(u"00000000"),
                          key(u"2"), key(u"000000002"), key(u"0000000G"),
                          key(u"{ED475418-B0D6-11D2-8C3B-00104B2A6676}"), key(u"0000000\xFF11")}));
    std::vector<std::uint32_t> ids;
    for (const Account& account : profile.accounts) {
        ids.push_back(account.id);
    }
    EXPECT_EQ(ids, (std::vector<std::uint32_t>{2, 0x0A, 0xFFFFFFFF}));
}

TEST(ProfileReader, keeps_every_value_of_an_account_in_its_order) {
    const std::vector<RegistryValue> values = {text(u"zzz", u"1"),
                                               binary(u"aaa", {}),
                                               {u"", registry_type::none, {}},
                                               {u"odd", 77, uid(1)}};
    const Profile profile = read_profile(profile_hive({}, {key(u"00000001", values)}));
    ASSERT_EQ(profile.accounts.size(), 1U);
    EXPECT_EQ(profile.accounts[0].values, values);
}

TEST(ProfileReader, tells_types_by_class_id_whatever_its_form) {
    const std::pair<RegistryValue, std::string_view> cases[] = {
        {text(u"clsid", u"{ED475411-B0D6-11D2-8C3B-00104B2A6676}"), "pop3"},
        {text(u"CLSID", u"{ed475412-b0d6-11d2-8c3b-00104b2a6676}"), "imap"},
        {old_text(u"clsid", u"{ED475414-B0D6-11D2-8C3B-00104B2A6676}"), "mapi"},
        {text(u"clsid", u"{4DB5CBF0-3B77-4852-BC8E-BB81908861F3}"), "hotmail"},
        {text(u"clsid", u"{4DB5CBF2-3B77-4852-BC8E-BB81908861F3}"), "ldap"},
        {text(u"clsid", u"{ED475415-B0D6-11D2-8C3B-00104B2A6676}"), "eas"},
        {text(u"clsid", u"{00000000-1111-2222-3333-444444444444}"),
         "{00000000-1111-2222-3333-444444444444}"},
        {text(u"clsid", u"pop3"), "unknown"},
        {number(u"clsid", 1), "unknown"},
        {text(u"other", u""), "unknown"},
    };
    for (const auto& [clsid, expected] : cases) {
        const Profile profile = read_profile(profile_hive({}, {key(u"00000001", {clsid})}));
        EXPECT_EQ(type_name(profile.accounts.at(0)), expected);
    }
}

TEST(ProfileReader, lists_sections_only_when_asked) {
    const Content hive = profile_hive({}, {}, {key(u"b"), key(section_key(1))});
    EXPECT_TRUE(read_profile(hive).section_names.empty());
    EXPECT_EQ(
        read_profile(hive, {.sections = true}).section_names,
        (std::vector<std::u16string>{section_key(1), u"9375CFF0413111d3B88A00104B2A6676", u"b"}));
}

TEST(ProfileReader, keeps_profile_names_of_any_text) {
    const std::u16string name = u"a/b \xD800 \x0434";
    const Profile profile = read_profile(below(office_16_path, key(u"Profiles", {}, {key(name)})));
    EXPECT_EQ(profile.name, name);
}

}  // namespace
}  // namespace olkacct::test

// Message services, and what the service of an Exchange account says about it.
#include "profile/services.h"

#include <gtest/gtest.h>

#include "olkacct/property.h"
#include "profile/profile_content.h"

namespace olkacct::test {
namespace {

constexpr const char16_t* service_table = u"9207f3e0a3b11019908b08002b2a56c2";

RegistryValue long_value(std::u16string name, std::uint8_t value) {
    return binary(std::move(name), {std::byte{value}, {}, {}, {}});
}

Content exchange(std::vector<RegistryValue> values = {}) {
    values.push_back(text(u"Service Name", u"MSEMS"));
    values.push_back(binary(u"Service UID", uid(1)));
    return account(u"00000005", mapi_class, std::move(values));
}

std::optional<PropertyValue> property_of(const Profile& profile, std::uint32_t tag) {
    auto property = get_property(profile, profile.accounts.at(0), tag);
    return property ? std::optional(std::move(property->value)) : std::nullopt;
}

TEST(Services, are_read_with_their_providers_in_the_order_of_the_table) {
    const Content hive = profile_hive(
        {}, {},
        {key(service_table, {binary(u"01023d0e", joined_uids({2, 1}))}),
         key(section_key(1), {old_text(u"001f3d09", u"MSUPST MS"), old_text(u"001f3001", u"Files"),
                              old_text(u"001f3d0a", u"mspst.dll"), long_value(u"00033009", 0x20),
                              binary(u"01023d00", joined_uids({3}))}),
         key(section_key(2), {text(u"001e3d09", u"CONTAB"), binary(u"01023d01", joined_uids({4}))}),
         key(section_key(3), {long_value(u"00033e03", 33), long_value(u"00033009", 2),
                              old_text(u"001f3006", u"Data file"), old_text(u"001f3001", u"Ann"),
                              old_text(u"001f300a", u"mspst.dll")}),
         key(section_key(4), {old_text(u"001f3001", u"Contacts")})});
    const Profile profile = read_profile(hive, {.services = true});
    ASSERT_EQ(profile.services.size(), 2U);
    const Service& address_book = profile.services[0];
    EXPECT_EQ(address_book.name, u"CONTAB");
    ASSERT_EQ(address_book.providers.size(), 1U);
    EXPECT_EQ(address_book.providers[0].display_name, u"Contacts");
    EXPECT_EQ(address_book.providers[0].resource_type, 35U);
    const Service& files = profile.services[1];
    EXPECT_EQ(files.section, "01010101010101010101010101010101");
    EXPECT_EQ(files.display_name, u"Files");
    EXPECT_EQ(files.dll_name, u"mspst.dll");
    EXPECT_EQ(files.resource_flags, 0x20U);
    EXPECT_EQ(files.providers,
              (std::vector<ServiceProvider>{{.section = "03030303030303030303030303030303",
                                             .display_name = u"Data file",
                                             .dll_name = u"mspst.dll",
                                             .resource_type = 33,
                                             .resource_flags = 2}}));
    EXPECT_TRUE(read_profile(hive).services.empty()) << "only when asked";
}

TEST(Services, that_are_named_without_a_section_are_left_out) {
    const Content hive = profile_hive(
        {}, {},
        {key(service_table, {binary(u"01023d0e", joined_uids({9, 1}))}), key(section_key(1))});
    const Profile profile = read_profile(hive, {.services = true});
    ASSERT_EQ(profile.services.size(), 1U);
    EXPECT_EQ(profile.services[0].name, u"");
}

TEST(Services, that_are_named_many_times_are_read_once) {
    std::vector<std::byte> packed;
    for (int i = 0; i < 200; ++i) {
        const auto one = uid(static_cast<std::uint8_t>(1 + i % 2));
        packed.insert(packed.end(), one.begin(), one.end());
    }
    packed.push_back(std::byte{7});
    const Contents contents = read(profile_hive({}, {},
                                                {key(service_table, {binary(u"01023d0e", packed)}),
                                                 key(section_key(1)), key(section_key(2))}),
                                   {.services = true});
    EXPECT_EQ(contents.profiles.at(0).services.size(), 2U);
    EXPECT_EQ(contents.profiles.at(0).services.at(0).section, "01010101010101010101010101010101");
    EXPECT_TRUE(contents.warnings.empty());
}

TEST(Services, of_a_list_that_is_too_long_are_cut_with_a_warning) {
    const std::vector<std::byte> packed(16 * (profile::max_section_links + 1), std::byte{1});
    const Contents contents =
        read(profile_hive({}, {}, {key(service_table, {binary(u"01023d0e", packed)})}),
             {.services = true});
    EXPECT_EQ(contents.warnings.size(), 1U);
}

TEST(Services, are_absent_without_a_table) {
    EXPECT_TRUE(read_profile(profile_hive({}, {}), {.services = true}).services.empty());
    EXPECT_TRUE(read_profile(profile_hive({}, {}, {key(service_table)}), {.services = true})
                    .services.empty());
}

TEST(Exchange, takes_the_settings_section_from_the_service_section) {
    const Profile profile = read_profile(
        profile_hive({}, {exchange()}, {key(section_key(1), {binary(u"01023d15", uid(7))})}));
    EXPECT_EQ(property_of(profile, 0x20090102), PropertyValue(uid(7)));
    EXPECT_EQ(get_property(profile, profile.accounts.at(0), 0x20090102)->source,
              PropertySource::service_section);
    EXPECT_EQ(property_of(profile, 0x00140003), PropertyValue(std::uint32_t{1}));
}

TEST(Exchange, has_no_settings_section_without_a_service_section) {
    const Profile profile = read_profile(profile_hive({}, {exchange()}));
    EXPECT_EQ(property_of(profile, 0x20090102), std::nullopt);
}

TEST(Exchange, is_told_by_type_and_service_together) {
    const Profile other = read_profile(
        profile_hive({},
                     {account(u"00000001", pop3_class,
                              {text(u"Service Name", u"MSEMS"), binary(u"Service UID", uid(1))})},
                     {key(section_key(1), {binary(u"01023d15", uid(7))})}));
    EXPECT_FALSE(other.accounts.at(0).is_exchange);
    EXPECT_EQ(property_of(other, 0x20090102), std::nullopt);
}

TEST(Exchange, stamps_with_home_server_and_distinguished_name) {
    const Profile profile =
        read_profile(profile_hive({}, {exchange({text(u"Account Name", u"Work")})},
                                  {key(section_key(1), {binary(u"01023d15", uid(7))}),
                                   key(section_key(7), {text(u"001e6602", u"mx.abc.example"),
                                                        text(u"001e6603", u"/o=ABC/cn=ann")})}));
    EXPECT_EQ(property_of(profile, 0x000D001F),
              PropertyValue(std::u16string(u"00000005\x0001"
                                           u"mx.abc.example/o=ABC/cn=ann")));
}

TEST(Exchange, finds_the_distinguished_name_at_the_end_of_the_identity) {
    std::vector<std::byte> identity(28, std::byte{0xDC});
    for (const char character : std::string_view("/o=ABC/cn=ann\0rest", 18)) {
        identity.push_back(static_cast<std::byte>(character));
    }
    const Profile profile =
        read_profile(profile_hive({}, {exchange({binary(u"Identity Eid", identity)})}));
    EXPECT_EQ(property_of(profile, 0x000D001F), PropertyValue(std::u16string(u"00000005\x0001"
                                                                             u"/o=ABC/cn=ann")));
}

TEST(Exchange, stamps_with_the_address_when_nothing_else_is_known) {
    const Profile profile = read_profile(profile_hive(
        {}, {exchange({binary(u"Identity Eid", uid(3)), text(u"Email", u"ann@abc.example")})}));
    EXPECT_EQ(property_of(profile, 0x000D001F), PropertyValue(std::u16string(u"00000005\x0001"
                                                                             u"ann@abc.example")));
}

}  // namespace
}  // namespace olkacct::test

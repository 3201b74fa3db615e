// Registered domains: where they lie, what is read of them, which one an address leads to.
#include "mail/autoconfig_domains.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/hive_builder.h"
#include "support/memory_hive.h"

namespace olkacct::mail {
namespace {

using test::HiveBuilder;

constexpr std::u16string_view in_software_hive = u"Microsoft\\Office\\Outlook\\AutoConfigDomains\\";

std::vector<AutoConfigDomain> read(const HiveBuilder& hive) {
    const auto store = test::open_in_memory(hive.file());
    const auto transaction = store->begin_read();
    const auto domains = read_autoconfig_domains(**transaction);
    EXPECT_TRUE(domains) << domains.error().what;
    return domains.value_or(std::vector<AutoConfigDomain>());
}

void add(HiveBuilder& hive, const std::u16string& path) {
    const auto key = hive.add_path(HiveBuilder::root, path);
    hive.set_text(key, u"Friendly Name", u"Example mail");
    hive.set_text(key, u"Service Name", u"EXAMPLE");
    hive.set_text(key, u"Install Location", u"https://example.com/setup");
    hive.set_dword(key, u"Minimum Version", 0x00010002);
}

const AutoConfigDomain whole = {u"*.example.com", u"Example mail", u"EXAMPLE",
                                u"https://example.com/setup", 0x00010002};

TEST(AutoConfigDomains, are_read_from_a_software_hive_and_from_a_whole_machine) {
    for (const std::u16string_view above : {u"", u"Software\\"}) {
        HiveBuilder hive;
        add(hive, std::u16string(above).append(in_software_hive).append(u"*.example.com"));
        EXPECT_THAT(read(hive), testing::ElementsAre(whole));
    }
}

TEST(AutoConfigDomains, are_none_where_nothing_is_registered) {
    EXPECT_THAT(read(HiveBuilder()), testing::IsEmpty());
}

TEST(AutoConfigDomains, of_which_parts_are_missing_or_of_another_type_keep_the_rest) {
    HiveBuilder hive;
    const auto key =
        hive.add_path(HiveBuilder::root, std::u16string(in_software_hive) + u"example.com");
    hive.set_text(key, u"Service Name", u"EXAMPLE");
    hive.set_text(key, u"Minimum Version", u"1.2");
    hive.set_dword(key, u"Friendly Name", 7);
    EXPECT_THAT(read(hive), testing::ElementsAre(AutoConfigDomain{u"example.com", u"", u"EXAMPLE",
                                                                  u"", std::nullopt}));
}

AutoConfigDomain registered(std::u16string domain, std::u16string service = u"EXAMPLE") {
    AutoConfigDomain made;
    made.domain = std::move(domain);
    made.service_name = std::move(service);
    return made;
}

std::u16string key_for(const std::vector<AutoConfigDomain>& domains, std::u16string_view address) {
    const AutoConfigDomain* found = find_autoconfig_domain(domains, address);
    return found == nullptr ? u"none" : found->domain;
}

TEST(AutoConfigDomains, match_as_the_vectors_B_3_say) {
    const std::vector domains = {registered(u"*"), registered(u"a*.com"),
                                 registered(u"*.example.com"), registered(u"example.com")};
    EXPECT_EQ(key_for(domains, u"u@example.com"), u"example.com");
    EXPECT_EQ(key_for(domains, u"u@Mail.EXAMPLE.com"), u"*.example.com");
    EXPECT_EQ(key_for(domains, u"u@other.org"), u"*");
    EXPECT_EQ(key_for(domains, u"u@abc.com"), u"*");
    for (const char16_t* none : {u"u@@x.com", u"@x.com", u"u@", u"", u"x.com", u"u@x@y.com"}) {
        EXPECT_EQ(key_for(domains, none), u"none");
    }
}

TEST(AutoConfigDomains, a_star_stands_for_any_text_also_none) {
    const std::vector domains = {registered(u"*example.com")};
    for (const char16_t* address : {u"u@example.com", u"u@mail.example.com", u"u@badexample.com"}) {
        EXPECT_EQ(key_for(domains, address), u"*example.com");
    }
    EXPECT_EQ(key_for({registered(u"*.example.com")}, u"u@example.com"), u"none");
}

TEST(AutoConfigDomains, the_longest_suffix_wins_wherever_it_stands) {
    const auto shorter = registered(u"*.com");
    const auto longer = registered(u"*.mail.example.com");
    EXPECT_EQ(key_for({shorter, longer}, u"u@a.mail.example.com"), longer.domain);
    EXPECT_EQ(key_for({longer, shorter}, u"u@a.mail.example.com"), longer.domain);
}

TEST(AutoConfigDomains, with_a_star_elsewhere_or_without_a_service_match_nothing) {
    EXPECT_EQ(key_for({registered(u"example.*")}, u"u@example.com"), u"none");
    EXPECT_EQ(key_for({registered(u"**.com")}, u"u@example.com"), u"none");
    EXPECT_EQ(key_for({registered(u"example.com", u""), registered(u"*")}, u"u@example.com"), u"*");
}

}  // namespace
}  // namespace olkacct::mail

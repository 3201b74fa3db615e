// Domains are found where labels begin, in hosts, URLs and addresses, and nowhere else.
#include "profile/replace/domain.h"

#include <gtest/gtest.h>

namespace olkacct::profile {
namespace {

using Replaced = std::optional<std::u16string>;

Replaced renamed(std::u16string_view host) {
    return replace_domain(host, u"old.example", u"new.test");
}

TEST(Domain, is_replaced_whole_and_at_the_end_of_a_host) {
    EXPECT_EQ(renamed(u"old.example"), u"new.test");
    EXPECT_EQ(renamed(u"mail.old.example"), u"mail.new.test");
    EXPECT_EQ(renamed(u"a.b.old.example"), u"a.b.new.test");
}

TEST(Domain, keeps_the_spelling_of_what_stays_and_ignores_that_of_what_goes) {
    EXPECT_EQ(renamed(u"Mail.OLD.Example"), u"Mail.new.test");
    EXPECT_EQ(renamed(u"Old.Example."), u"new.test.");
    EXPECT_EQ(replace_domain(u"mx.MÜLLER.example", u"müller.example", u"x"), u"mx.x");
}

TEST(Domain, is_never_replaced_inside_a_longer_label_or_before_more_labels) {
    EXPECT_EQ(renamed(u"notold.example"), std::nullopt);
    EXPECT_EQ(renamed(u"my-old.example"), std::nullopt);
    EXPECT_EQ(renamed(u"old.example.org"), std::nullopt);
    EXPECT_EQ(renamed(u"old.examples"), std::nullopt);
    EXPECT_EQ(renamed(u"example"), std::nullopt);
    EXPECT_EQ(renamed(u""), std::nullopt);
}

TEST(Domain, has_labels_with_single_points_between) {
    for (const auto* text :
         {u"a", u"old.example", u"xn--bcher-kva.example", u"bücher.example", u"_dmarc.a-b.c1"}) {
        EXPECT_TRUE(is_domain(text));
    }
    for (const auto* text :
         {u"", u".", u".a", u"a.", u"a..b", u"a b", u"a@b", u"a/b", u"a:1", u"a\\b", u"a\tb"}) {
        EXPECT_FALSE(is_domain(text));
    }
}

TEST(Address, is_one_address_and_nothing_around_it) {
    for (const auto* text :
         {u"ann@abc.example", u"a.b+c@d", u"o'neil@x.example", u"жанна@x", u"ann@abc.example."}) {
        EXPECT_TRUE(is_address(text));
    }
    for (const auto* text :
         {u"", u"ann", u"@abc.example", u"ann@", u"ann@a@b", u"Ann <ann@abc.example>",
          u"ann@abc.example (1)", u"ann@abc.example 😀", u"mailto:ann@abc", u"D\\ann@abc"}) {
        EXPECT_FALSE(is_address(text));
    }
}

TEST(Host, is_found_in_urls_and_before_ports) {
    EXPECT_EQ(host_of(u"mail.old.example"), u"mail.old.example");
    EXPECT_EQ(host_of(u"mail.old.example:8110"), u"mail.old.example");
    EXPECT_EQ(host_of(u"https://eas.old.example/Microsoft-Server-ActiveSync?a=b"),
              u"eas.old.example");
    EXPECT_EQ(host_of(u"http://user:pass@www.old.example:80"), u"www.old.example");
    EXPECT_EQ(host_of(u"https://[2001:db8::1]:443/x"), u"[2001:db8::1]");
    EXPECT_EQ(host_of(u""), u"");
}

TEST(Host, is_the_same_in_any_spelling) {
    EXPECT_TRUE(is_same_host(u"Mail.Example", u"mail.example."));
    EXPECT_FALSE(is_same_host(u"mail.example", u"mail2.example"));
}

}  // namespace
}  // namespace olkacct::profile

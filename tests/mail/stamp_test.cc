// Account stamps: fields, and the account that a stamp leads to.
#include "mail/stamp.h"

#include <gtest/gtest.h>

namespace olkacct::mail {
namespace {

RegistryValue text_value(std::u16string name, std::u16string_view text) {
    RegistryValue value{.name = std::move(name), .type = registry_type::sz, .data = {}};
    for (const char16_t unit : text) {
        value.data.push_back(static_cast<std::byte>(unit & 0xFFU));
        value.data.push_back(static_cast<std::byte>(unit >> 8U));
    }
    return value;
}

Account mail_account(std::uint32_t id, std::u16string_view name, std::u16string_view email) {
    Account account;
    account.id = id;
    account.type = AccountType::imap;
    account.values = {text_value(u"Account Name", name), text_value(u"Email", email)};
    return account;
}

class Stamp : public testing::Test {
  protected:
    Stamp() {
        profile_.accounts = {mail_account(3, u"Work mail", u"ann@abc.example"),
                             mail_account(0x21, u"Home", u"")};
    }

    StampAddress address_of(std::u16string_view text) const {
        return compare_address(*parse_stamp(text), profile_, profile_.accounts[0]);
    }

    Profile profile_;
};

TEST_F(Stamp, has_the_fields_of_the_sheet) {
    EXPECT_EQ(parse_stamp(u"00000003\x01"
                          u"ann@abc.example"),
              (AccountStamp{3, u"ann@abc.example", {}}));
    EXPECT_EQ(parse_stamp(u"0000000a\x01"
                          u"ann@abc.example\x01Work mail"),
              (AccountStamp{10, u"ann@abc.example", u"Work mail"}));
    EXPECT_EQ(parse_stamp(u"FFFFFFFF\x01"), (AccountStamp{0xFFFFFFFF, u"", {}}));
    EXPECT_EQ(parse_stamp(u"00000021"), (AccountStamp{0x21, u"", {}}));
    EXPECT_EQ(parse_stamp(u"00000001\x01\x01"), (AccountStamp{1, u"", u""}));
}

TEST_F(Stamp, gives_a_name_all_that_follows_the_second_separator) {
    EXPECT_EQ(parse_stamp(u"00000001\x01"
                          u"a\x01"
                          u"b\x01"
                          u"c")
                  ->name,
              u"b\x01"
              u"c");
}

TEST_F(Stamp, without_eight_digits_is_none) {
    for (const char16_t* bad :
         {u"", u"\x01", u"0000003\x01", u"000000003\x01", u"0000000g\x01", u"ann@abc.example",
          u"0x000003\x01", u" 0000003\x01", u"0000000@\x01"}) {
        EXPECT_EQ(parse_stamp(bad), std::nullopt);
    }
}

TEST_F(Stamp, is_written_as_it_was_read) {
    for (const std::u16string_view text :
         {u"00000003\x01", u"000000ff\x01\x01", u"deadbeef\x01/o=Org/cn=ann\x01Work"}) {
        EXPECT_EQ(stamp_text(*parse_stamp(text)), text);
    }
}

TEST_F(Stamp, of_an_account_is_what_its_properties_say) {
    EXPECT_EQ(stamp_text(stamp_of(profile_, profile_.accounts[0])),
              u"00000003\x01"
              u"ann@abc.example");
    EXPECT_EQ(stamp_text(send_stamp_of(profile_, profile_.accounts[0])),
              u"00000003\x01"
              u"ann@abc.example\x01Work mail");
    EXPECT_EQ(stamp_text(send_stamp_of(profile_, profile_.accounts[1])), u"00000021\x01\x01Home");
}

TEST_F(Stamp, leads_to_the_account_with_its_id_whatever_else_it_says) {
    EXPECT_EQ(resolve_stamp(profile_, *parse_stamp(u"00000003\x01old@abc.example\x01Old name")),
              &profile_.accounts[0]);
    EXPECT_EQ(resolve_stamp(profile_, *parse_stamp(u"00000021\x01")), &profile_.accounts[1]);
    EXPECT_EQ(resolve_stamp(profile_, *parse_stamp(u"00000004\x01"
                                                   u"ann@abc.example")),
              nullptr);
}

TEST_F(Stamp, tells_a_cut_address_from_another_one) {
    EXPECT_EQ(address_of(u"00000003\x01"
                         u"Ann@ABC.example"),
              StampAddress::same);
    EXPECT_EQ(address_of(u"00000003\x01"
                         u"ann@abc."),
              StampAddress::cut);
    EXPECT_EQ(address_of(u"00000003\x01"
                         u"ann@abc"),
              StampAddress::other);
    EXPECT_EQ(address_of(u"00000003\x01"), StampAddress::other);
}

}  // namespace
}  // namespace olkacct::mail

// What paths of changed keys say about accounts.
#include "profile/account_touches.h"

#include <gtest/gtest.h>

#include <string>

namespace olkacct::profile {
namespace {

using registry::KeyChange;
using Kind = KeyChange::Kind;
using Touch = AccountTouches::Touch;

constexpr std::u16string_view profile_path = u"Software\\Outlook\\Profiles\\Ann";

std::u16string below(std::u16string_view path) {
    return std::u16string(profile_path) + u'\\' + std::u16string(path);
}

std::u16string account(std::u16string_view id) {
    return below(u"9375cff0413111D3B88A00104B2A6676\\" + std::u16string(id));
}

std::u16string accounts_key() { return below(u"9375CFF0413111d3B88A00104B2A6676"); }

AccountTouches touches(std::vector<KeyChange> changes) { return touches_of(profile_path, changes); }

TEST(AccountTouches, of_account_keys_are_what_was_done_to_them) {
    const auto found = touches({{1, Kind::created, account(u"0000000A"), {}},
                                {1, Kind::values, account(u"00000002"), {u"Email", u"POP3 Port"}},
                                {1, Kind::deleted, account(u"00000003"), {}}});
    EXPECT_EQ(found.accounts, (std::map<std::uint32_t, Touch>{
                                  {10, Touch::created}, {2, Touch::changed}, {3, Touch::deleted}}));
    EXPECT_FALSE(found.order);
    EXPECT_FALSE(found.elsewhere);
}

TEST(AccountTouches, of_one_commit_are_told_by_their_outcome) {
    const auto found = touches({{1, Kind::created, account(u"00000001"), {}},
                                {1, Kind::deleted, account(u"00000001"), {}},
                                {1, Kind::deleted, account(u"00000002"), {}},
                                {1, Kind::created, account(u"00000002"), {}},
                                {1, Kind::values, account(u"00000003"), {u"a"}},
                                {1, Kind::deleted, account(u"00000003"), {}}});
    EXPECT_EQ(found.accounts,
              (std::map<std::uint32_t, Touch>{{2, Touch::changed}, {3, Touch::deleted}}));
}

TEST(AccountTouches, of_the_accounts_key_are_orders_and_nothing_else) {
    EXPECT_TRUE(
        touches({{1, Kind::values, accounts_key(), {u"LastChangeVer", u"NextAccountID"}}}).empty());
    EXPECT_TRUE(touches({{1,
                          Kind::values,
                          accounts_key(),
                          {u"LastChangeVer", u"{ED475420-B0D6-11D2-8C3B-00104B2A6676}"}}})
                    .order);
    EXPECT_TRUE(touches({{1, Kind::created, accounts_key(), {}}}).elsewhere);
}

TEST(AccountTouches, of_sections_and_keys_above_are_elsewhere) {
    EXPECT_TRUE(touches({{1, Kind::values, below(u"0a0d"), {u"001f3001"}}}).elsewhere);
    EXPECT_TRUE(touches({{1, Kind::deleted, u"software\\OUTLOOK", {}}}).elsewhere);
    EXPECT_TRUE(touches({{1, Kind::many, u"", {}}}).elsewhere);
    EXPECT_TRUE(touches({{1, Kind::values, u"Software\\Outlook", {u"DefaultProfile"}}}).empty());
    EXPECT_TRUE(touches({{1, Kind::deleted, u"Software\\Outlook\\Profiles\\Anna", {}}}).empty());
}

TEST(AccountTouches, leave_out_keys_that_are_no_accounts_and_what_lies_below_one) {
    EXPECT_TRUE(touches({{1, Kind::created, account(u"00000000"), {}},
                         {1, Kind::created, account(u"notes"), {}},
                         {1, Kind::created, account(u"00000002\\Sub"), {}}})
                    .empty());
}

TEST(AccountTouches, of_a_plan_are_those_of_its_steps) {
    const std::vector<Change> changes = {
        {ChangeKind::create_key, account(u"0000000B"), {}, {}},
        {ChangeKind::set_value, account(u"0000000B"), {}, RegistryValue{u"clsid", 1, {}}},
        {ChangeKind::delete_value, account(u"00000002"), RegistryValue{u"Email", 1, {}}, {}},
        {ChangeKind::set_value,
         accounts_key(),
         {},
         RegistryValue{u"{ED475418-B0D6-11D2-8C3B-00104B2A6676}", 3, {}}}};
    const auto found = touches_of(profile_path, changes);
    EXPECT_EQ(found.accounts,
              (std::map<std::uint32_t, Touch>{{11, Touch::created}, {2, Touch::changed}}));
    EXPECT_TRUE(found.order);
}

}  // namespace
}  // namespace olkacct::profile

// The events between two states of a profile, with and without a log.
#include "accounts/account_events.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace olkacct::accounts {
namespace {

using Kind = AccountEventKind;
using registry::KeyChange;

constexpr std::u16string_view ann_path = u"Profiles\\Ann";

Account account(std::uint32_t id, std::u16string name = u"name") {
    Account made;
    made.id = id;
    made.values = {{u"Account Name", registry_type::sz, {}}, {std::move(name), 1, {}}};
    made.categories.insert(Category::mail);
    return made;
}

// With all accounts in the mail order, in this sequence.
std::shared_ptr<const Profile> profile(std::vector<Account> accounts) {
    Profile made;
    made.name = u"Ann";
    made.path = ann_path;
    for (const Account& one : accounts) made.stored_order[0].push_back({one.id, false});
    std::ranges::sort(accounts, {}, &Account::id);
    made.accounts = std::move(accounts);
    return std::make_shared<const Profile>(std::move(made));
}

KeyChange key(std::uint64_t sequence, KeyChange::Kind kind, std::u16string_view id) {
    return {sequence,
            kind,
            std::u16string(ann_path) + u"\\9375CFF0413111d3B88A00104B2A6676\\" + std::u16string(id),
            {}};
}

KeyChange order(std::uint64_t sequence) {
    return {sequence,
            KeyChange::Kind::values,
            std::u16string(ann_path) + u"\\9375CFF0413111d3B88A00104B2A6676",
            {u"{ED475418-B0D6-11D2-8C3B-00104B2A6676}"}};
}

TEST(AccountEvents, of_equal_profiles_are_none) {
    const auto one = profile({account(1), account(2)});
    EXPECT_TRUE(difference(*one, *one).empty());
    Profile counted = *one;
    counted.last_change_ver = 7;
    EXPECT_TRUE(difference(*one, counted).empty());
}

TEST(AccountEvents, are_deletions_creations_and_changes_by_id) {
    const auto before = profile({account(1), account(2), account(3), account(6)});
    const auto after = profile({account(9), account(4), account(2, u"new"), account(6)});
    EXPECT_EQ(difference(*before, *after), (AccountEvents{{Kind::deleted, 1},
                                                          {Kind::deleted, 3},
                                                          {Kind::created, 4},
                                                          {Kind::created, 9},
                                                          {Kind::changed, 2}}));
}

TEST(AccountEvents, tell_an_order_only_of_accounts_that_stay) {
    const auto before = profile({account(1), account(2), account(3)});
    EXPECT_EQ(difference(*before, *profile({account(2), account(1), account(3)})),
              (AccountEvents{{Kind::order_changed, 0}}));
    EXPECT_EQ(difference(*before, *profile({account(4), account(1), account(3)})),
              (AccountEvents{{Kind::deleted, 2}, {Kind::created, 4}}));
}

TEST(EventSteps, without_a_log_are_one) {
    const auto before = profile({account(1)});
    const auto after = profile({account(1, u"new")});
    const auto steps = steps_between(before, after, {});
    ASSERT_EQ(steps.size(), 1U);
    EXPECT_EQ(steps[0].events, (AccountEvents{{Kind::changed, 1}}));
    EXPECT_EQ(steps[0].after, after);
}

TEST(EventSteps, of_a_log_are_one_a_commit_each_with_the_state_it_tells_of) {
    const auto before = profile({account(1), account(2), account(3)});
    const auto after = profile({account(3, u"new"), account(4), account(2)});
    const std::vector<KeyChange> log = {key(5, KeyChange::Kind::created, u"00000004"),
                                        order(5),
                                        key(6, KeyChange::Kind::deleted, u"00000001"),
                                        order(6),
                                        {7, KeyChange::Kind::values, u"Elsewhere", {}},
                                        key(8, KeyChange::Kind::values, u"00000003"),
                                        order(9)};
    const auto steps = steps_between(before, after, log);
    ASSERT_EQ(steps.size(), 4U);
    EXPECT_EQ(steps[0].sequence, 5U);
    EXPECT_EQ(steps[0].events, (AccountEvents{{Kind::created, 4}}));
    EXPECT_NE(steps[0].after->find_account(1), nullptr) << "not gone yet";
    EXPECT_NE(steps[0].after->find_account(4), nullptr);
    const auto mail = steps[0].after->order(Category::mail);
    EXPECT_EQ(std::ranges::count(mail, 1U), 1) << "and still listed";
    EXPECT_EQ(steps[1].events, (AccountEvents{{Kind::deleted, 1}}));
    EXPECT_EQ(steps[1].after->find_account(1), nullptr);
    EXPECT_EQ(steps[1].after->find_account(3)->values, before->find_account(3)->values);
    EXPECT_EQ(steps[2].events, (AccountEvents{{Kind::changed, 3}}));
    EXPECT_EQ(steps[2].after->find_account(3)->values, after->find_account(3)->values);
    EXPECT_EQ(steps[3].sequence, 9U);
    EXPECT_EQ(steps[3].events, (AccountEvents{{Kind::order_changed, 0}}));
    EXPECT_EQ(steps[3].after, after);
}

TEST(EventSteps, tell_what_came_and_went_between_two_looks) {
    const auto state = profile({account(1)});
    const std::vector<KeyChange> log = {key(5, KeyChange::Kind::created, u"00000004"),
                                        key(6, KeyChange::Kind::deleted, u"00000004")};
    const auto steps = steps_between(state, state, log);
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].events, (AccountEvents{{Kind::created, 4}}));
    EXPECT_EQ(steps[1].events, (AccountEvents{{Kind::deleted, 4}}));
}

TEST(EventSteps, find_what_the_log_does_not_name_by_the_difference) {
    const auto before = profile({account(1), account(2)});
    const auto after = profile({account(2, u"new"), account(3)});
    const std::vector<KeyChange> log = {key(5, KeyChange::Kind::values, u"00000002"),
                                        {6, KeyChange::Kind::many, u"", {}}};
    const auto steps = steps_between(before, after, log);
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].events, (AccountEvents{{Kind::changed, 2}}));
    EXPECT_EQ(steps[1].sequence, 6U);
    EXPECT_EQ(steps[1].events, (AccountEvents{{Kind::deleted, 1}, {Kind::created, 3}}));
}

}  // namespace
}  // namespace olkacct::accounts

// Changing the order of accounts, and which is the default one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "profile/edit/edit_sample.h"

namespace olkacct::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// Three mail accounts, of which 3 is in no list, and the list given.
Editor editor_with(std::initializer_list<std::uint32_t> list) {
    return memory_editor(
        profile_hive({order(mail_list, list), number(u"NextAccountID", 9)},
                     {account(u"00000001", pop3_class), account(u"00000002", pop3_class),
                      account(u"00000003", pop3_class)}));
}

std::vector<std::uint32_t> stored_list(const Editor& editor) {
    const Profile profile = profile_of(editor);
    std::vector<std::uint32_t> ids;
    for (const OrderEntry& entry : profile.stored_order[0]) {
        ids.push_back(entry.id);
    }
    return ids;
}

TEST(SetOrder, writes_the_list_and_raises_last_change_ver) {
    const Editor editor = editor_with({1, 2, 3});
    const Plan plan = run(editor, edits::set_order({}, Category::mail, {3, 1, 2}));
    EXPECT_THAT(touched(plan),
                ElementsAre("{ED475418-B0D6-11D2-8C3B-00104B2A6676}", "LastChangeVer"));
    EXPECT_THAT(stored_list(editor), ElementsAre(3U, 1U, 2U));
}

TEST(SetOrder, leaves_a_dead_id_at_its_place) {
    const Editor editor = editor_with({1, 7, 2, 3, 8});
    run(editor, edits::set_order({}, Category::mail, {3, 2, 1}));
    EXPECT_THAT(stored_list(editor), ElementsAre(3U, 7U, 2U, 1U, 8U));
}

TEST(SetOrder, appends_accounts_that_no_list_named) {
    const Editor editor = editor_with({7, 2, 1});
    run(editor, edits::set_order({}, Category::mail, {3, 1, 2}));
    EXPECT_THAT(stored_list(editor), ElementsAre(7U, 3U, 1U, 2U));
}

TEST(SetOrder, keeps_accounts_that_no_list_named_in_their_other_categories) {
    const Editor editor = memory_editor(
        profile_hive({order(mail_list, {1}), number(u"NextAccountID", 9)},
                     {account(u"00000001", pop3_class), account(u"00000002", imap_class),
                      account(u"00000003", pop3_class), account(u"00000004", imap_class)}));
    ASSERT_THAT(profile_of(editor).order(Category::mail), ElementsAre(1U, 2U, 3U, 4U));
    ASSERT_THAT(profile_of(editor).order(Category::store), ElementsAre(2U, 4U));
    run(editor, edits::set_order({}, Category::store, {4, 2}));
    EXPECT_THAT(profile_of(editor).order(Category::store), ElementsAre(4U, 2U));
    EXPECT_THAT(profile_of(editor).order(Category::mail), ElementsAre(1U, 2U, 3U, 4U));
}

TEST(SetOrder, leaves_an_exchange_account_in_the_stored_address_book_list) {
    const Editor editor = memory_editor(
        profile_hive({order(address_book_list, {1, 2, 3})},
                     {account(u"00000001", mapi_class, {text(u"Service Name", u"CONTAB")}),
                      account(u"00000002", mapi_class, {text(u"Service Name", u"MSEMS")}),
                      account(u"00000003", mapi_class, {text(u"Service Name", u"CONTAB")})}));
    run(editor, edits::set_order({}, Category::address_book, {3, 1}));
    const Profile profile = profile_of(editor);
    std::vector<std::uint32_t> ids;
    for (const OrderEntry& entry : profile.stored_order[1]) {
        ids.push_back(entry.id);
    }
    EXPECT_THAT(ids, ElementsAre(3U, 2U, 1U));
}

TEST(SetOrder, writes_nothing_for_the_order_that_is) {
    const Editor editor = editor_with({2, 1, 3});
    EXPECT_THAT(run(editor, edits::set_order({}, Category::mail, {2, 1, 3})).changes, IsEmpty());
}

TEST(SetOrder, refuses_another_count_and_other_accounts) {
    const Editor editor = editor_with({1, 2, 3});
    EXPECT_EQ(refused(editor, edits::set_order({}, Category::mail, {1, 2})),
              ErrorCode::wrong_sort_order);
    EXPECT_EQ(refused(editor, edits::set_order({}, Category::mail, {1, 2, 9})),
              ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, edits::set_order({}, Category::mail, {1, 2, 2})),
              ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, edits::set_order({}, Category::store, {1})),
              ErrorCode::wrong_sort_order);
}

TEST(SetDefaultAccount, moves_it_to_the_front_and_keeps_the_others_in_order) {
    const Editor editor = editor_with({1, 7, 2, 3});
    run(editor, edits::set_default_account({{}, 3}));
    EXPECT_THAT(stored_list(editor), ElementsAre(3U, 7U, 1U, 2U));
    EXPECT_EQ(profile_of(editor).default_mail_account(), 3U);
    EXPECT_THAT(run(editor, edits::set_default_account({{}, 3})).changes, IsEmpty());
}

TEST(SetDefaultAccount, refuses_what_is_no_mail_account) {
    const Editor editor = memory_editor(
        profile_hive({order(mail_list, {}), order(address_book_list, {1})},
                     {account(u"00000001", mapi_class, {text(u"Service Name", u"CONTAB")})}));
    EXPECT_EQ(refused(editor, edits::set_default_account({{}, 1})), ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, edits::set_default_account({{}, 2})), ErrorCode::account_not_found);
}

}  // namespace
}  // namespace olkacct::test

// Order lists, categories of listed and unlisted accounts, and what GetOrder gives.
#include <gtest/gtest.h>

#include "olkacct/property.h"
#include "profile/profile_content.h"

namespace olkacct::test {
namespace {

using Ids = std::vector<std::uint32_t>;

std::string categories(const Account& account) {
    std::string names;
    for (const Category category : all_categories) {
        if (account.categories.contains(category)) {
            names += std::string(names.empty() ? "" : " ") + std::string(category_name(category));
        }
    }
    return names;
}

// The categories of one account that no list names.
std::string implied(std::string_view class_id, std::vector<RegistryValue> values,
                    std::vector<Content> sections = {}) {
    const Profile profile = read_profile(
        profile_hive({}, {account(u"00000001", class_id, std::move(values))}, std::move(sections)));
    EXPECT_TRUE(profile.accounts.at(0).unlisted);
    return categories(profile.accounts.at(0));
}

TEST(Order, gives_the_stored_order_and_not_that_of_the_keys) {
    const Profile profile = read_profile(
        profile_hive({order(mail_list, {3, 1, 2})},
                     {account(u"00000001", pop3_class), account(u"00000002", pop3_class),
                      account(u"00000003", pop3_class)}));
    EXPECT_EQ(profile.order(Category::mail), (Ids{3, 1, 2}));
    EXPECT_EQ(profile.order(Category::store), Ids{});
    EXPECT_EQ(profile.default_mail_account(), 3U);
}

TEST(Order, marks_dead_ids_and_leaves_them_out_of_what_is_given) {
    const Profile profile = read_profile(
        profile_hive({order(mail_list, {9, 1, 0, 9})}, {account(u"00000001", pop3_class)}));
    EXPECT_EQ(profile.stored_order[0],
              (std::vector<OrderEntry>{{9, true}, {1, false}, {0, true}, {9, true}}));
    EXPECT_EQ(profile.order(Category::mail), Ids{1});
    EXPECT_EQ(profile.default_mail_account(), 1U);
}

TEST(Order, gives_an_id_once_however_often_the_list_names_it) {
    const Profile profile = read_profile(
        profile_hive({order(mail_list, {2, 1, 2, 1})},
                     {account(u"00000001", pop3_class), account(u"00000002", pop3_class)}));
    EXPECT_EQ(profile.stored_order[0].size(), 4U);
    EXPECT_EQ(profile.order(Category::mail), (Ids{2, 1}));
}

TEST(Order, uses_the_whole_numbers_of_a_list_with_bytes_left_over) {
    RegistryValue list = order(mail_list, {1});
    list.data.insert(list.data.end(), {std::byte{2}, std::byte{0}, std::byte{0}});
    const Profile profile = read_profile(
        profile_hive({list}, {account(u"00000001", pop3_class), account(u"00000002", mapi_class)}));
    EXPECT_EQ(profile.order(Category::mail), Ids{1});
    EXPECT_TRUE(profile.accounts.at(1).unlisted);
}

TEST(Order, takes_an_empty_list_and_a_missing_one_for_the_same) {
    for (const auto& values :
         {std::vector<RegistryValue>{}, std::vector<RegistryValue>{order(mail_list, {})}}) {
        const Profile profile = read_profile(profile_hive(values, {}));
        EXPECT_TRUE(profile.stored_order[0].empty());
        EXPECT_TRUE(profile.order(Category::mail).empty());
        EXPECT_EQ(profile.default_mail_account(), std::nullopt);
    }
}

TEST(Order, finds_lists_whatever_the_case_of_their_names) {
    const Profile profile =
        read_profile(profile_hive({order(u"{ed475418-b0d6-11d2-8c3b-00104b2a6676}", {1})},
                                  {account(u"00000001", pop3_class)}));
    EXPECT_EQ(profile.order(Category::mail), Ids{1});
}

TEST(Order, appends_unlisted_accounts_of_the_category_by_id) {
    const Profile profile = read_profile(
        profile_hive({order(mail_list, {5})},
                     {account(u"00000001", pop3_class), account(u"00000002", ldap_class),
                      account(u"00000004", imap_class), account(u"00000005", pop3_class)}));
    EXPECT_EQ(profile.order(Category::mail), (Ids{5, 1, 4}));
    EXPECT_EQ(profile.order(Category::address_book), Ids{2});
    EXPECT_EQ(profile.order(Category::store), Ids{4});
    EXPECT_EQ(profile.default_mail_account(), 5U);
}

TEST(Order, makes_the_first_unlisted_account_the_default_when_the_list_is_dead) {
    const Profile profile =
        read_profile(profile_hive({order(mail_list, {9})}, {account(u"00000002", ldap_class),
                                                            account(u"00000003", pop3_class)}));
    EXPECT_EQ(profile.default_mail_account(), 3U);
}

TEST(Categories, of_a_listed_account_are_the_lists_that_name_it) {
    const Profile profile =
        read_profile(profile_hive({order(address_book_list, {1}), order(store_list, {1, 1})},
                                  {account(u"00000001", pop3_class)}));
    EXPECT_EQ(categories(profile.accounts.at(0)), "address_book store");
    EXPECT_FALSE(profile.accounts.at(0).unlisted);
}

TEST(Categories, never_have_the_address_book_for_exchange) {
    const Profile profile = read_profile(profile_hive(
        {order(mail_list, {1}), order(address_book_list, {1, 2}), order(store_list, {1})},
        {account(u"00000001", mapi_class, {text(u"Service Name", u"MSEMS")}),
         account(u"00000002", mapi_class, {text(u"Service Name", u"CONTAB")})}));
    EXPECT_TRUE(profile.accounts.at(0).is_exchange);
    EXPECT_EQ(categories(profile.accounts.at(0)), "mail store");
    EXPECT_EQ(profile.order(Category::address_book), Ids{2});
    EXPECT_EQ(profile.stored_order[1], (std::vector<OrderEntry>{{1, false}, {2, false}}));
}

TEST(Categories, of_an_exchange_account_only_in_the_address_book_list_stay_empty) {
    const Profile profile = read_profile(
        profile_hive({order(address_book_list, {1})},
                     {account(u"00000001", mapi_class, {old_text(u"Service Name", u"msems")})}));
    EXPECT_TRUE(profile.accounts.at(0).is_exchange);
    EXPECT_TRUE(profile.accounts.at(0).categories.empty());
    EXPECT_TRUE(profile.order(Category::address_book).empty());
}

TEST(Categories, of_unlisted_accounts_follow_from_their_type) {
    EXPECT_EQ(implied(pop3_class, {}), "mail");
    EXPECT_EQ(implied(imap_class, {}), "mail store");
    EXPECT_EQ(implied(hotmail_class, {}), "mail address_book store");
    EXPECT_EQ(implied(eas_class, {}), "mail address_book store");
    EXPECT_EQ(implied(ldap_class, {}), "address_book");
    EXPECT_EQ(implied(unknown_class, {}), "");
    EXPECT_EQ(implied(mapi_class, {}), "");
    EXPECT_EQ(implied(mapi_class, {text(u"Service Name", u"MSEMS")}), "mail store");
}

TEST(Categories, of_unlisted_mapi_accounts_follow_from_the_providers_of_their_service) {
    const std::vector<RegistryValue> values = {binary(u"Service UID", uid(1)),
                                               number(u"MAPI Provider", 7)};
    const auto service = [](std::u16string list) {
        return key(section_key(1), {binary(std::move(list), joined_uids({2}))});
    };
    const auto provider = [](std::uint32_t type) {
        return key(section_key(2),
                   {binary(u"00033e03", {static_cast<std::byte>(type), {}, {}, {}})});
    };
    EXPECT_EQ(implied(mapi_class, values, {service(u"01023d00"), provider(33)}), "store");
    EXPECT_EQ(implied(mapi_class, values, {service(u"01023d01"), provider(35)}), "address_book");
    EXPECT_EQ(implied(mapi_class, values, {service(u"01023d02"), provider(36)}), "mail");
    EXPECT_EQ(implied(mapi_class, values, {service(u"01023d00"), provider(36)}), "mail")
        << "the provider knows better than the list";
    EXPECT_EQ(implied(mapi_class, values, {service(u"01023d00")}), "store")
        << "the list speaks for a provider without a section";
}

TEST(Categories, of_unlisted_mapi_accounts_without_a_service_section_follow_from_the_bits) {
    EXPECT_EQ(implied(mapi_class, {number(u"MAPI Provider", 2)}), "address_book");
    EXPECT_EQ(implied(mapi_class, {number(u"MAPI Provider", 4)}), "store");
    EXPECT_EQ(implied(mapi_class, {number(u"MAPI Provider", 5)}), "mail store");
    EXPECT_EQ(
        implied(mapi_class, {number(u"MAPI Provider", 2), binary(u"Service UID", {std::byte{1}})}),
        "address_book");
}

TEST(Categories, are_known_by_their_class_ids) {
    for (const Category category : all_categories) {
        EXPECT_EQ(category_from_class_id(category_class_id(category)), category);
    }
    EXPECT_EQ(category_class_id(Category::mail).to_string(),
              "{ED475418-B0D6-11D2-8C3B-00104B2A6676}");
    EXPECT_EQ(category_class_id(Category::address_book).to_string(),
              "{ED475419-B0D6-11D2-8C3B-00104B2A6676}");
    EXPECT_EQ(category_class_id(Category::store).to_string(),
              "{ED475420-B0D6-11D2-8C3B-00104B2A6676}");
    EXPECT_EQ(category_from_class_id(Guid{}), std::nullopt);
}

}  // namespace
}  // namespace olkacct::test

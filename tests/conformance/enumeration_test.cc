// Sections 8.8, 8.10 and 8.14: enumeration, categories and the enumerator.
#include <algorithm>

#include "client.h"

namespace olkacct::test {
namespace {

using Ids = std::vector<DWORD>;

constexpr CLSID clsid_eas = {
    0xED475415, 0xB0D6, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};
constexpr DWORD all_ids[] = {contab, pop3, data_file, imap, exchange, ldap, hotmail, eas};

}  // namespace

TEST_F(Conformance, AM_Enm_1_filters_are_null_or_a_known_class_id) {
    const auto manager = open_manager();
    for (const CLSID* const category : {static_cast<const CLSID*>(nullptr), &CLSID_OlkMail,
                                        &CLSID_OlkAddressBook, &CLSID_OlkStore})
        for (const CLSID* const type :
             {static_cast<const CLSID*>(nullptr), &CLSID_OlkPOP3Account, &CLSID_OlkIMAP4Account,
              &CLSID_OlkMAPIAccount, &CLSID_OlkHotmailAccount, &CLSID_OlkLDAPAccount})
            EXPECT_TRUE(enumerate(*manager.get(), category, type));
}

TEST_F(Conformance, AM_Enm_2_both_filters_must_be_satisfied) {
    const auto manager = open_manager();
    EXPECT_EQ(ids(*manager.get(), nullptr, &CLSID_OlkMAPIAccount),
              (Ids{contab, data_file, exchange}));
    EXPECT_EQ(ids(*manager.get(), &CLSID_OlkMail), (Ids{imap, pop3, exchange, eas, hotmail}));
    EXPECT_EQ(ids(*manager.get(), &CLSID_OlkStore, &CLSID_OlkMAPIAccount),
              (Ids{data_file, exchange}));
}

TEST_F(Conformance, AM_Enm_3_exchange_accounts_are_never_address_books) {
    const auto manager = open_manager();
    EXPECT_EQ(ids(*manager.get(), &CLSID_OlkAddressBook, &CLSID_OlkMAPIAccount), Ids{contab});
}

TEST_F(Conformance, AM_Enm_4_no_match_is_an_empty_enumerator) {
    const auto manager = open_manager();
    const auto enumerator = enumerate(*manager.get(), &CLSID_OlkAddressBook, &CLSID_OlkPOP3Account);
    DWORD count = 5;
    EXPECT_EQ(enumerator->GetCount(&count), S_OK);
    EXPECT_EQ(count, 0U);
    EXPECT_TRUE(walk(*enumerator.get()).empty());
}

TEST_F(Conformance, AM_Enm_5_flags_must_be_zero) {
    auto* enumerator = reinterpret_cast<IOlkEnum*>(this);
    EXPECT_EQ(open_manager()->EnumerateAccounts(nullptr, nullptr, 1, &enumerator), E_INVALIDARG);
    EXPECT_EQ(enumerator, nullptr);
}

TEST_F(Conformance, C_15_only_exchange_is_kept_out_of_the_address_books) {
    const auto manager = open_manager();
    const auto books = ids(*manager.get(), &CLSID_OlkAddressBook);
    EXPECT_EQ(books, (Ids{ldap, contab, eas, hotmail}));
    EXPECT_TRUE(type(*find(*manager.get(), contab).get()) == CLSID_OlkMAPIAccount);
}

TEST_F(Conformance, S_28_without_filters_every_account_is_walked) {
    const auto manager = open_manager();
    EXPECT_EQ(ids(*manager.get(), nullptr), Ids(std::begin(all_ids), std::end(all_ids)));
}

TEST_F(Conformance, S_28_unknown_class_ids_and_missing_pointers_are_invalid) {
    const auto manager = open_manager();
    auto* enumerator = reinterpret_cast<IOlkEnum*>(this);
    EXPECT_EQ(manager->EnumerateAccounts(&CLSID_OlkPOP3Account, nullptr, 0, &enumerator),
              E_INVALIDARG);
    EXPECT_EQ(enumerator, nullptr);
    EXPECT_EQ(manager->EnumerateAccounts(nullptr, &CLSID_OlkMail, 0, &enumerator), E_INVALIDARG);
    EXPECT_EQ(manager->EnumerateAccounts(&IID_IUnknown, nullptr, 0, &enumerator), E_INVALIDARG);
    EXPECT_EQ(manager->EnumerateAccounts(nullptr, nullptr, 0, nullptr), E_INVALIDARG);
}

TEST_F(Conformance, S_29_a_category_gives_its_order_and_none_gives_ascending_ids) {
    const auto manager = open_manager();
    EXPECT_EQ(ids(*manager.get(), &CLSID_OlkMail).front(), DWORD{imap});
    EXPECT_EQ(ids(*manager.get(), nullptr).front(), DWORD{contab});
}

TEST_F(Conformance, S_30_a_type_beyond_the_documented_five_is_found_by_its_class_id) {
    const auto manager = open_manager();
    EXPECT_EQ(ids(*manager.get(), nullptr, &clsid_eas), Ids{eas});
    EXPECT_TRUE(type(*find(*manager.get(), eas).get()) == clsid_eas);
}

TEST_F(Conformance, AM_Inf_1_an_account_tells_its_type_and_categories) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), imap);
    CLSID type{};
    DWORD count = 0;
    CLSID* list = nullptr;
    ASSERT_EQ(account->GetAccountInfo(&type, &count, &list), S_OK);
    EXPECT_TRUE(type == CLSID_OlkIMAP4Account);
    ASSERT_EQ(count, 2U);
    EXPECT_TRUE(list[0] == CLSID_OlkMail);
    EXPECT_TRUE(list[1] == CLSID_OlkStore);
    EXPECT_EQ(account->FreeMemory(reinterpret_cast<BYTE*>(list)), S_OK);
}

TEST_F(Conformance, AM_Inf_2_the_categories_outlive_the_account_object) {
    const auto manager = open_manager();
    auto account = find(*manager.get(), ldap);
    CLSID type{};
    DWORD count = 0;
    CLSID* list = nullptr;
    ASSERT_EQ(account->GetAccountInfo(&type, &count, &list), S_OK);
    account.reset();
    ASSERT_EQ(count, 1U);
    EXPECT_TRUE(list[0] == CLSID_OlkAddressBook);
    EXPECT_EQ(find(*manager.get(), pop3)->FreeMemory(reinterpret_cast<BYTE*>(list)), S_OK);
}

TEST_F(Conformance, AM_Inf_3_an_exchange_account_names_no_address_book) {
    const auto manager = open_manager();
    const auto found = categories(*find(*manager.get(), exchange).get());
    EXPECT_EQ(found.size(), 2U);
    for (const CLSID& category : found) EXPECT_FALSE(category == CLSID_OlkAddressBook);
}

TEST_F(Conformance, S_33_missing_arguments_are_invalid_and_clear_the_others) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), imap);
    CLSID type = CLSID_OlkMail;
    DWORD count = 5;
    auto* list = reinterpret_cast<CLSID*>(this);
    EXPECT_EQ(account->GetAccountInfo(nullptr, &count, &list), E_INVALIDARG);
    EXPECT_EQ(count, 0U);
    EXPECT_EQ(list, nullptr);
    EXPECT_EQ(account->GetAccountInfo(&type, nullptr, &list), E_INVALIDARG);
    EXPECT_TRUE(type == CLSID{});
    EXPECT_EQ(account->GetAccountInfo(&type, &count, nullptr), E_INVALIDARG);
}

TEST_F(Conformance, S_33_an_account_is_enumerated_exactly_in_the_categories_it_names) {
    const auto manager = open_manager();
    for (const CLSID& category : {CLSID_OlkMail, CLSID_OlkAddressBook, CLSID_OlkStore}) {
        const auto walked = ids(*manager.get(), &category);
        for (const DWORD id : all_ids) {
            bool named = false;
            for (const CLSID& one : categories(*find(*manager.get(), id).get()))
                named = named || one == category;
            EXPECT_EQ(std::count(walked.begin(), walked.end(), id), named ? 1 : 0) << id;
        }
    }
}

TEST_F(Conformance, S_34_an_account_in_no_list_has_the_categories_of_its_type) {
    const auto manager = open_manager();
    const auto found = categories(*find(*manager.get(), hotmail).get());
    ASSERT_EQ(found.size(), 3U);
    EXPECT_TRUE(found[0] == CLSID_OlkMail);
    EXPECT_TRUE(found[1] == CLSID_OlkAddressBook);
    EXPECT_TRUE(found[2] == CLSID_OlkStore);
}

TEST_F(Conformance, AM_Itr_1_the_count_does_not_depend_on_the_position) {
    const auto manager = open_manager();
    const auto enumerator = enumerate(*manager.get(), &CLSID_OlkMail);
    DWORD before = 0;
    DWORD after = 0;
    EXPECT_EQ(enumerator->GetCount(&before), S_OK);
    walk(*enumerator.get());
    EXPECT_EQ(enumerator->GetCount(&after), S_OK);
    EXPECT_EQ(before, 5U);
    EXPECT_EQ(after, 5U);
}

TEST_F(Conformance, AM_Itr_2_each_step_gives_an_unknown_with_a_reference_of_an_account) {
    const auto manager = open_manager();
    const auto enumerator = enumerate(*manager.get(), &CLSID_OlkMail);
    IUnknown* unknown = nullptr;
    ASSERT_EQ(enumerator->GetNext(&unknown), S_OK);
    void* account = nullptr;
    EXPECT_EQ(unknown->QueryInterface(IID_IOlkAccount, &account), S_OK);
    EXPECT_EQ(static_cast<IOlkAccount*>(account)->Release(), 1U);
    EXPECT_EQ(unknown->Release(), 0U);
}

TEST_F(Conformance, AM_Itr_3_past_the_end_every_step_is_S_FALSE_until_Reset) {
    const auto manager = open_manager();
    const auto enumerator = enumerate(*manager.get(), &CLSID_OlkMail);
    const auto first = walk(*enumerator.get());
    for (int i = 0; i < 3; ++i) {
        auto* unknown = static_cast<IUnknown*>(manager.get());
        EXPECT_EQ(enumerator->GetNext(&unknown), S_FALSE);
        EXPECT_EQ(unknown, nullptr);
    }
    EXPECT_EQ(enumerator->Reset(), S_OK);
    EXPECT_EQ(walk(*enumerator.get()), first);
}

TEST_F(Conformance, AM_Itr_4_a_fresh_enumerator_stands_before_the_first_account) {
    const auto manager = open_manager();
    const auto with_reset = enumerate(*manager.get(), &CLSID_OlkMail);
    EXPECT_EQ(with_reset->Reset(), S_OK);
    EXPECT_EQ(walk(*with_reset.get()), walk(*enumerate(*manager.get(), &CLSID_OlkMail).get()));
}

TEST_F(Conformance, AM_Itr_5_the_end_is_a_success_code_with_a_null_pointer) {
    const auto manager = open_manager();
    const auto enumerator = enumerate(*manager.get(), &CLSID_OlkMail, &CLSID_OlkLDAPAccount);
    auto* unknown = static_cast<IUnknown*>(manager.get());
    const HRESULT hr = enumerator->GetNext(&unknown);
    EXPECT_TRUE(SUCCEEDED(hr));
    EXPECT_EQ(unknown, nullptr);
}

TEST_F(Conformance, S_39_skipping_past_the_end_is_S_FALSE_and_never_overflows) {
    const auto manager = open_manager();
    const auto enumerator = enumerate(*manager.get(), &CLSID_OlkMail);
    EXPECT_EQ(enumerator->Skip(0), S_OK);
    EXPECT_EQ(enumerator->Skip(3), S_OK);
    EXPECT_EQ(walk(*enumerator.get()), (Ids{eas, hotmail}));
    EXPECT_EQ(enumerator->Skip(1), S_FALSE);
    EXPECT_EQ(enumerator->Skip(0), S_OK);
    EXPECT_EQ(enumerator->Reset(), S_OK);
    EXPECT_EQ(enumerator->Skip(5), S_OK);
    EXPECT_TRUE(walk(*enumerator.get()).empty());
    EXPECT_EQ(enumerator->Reset(), S_OK);
    EXPECT_EQ(enumerator->Skip(2), S_OK);
    EXPECT_EQ(enumerator->Skip(0xFFFFFFFF), S_FALSE);
    EXPECT_TRUE(walk(*enumerator.get()).empty());
}

TEST_F(Conformance, S_40_an_account_that_is_gone_is_passed_over_but_still_counted) {
    const auto manager = open_manager();
    const auto enumerator = enumerate(*manager.get(), &CLSID_OlkMail);
    SampleOptions options;
    options.without_pop3 = true;
    write_source(options);
    // Not read again until something renews the snapshot.
    EXPECT_EQ(walk(*enumerator.get()).size(), 5U);
    EXPECT_EQ(order(*manager.get(), CLSID_OlkMail), (Ids{imap, exchange, eas, hotmail}));
    EXPECT_EQ(enumerator->Reset(), S_OK);
    EXPECT_EQ(walk(*enumerator.get()), (Ids{imap, exchange, eas, hotmail}));
    DWORD count = 0;
    EXPECT_EQ(enumerator->GetCount(&count), S_OK);
    EXPECT_EQ(count, 5U);
}

TEST_F(Conformance, S_40_an_account_that_appears_later_is_not_in_an_older_walk) {
    SampleOptions options;
    options.without_pop3 = true;
    write_source(options);
    const auto manager = open_manager();
    const auto enumerator = enumerate(*manager.get(), &CLSID_OlkMail);
    write_source();
    EXPECT_EQ(ids(*manager.get(), &CLSID_OlkMail).size(), 5U);
    EXPECT_EQ(walk(*enumerator.get()), (Ids{imap, exchange, eas, hotmail}));
}

TEST_F(Conformance, S_41_missing_out_pointers_are_invalid_and_do_not_move) {
    const auto manager = open_manager();
    const auto enumerator = enumerate(*manager.get(), &CLSID_OlkMail);
    EXPECT_EQ(enumerator->GetNext(nullptr), E_INVALIDARG);
    EXPECT_EQ(enumerator->GetCount(nullptr), E_INVALIDARG);
    EXPECT_EQ(walk(*enumerator.get()).size(), 5U);
}

TEST_F(Conformance, S_41_an_enumerator_works_after_its_manager_is_gone) {
    auto manager = open_manager();
    const auto enumerator = enumerate(*manager.get(), &CLSID_OlkMail);
    manager.reset();
    EXPECT_EQ(helper_.references, 1U);
    EXPECT_EQ(walk(*enumerator.get()).size(), 5U);
}

}  // namespace olkacct::test

// Sections 8.2, 8.3, 8.4, 8.6, 8.7 and 8.9: the manager's members after Init, other than
// enumeration.
#include <cstdlib>

#include "allocations.h"
#include "client.h"

namespace olkacct::test {
namespace {

using Ids = std::vector<DWORD>;

}  // namespace

TEST_F(Conformance, AM_Ui_1_the_parent_window_may_be_missing) {
    const auto manager = open_manager();
    int window = 0;
    EXPECT_EQ(manager->DisplayAccountList(nullptr, 0, nullptr, 0, nullptr, nullptr),
              E_ACCT_UI_BUSY);
    EXPECT_EQ(manager->DisplayAccountList(reinterpret_cast<HWND>(&window), 0, nullptr, 0, nullptr,
                                          nullptr),
              E_ACCT_UI_BUSY);
}

TEST_F(Conformance, AM_Ui_2_the_last_three_parameters_must_be_unused) {
    const auto manager = open_manager();
    EXPECT_EQ(manager->DisplayAccountList(nullptr, 0, nullptr, 1, nullptr, nullptr),
              MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(manager->DisplayAccountList(nullptr, 0, nullptr, 0, &CLSID_OlkMail, nullptr),
              MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(manager->DisplayAccountList(nullptr, 0, nullptr, 0, nullptr, &CLSID_OlkPOP3Account),
              MAPI_E_INVALID_PARAMETER);
}

TEST_F(Conformance, AM_Ui_3_the_title_is_not_used) {
    const WCHAR title[] = {'T', 0};
    EXPECT_EQ(open_manager()->DisplayAccountList(nullptr, 0, title, 0, nullptr, nullptr),
              E_ACCT_UI_BUSY);
}

TEST_F(Conformance, AM_Ui_4_either_dialog_may_be_asked_for) {
    const auto manager = open_manager();
    EXPECT_EQ(manager->DisplayAccountList(nullptr, ACCTUI_SHOW_ACCTWIZARD | ACCTUI_NO_WARNING,
                                          nullptr, 0, nullptr, nullptr),
              E_ACCT_UI_BUSY);
    EXPECT_EQ(
        manager->DisplayAccountList(nullptr, ACCTUI_SHOW_DATA_TAB, nullptr, 0, nullptr, nullptr),
        E_ACCT_UI_BUSY);
}

TEST_F(Conformance, S_18_wrong_parameters_are_told_before_the_missing_dialog) {
    const auto manager = open_manager();
    EXPECT_EQ(manager->DisplayAccountList(nullptr, ACCTUI_SHOW_ACCTWIZARD, nullptr, 1,
                                          &CLSID_OlkMail, nullptr),
              MAPI_E_INVALID_PARAMETER);
}

TEST_F(Conformance, AM_Find_1_other_search_properties_are_not_supported) {
    const auto manager = open_manager();
    for (const DWORD tag : {PROP_ACCT_NAME, PROP_ACCT_MINI_UID, DWORD{0}, DWORD{0x0001001F}}) {
        auto* account = reinterpret_cast<IOlkAccount*>(this);
        ACCT_VARIANT wanted = number_variant(pop3);
        EXPECT_EQ(manager->FindAccount(tag, &wanted, &account), E_OLK_PARAM_NOT_SUPPORTED);
        EXPECT_EQ(account, nullptr);
    }
}

TEST_F(Conformance, AM_Find_2_an_account_is_found_by_its_id_whatever_its_type) {
    const auto manager = open_manager();
    for (const DWORD id : {contab, pop3, data_file, imap, exchange, ldap, hotmail, eas})
        EXPECT_EQ(read(*find(*manager.get(), id).get(), PROP_ACCT_ID).number, id);
    for (const DWORD id : {DWORD{0}, DWORD{dead}, DWORD{1000}, DWORD{0xFFFFFFFF}}) {
        auto* account = reinterpret_cast<IOlkAccount*>(this);
        ACCT_VARIANT wanted = number_variant(id);
        EXPECT_EQ(manager->FindAccount(PROP_ACCT_ID, &wanted, &account), E_ACCT_NOT_FOUND);
        EXPECT_EQ(account, nullptr);
    }
}

TEST_F(Conformance, AM_Find_2_a_miss_allocates_nothing) {
    const auto manager = open_manager();
    ACCT_VARIANT wanted = number_variant(12345);
    IOlkAccount* account = nullptr;
    const std::size_t before = allocations();
    const HRESULT hr = manager->FindAccount(PROP_ACCT_ID, &wanted, &account);
    const std::size_t after = allocations();
    EXPECT_EQ(hr, E_ACCT_NOT_FOUND);
    EXPECT_EQ(after, before);
}

TEST_F(Conformance, AM_Find_3_an_account_is_found_by_its_exchange_flag) {
    const auto manager = open_manager();
    Owned<IOlkAccount> account;
    ACCT_VARIANT wanted = number_variant(1);
    ASSERT_EQ(manager->FindAccount(PROP_ACCT_IS_EXCH, &wanted, account.put()), S_OK);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_ID).number, DWORD{exchange});
}

TEST_F(Conformance, AM_Find_3_without_an_exchange_account_nothing_is_found) {
    Helper otto(u"Otto");
    const auto manager = new_manager();
    ASSERT_EQ(manager->Init(&otto, 0), S_OK);
    auto* account = reinterpret_cast<IOlkAccount*>(this);
    ACCT_VARIANT wanted = number_variant(1);
    EXPECT_EQ(manager->FindAccount(PROP_ACCT_IS_EXCH, &wanted, &account), E_ACCT_NOT_FOUND);
    EXPECT_EQ(account, nullptr);
}

TEST_F(Conformance, S_19_exchange_flags_compare_as_truth_and_the_mail_order_decides) {
    const auto manager = open_manager();
    Owned<IOlkAccount> account;
    ACCT_VARIANT wanted = number_variant(0x80);
    ASSERT_EQ(manager->FindAccount(PROP_ACCT_IS_EXCH, &wanted, account.put()), S_OK);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_ID).number, DWORD{exchange});
    wanted = number_variant(0);
    ASSERT_EQ(manager->FindAccount(PROP_ACCT_IS_EXCH, &wanted, account.put()), S_OK);
    // First of the Mail order, not the lowest id.
    EXPECT_EQ(read(*account.get(), PROP_ACCT_ID).number, DWORD{imap});
}

TEST_F(Conformance, S_19_arguments_that_FindAccount_cannot_use_are_not_supported) {
    const auto manager = open_manager();
    auto* account = reinterpret_cast<IOlkAccount*>(this);
    EXPECT_EQ(manager->FindAccount(PROP_ACCT_ID, nullptr, &account), E_OLK_PARAM_NOT_SUPPORTED);
    ACCT_VARIANT wanted = number_variant(pop3);
    EXPECT_EQ(manager->FindAccount(PROP_ACCT_ID, &wanted, nullptr), E_OLK_PARAM_NOT_SUPPORTED);
    wanted.dwType = PT_UNICODE;
    EXPECT_EQ(manager->FindAccount(PROP_ACCT_ID, &wanted, &account), E_OLK_PARAM_NOT_SUPPORTED);
    EXPECT_EQ(account, nullptr);
}

TEST_F(Conformance, AM_Ord_1_an_order_exists_for_the_three_categories_only) {
    const auto manager = open_manager();
    for (const CLSID& category : {CLSID_OlkMail, CLSID_OlkAddressBook, CLSID_OlkStore})
        EXPECT_FALSE(order(*manager.get(), category).empty());
    DWORD count = 5;
    auto* list = reinterpret_cast<DWORD*>(this);
    EXPECT_EQ(manager->GetOrder(&CLSID_OlkPOP3Account, &count, &list), E_INVALIDARG);
    EXPECT_EQ(count, 0U);
    EXPECT_EQ(list, nullptr);
}

TEST_F(Conformance, AM_Ord_2_the_order_is_a_block_that_the_manager_frees) {
    const auto manager = open_manager();
    DWORD count = 0;
    DWORD* list = nullptr;
    ASSERT_EQ(manager->GetOrder(&CLSID_OlkMail, &count, &list), S_OK);
    EXPECT_EQ(Ids(list, list + count), (Ids{imap, pop3, exchange, eas, hotmail}));
    EXPECT_EQ(manager->FreeMemory(reinterpret_cast<BYTE*>(list)), S_OK);
}

TEST_F(Conformance, S_25_missing_arguments_of_GetOrder_are_invalid) {
    const auto manager = open_manager();
    DWORD count = 0;
    DWORD* list = nullptr;
    EXPECT_EQ(manager->GetOrder(nullptr, &count, &list), E_INVALIDARG);
    EXPECT_EQ(manager->GetOrder(&CLSID_OlkMail, nullptr, &list), E_INVALIDARG);
    EXPECT_EQ(manager->GetOrder(&CLSID_OlkMail, &count, nullptr), E_INVALIDARG);
}

TEST_F(Conformance, S_25_an_empty_category_has_no_array) {
    Helper otto(u"Otto");
    const auto manager = new_manager();
    ASSERT_EQ(manager->Init(&otto, 0), S_OK);
    DWORD count = 5;
    auto* list = reinterpret_cast<DWORD*>(this);
    EXPECT_EQ(manager->GetOrder(&CLSID_OlkStore, &count, &list), S_OK);
    EXPECT_EQ(count, 0U);
    EXPECT_EQ(list, nullptr);
}

TEST_F(Conformance, S_25_the_order_is_what_enumeration_walks_without_exchange_address_books) {
    const auto manager = open_manager();
    for (const CLSID& category : {CLSID_OlkMail, CLSID_OlkAddressBook, CLSID_OlkStore})
        EXPECT_EQ(order(*manager.get(), category), ids(*manager.get(), &category));
    EXPECT_EQ(order(*manager.get(), CLSID_OlkAddressBook), (Ids{ldap, contab, eas, hotmail}));
    EXPECT_EQ(order(*manager.get(), CLSID_OlkStore),
              (Ids{data_file, imap, exchange, eas, hotmail}));
}

TEST_F(Conformance, AM_Ord_3_only_address_book_and_store_orders_can_be_set) {
    const auto manager = open_manager();
    auto list = order(*manager.get(), CLSID_OlkStore);
    const auto count = static_cast<DWORD>(list.size());
    EXPECT_EQ(manager->SetOrder(&CLSID_OlkPOP3Account, count, list.data()), E_INVALIDARG);
    EXPECT_EQ(manager->SetOrder(nullptr, count, list.data()), E_INVALIDARG);
}

TEST_F(Conformance, AM_Ord_4_another_number_of_accounts_is_a_wrong_sort_order) {
    const auto manager = open_manager();
    auto list = order(*manager.get(), CLSID_OlkStore);
    const auto count = static_cast<DWORD>(list.size());
    EXPECT_EQ(manager->SetOrder(&CLSID_OlkStore, count - 1, list.data()), E_ACCT_WRONG_SORT_ORDER);
    EXPECT_EQ(manager->SetOrder(&CLSID_OlkStore, 0, nullptr), E_ACCT_WRONG_SORT_ORDER);
}

TEST_F(Conformance, C_16_the_mail_order_cannot_be_set) {
    const auto manager = open_manager();
    auto list = order(*manager.get(), CLSID_OlkMail);
    EXPECT_EQ(manager->SetOrder(&CLSID_OlkMail, static_cast<DWORD>(list.size()), list.data()),
              E_INVALIDARG);
}

TEST_F(Conformance, S_26_a_list_that_is_no_permutation_is_an_invalid_argument) {
    const auto manager = open_manager();
    const auto current = order(*manager.get(), CLSID_OlkStore);
    const auto count = static_cast<DWORD>(current.size());
    auto repeated = current;
    repeated[0] = repeated[1];
    auto foreign = current;
    foreign[0] = pop3;
    EXPECT_EQ(manager->SetOrder(&CLSID_OlkStore, count, nullptr), E_INVALIDARG);
    EXPECT_EQ(manager->SetOrder(&CLSID_OlkStore, count, repeated.data()), E_INVALIDARG);
    EXPECT_EQ(manager->SetOrder(&CLSID_OlkStore, count, foreign.data()), E_INVALIDARG);
    EXPECT_EQ(order(*manager.get(), CLSID_OlkStore), current);
}

TEST_F(Conformance, S_31_missing_arguments_of_Advise_and_false_cookies_are_invalid) {
    const auto manager = open_manager();
    DWORD cookie = 5;
    EXPECT_EQ(manager->Advise(nullptr, &cookie), E_INVALIDARG);
    EXPECT_EQ(cookie, 0U);
    EXPECT_EQ(manager->Unadvise(0), E_INVALIDARG);
    EXPECT_EQ(manager->Unadvise(77), E_INVALIDARG);
}

TEST_F(Conformance, S_32_freeing_nothing_is_fine) {
    const auto manager = open_manager();
    EXPECT_EQ(manager->FreeMemory(nullptr), S_OK);
    EXPECT_EQ(find(*manager.get(), pop3)->FreeMemory(nullptr), S_OK);
}

TEST_F(Conformance, S_20_an_account_that_is_not_there_cannot_be_deleted) {
    EXPECT_EQ(open_manager()->DeleteAccount(dead), E_ACCT_NOT_FOUND);
}

TEST_F(Conformance, AM_Sav_3_saving_takes_no_flags_and_an_existing_account) {
    const auto manager = open_manager();
    EXPECT_EQ(manager->SaveChanges(pop3, 1), E_INVALIDARG);
    EXPECT_EQ(manager->SaveChanges(dead, 0), E_ACCT_NOT_FOUND);
}

}  // namespace olkacct::test

// Sections 8.0, 8.1, 9.1, 9.2 and 9.4: Init and the helper.
#include <atomic>
#include <cstdlib>
#include <thread>

#include "allocations.h"
#include "client.h"
#include "support/environment.h"

namespace olkacct::test {

TEST_F(Conformance, AM_Gen_1_methods_need_a_successful_Init_first) {
    const auto manager = new_manager();
    ACCT_VARIANT wanted = number_variant(1);
    IOlkAccount* account = nullptr;
    IOlkEnum* enumerator = nullptr;
    DWORD count = 0;
    DWORD* list = nullptr;
    EXPECT_EQ(manager->DisplayAccountList(nullptr, 0, nullptr, 0, nullptr, nullptr),
              E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->FindAccount(PROP_ACCT_ID, &wanted, &account), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->DeleteAccount(1), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->SaveChanges(1, 0), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->GetOrder(&CLSID_OlkMail, &count, &list), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->SetOrder(&CLSID_OlkStore, 0, nullptr), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->EnumerateAccounts(nullptr, nullptr, 0, &enumerator), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->Advise(nullptr, &count), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->Unadvise(1), E_OLK_NOT_INITIALIZED);
}

TEST_F(Conformance, AM_Gen_2_texts_and_memory_work_without_Init) {
    const auto manager = new_manager();
    EXPECT_EQ(error_text(*manager.get(), S_OK), u"The operation completed successfully.");
    EXPECT_EQ(manager->FreeMemory(nullptr), S_OK);
    EXPECT_EQ(manager->AddRef(), 2U);
    EXPECT_EQ(manager->Release(), 1U);
}

TEST_F(Conformance, S_07_the_initialisation_check_comes_before_every_argument_check) {
    const auto manager = new_manager();
    EXPECT_EQ(manager->FindAccount(0, nullptr, nullptr), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->GetOrder(nullptr, nullptr, nullptr), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->SetOrder(nullptr, 3, nullptr), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->EnumerateAccounts(nullptr, nullptr, 9, nullptr), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->SaveChanges(1, 9), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->Advise(nullptr, nullptr), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->DisplayAccountList(nullptr, 0, nullptr, 1, nullptr, nullptr),
              E_OLK_NOT_INITIALIZED);
}

TEST_F(Conformance, S_08_outputs_of_a_failed_call_are_zero) {
    const auto fresh = new_manager();
    const auto opened = open_manager();
    for (IOlkAccountManager* const manager : {fresh.get(), opened.get()}) {
        auto* account = reinterpret_cast<IOlkAccount*>(this);
        auto* enumerator = reinterpret_cast<IOlkEnum*>(this);
        DWORD count = 5;
        auto* list = reinterpret_cast<DWORD*>(this);
        DWORD cookie = 5;
        EXPECT_TRUE(FAILED(manager->FindAccount(PROP_ACCT_NAME, nullptr, &account)));
        EXPECT_TRUE(FAILED(manager->EnumerateAccounts(nullptr, nullptr, 9, &enumerator)));
        EXPECT_TRUE(FAILED(manager->GetOrder(nullptr, &count, &list)));
        EXPECT_TRUE(FAILED(manager->Advise(nullptr, &cookie)));
        EXPECT_EQ(account, nullptr);
        EXPECT_EQ(enumerator, nullptr);
        EXPECT_EQ(count, 0U);
        EXPECT_EQ(list, nullptr);
        EXPECT_EQ(cookie, 0U);
    }
    // One missing out-pointer does not keep the other from being cleared.
    DWORD count = 5;
    EXPECT_EQ(opened->GetOrder(&CLSID_OlkMail, &count, nullptr), E_INVALIDARG);
    EXPECT_EQ(count, 0U);
}

TEST_F(Conformance, S_09_a_missing_out_pointer_is_an_invalid_argument) {
    const auto manager = open_manager();
    DWORD count = 0;
    DWORD* list = nullptr;
    EXPECT_EQ(manager->GetOrder(&CLSID_OlkMail, nullptr, &list), E_INVALIDARG);
    EXPECT_EQ(manager->GetOrder(&CLSID_OlkMail, &count, nullptr), E_INVALIDARG);
    EXPECT_EQ(manager->EnumerateAccounts(nullptr, nullptr, 0, nullptr), E_INVALIDARG);
    ACCT_VARIANT wanted = number_variant(1);
    EXPECT_EQ(manager->FindAccount(PROP_ACCT_ID, &wanted, nullptr), E_OLK_PARAM_NOT_SUPPORTED);
}

TEST_F(Conformance, S_10_unknown_flags_are_refused_where_only_zero_is_allowed) {
    const auto manager = new_manager();
    EXPECT_EQ(manager->Init(&helper_, 0xFFFFFFF0), S_OK);
    IOlkEnum* enumerator = nullptr;
    EXPECT_EQ(manager->EnumerateAccounts(nullptr, nullptr, 1, &enumerator), E_INVALIDARG);
    EXPECT_EQ(manager->SaveChanges(pop3, 1), E_INVALIDARG);
    EXPECT_EQ(find(*manager.get(), pop3)->SaveChanges(1), E_INVALIDARG);
    EXPECT_EQ(manager->DisplayAccountList(nullptr, 0xFFFFFFFF, nullptr, 0, nullptr, nullptr),
              E_ACCT_UI_BUSY);
}

TEST_F(Conformance, S_11_a_helpers_exception_becomes_a_code) {
    const auto manager = new_manager();
    Helper out_of_memory(u"Ann", Variant::throws_bad_alloc);
    EXPECT_EQ(manager->Init(&out_of_memory, 0), E_OUTOFMEMORY);
    Helper other(u"Ann", Variant::throws_other);
    EXPECT_EQ(manager->Init(&other, 0), E_UNEXPECTED);
    EXPECT_EQ(manager->Init(&helper_, 0), S_OK);
}

TEST_F(Conformance, S_11_an_allocation_that_fails_becomes_E_OUTOFMEMORY) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    const auto enumerator = enumerate(*manager.get(), nullptr);
    ACCT_VARIANT wanted = number_variant(pop3);
    ACCT_VARIANT variant = dirty_variant();
    auto* found = reinterpret_cast<IOlkAccount*>(this);
    auto* unknown = static_cast<IUnknown*>(account.get());
    auto* text = reinterpret_cast<LPWSTR>(this);
    HRESULT results[4];
    {
        const FailingAllocations none(0);
        results[0] = manager->FindAccount(PROP_ACCT_ID, &wanted, &found);
        results[1] = account->GetProp(PROP_ACCT_NAME, &variant);
        results[2] = enumerator->GetNext(&unknown);
        results[3] = manager->GetLastError(E_FAIL, &text);
    }
    for (const HRESULT hr : results) EXPECT_EQ(hr, E_OUTOFMEMORY);
    EXPECT_EQ(found, nullptr);
    EXPECT_TRUE(is_all_zero(variant));
    EXPECT_EQ(unknown, nullptr);
    EXPECT_EQ(text, nullptr);
    EXPECT_EQ(walk(*enumerator.get()), ids(*manager.get(), nullptr));
}

TEST_F(Conformance, AM_Init_1_a_manager_is_useless_before_Init_and_works_after_it) {
    const auto manager = new_manager();
    IOlkEnum* enumerator = nullptr;
    EXPECT_EQ(manager->EnumerateAccounts(nullptr, nullptr, 0, &enumerator), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->Init(&helper_, 0), S_OK);
    EXPECT_FALSE(ids(*manager.get(), nullptr).empty());
}

TEST_F(Conformance, AM_Init_2_a_working_helper_and_a_readable_profile_give_S_OK) {
    EXPECT_EQ(new_manager()->Init(&helper_, OLK_ACCOUNT_NO_FLAGS), S_OK);
    EXPECT_EQ(new_manager()->Init(&helper_, ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK);
    EXPECT_EQ(new_manager()->Init(&helper_, ACCT_INIT_NO_STORES_CHECK | ACCT_INIT_NO_NOTIFICATIONS),
              S_OK);
}

TEST_F(Conformance, AM_Init_3_second_init_is_refused_and_new_helper_is_untouched) {
    const auto manager = open_manager();
    Helper second(u"Otto");
    EXPECT_EQ(manager->Init(&second, 0), E_OLK_ALREADY_INITIALIZED);
    EXPECT_EQ(second.references, 1U);
    EXPECT_TRUE(second.sizes.empty());
    EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_ACCT_NAME).text, u"Work");
}

TEST_F(Conformance, AM_Init_4_unreadable_settings_leave_the_manager_uninitialised) {
    const auto manager = new_manager();
    ASSERT_EQ(OlkSetAccountSource((folder_ / "missing.reg").string().c_str()), S_OK);
    EXPECT_EQ(manager->Init(&helper_, 0), E_OLK_REGISTRY);
    ASSERT_EQ(OlkSetAccountSource(nullptr), S_OK);
    EXPECT_EQ(manager->Init(&helper_, 0), E_OLK_REGISTRY);
    EXPECT_EQ(manager->DeleteAccount(1), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(helper_.references, 1U);
}

TEST_F(Conformance, AM_Init_4_the_source_may_come_from_the_environment) {
    ASSERT_EQ(OlkSetAccountSource(nullptr), S_OK);
    set_variable("OLKACCT_SOURCE", (folder_ / "accounts.reg").string());
    EXPECT_EQ(new_manager()->Init(&helper_, 0), S_OK);
    // The configuration call wins.
    ASSERT_EQ(OlkSetAccountSource((folder_ / "missing.reg").string().c_str()), S_OK);
    EXPECT_EQ(new_manager()->Init(&helper_, 0), E_OLK_REGISTRY);
    clear_variable("OLKACCT_SOURCE");
}

TEST_F(Conformance, AM_Init_5_the_manager_holds_the_helper_until_it_is_destroyed) {
    auto manager = open_manager();
    EXPECT_EQ(helper_.references, 2U);
    helper_.Release();
    ids(*manager.get(), nullptr);
    helper_.AddRef();
    manager.reset();
    EXPECT_EQ(helper_.references, 1U);
}

TEST_F(Conformance, AM_Init_6_the_profile_is_the_one_that_the_helper_names) {
    Helper otto(u"Otto");
    const auto manager = new_manager();
    ASSERT_EQ(manager->Init(&otto, 0), S_OK);
    EXPECT_EQ(otto.sizes, std::vector<DWORD>{256});
    EXPECT_EQ(ids(*manager.get(), nullptr), std::vector<DWORD>{1});
}

TEST_F(Conformance, S_12_Init_without_a_helper_is_an_invalid_argument_and_may_be_repeated) {
    const auto manager = new_manager();
    EXPECT_EQ(manager->Init(nullptr, 0), E_INVALIDARG);
    EXPECT_EQ(manager->Init(&helper_, 0), S_OK);
}

TEST_F(Conformance, S_13_a_failed_Init_releases_the_helper_and_may_be_repeated) {
    const auto manager = new_manager();
    Helper nobody(u"Nobody");
    EXPECT_EQ(manager->Init(&nobody, 0), E_OLK_REGISTRY);
    EXPECT_EQ(nobody.references, 1U);
    EXPECT_EQ(nobody.hands_off_calls, 0);
    EXPECT_EQ(manager->Init(&helper_, 0), S_OK);
}

TEST_F(Conformance, S_13_already_initialised_is_told_before_a_missing_helper) {
    EXPECT_EQ(open_manager()->Init(nullptr, 0), E_OLK_ALREADY_INITIALIZED);
}

TEST_F(Conformance, S_14_a_failure_of_GetIdentity_is_passed_on) {
    Helper failing(u"Ann", Variant::fails);
    EXPECT_EQ(new_manager()->Init(&failing, 0), E_ACCESSDENIED);
}

TEST_F(Conformance, S_14_an_empty_or_unknown_profile_name_is_E_OLK_REGISTRY) {
    Helper empty(u"");
    EXPECT_EQ(new_manager()->Init(&empty, 0), E_OLK_REGISTRY);
    Helper unknown(u"Annabel");
    EXPECT_EQ(new_manager()->Init(&unknown, 0), E_OLK_REGISTRY);
}

TEST_F(Conformance, S_15_initialising_never_asks_for_a_session) {
    {
        const auto manager = new_manager();
        ASSERT_EQ(manager->Init(&helper_, OLK_ACCOUNT_NO_FLAGS), S_OK);
        ids(*manager.get(), nullptr);
    }
    EXPECT_EQ(helper_.session_calls, 0);
}

TEST_F(Conformance, S_16_Init_from_inside_the_helper_is_refused) {
    const auto manager = new_manager();
    HRESULT nested = S_OK;
    HRESULT other_method = S_OK;
    Helper second(u"Otto");
    helper_.inside_identity = [&] {
        nested = manager->Init(&second, 0);
        other_method = manager->DeleteAccount(1);
    };
    EXPECT_EQ(manager->Init(&helper_, 0), S_OK);
    EXPECT_EQ(nested, E_OLK_ALREADY_INITIALIZED);
    EXPECT_EQ(other_method, E_OLK_NOT_INITIALIZED);
    EXPECT_TRUE(second.sizes.empty());
}

TEST_F(Conformance, S_16_of_two_concurrent_Inits_one_wins) {
    const auto manager = new_manager();
    std::atomic<bool> started = false;
    HRESULT late = E_FAIL;
    Helper second(u"Otto");
    std::thread other;
    helper_.inside_identity = [&] {
        other = std::thread([&] {
            started = true;
            late = manager->Init(&second, 0);
        });
        while (!started) std::this_thread::yield();
    };
    EXPECT_EQ(manager->Init(&helper_, 0), S_OK);
    other.join();
    EXPECT_EQ(late, E_OLK_ALREADY_INITIALIZED);
    EXPECT_TRUE(second.sizes.empty());
}

TEST_F(Conformance, S_16_a_waiting_Init_proceeds_when_the_first_one_failed) {
    const auto manager = new_manager();
    HRESULT late = E_FAIL;
    std::thread other;
    Helper failing(u"Nobody");
    failing.inside_identity = [&] {
        other = std::thread([&] { late = manager->Init(&helper_, 0); });
    };
    EXPECT_EQ(manager->Init(&failing, 0), E_OLK_REGISTRY);
    other.join();
    EXPECT_EQ(late, S_OK);
}

TEST_F(Conformance, S_17_the_helper_is_never_queried) {
    open_manager();
    EXPECT_EQ(helper_.queries, 0);
}

TEST_F(Conformance, S_48_without_a_session_nothing_is_handed_off) {
    { const auto manager = open_manager(); }
    EXPECT_EQ(helper_.hands_off_calls, 0);
    EXPECT_EQ(helper_.references, 1U);
}

TEST_F(Conformance, S_58_a_manager_released_inside_the_helper_lives_until_the_call_returns) {
    IOlkAccountManager* const manager = [] {
        void* object = nullptr;
        EXPECT_EQ(OlkCreateAccountManager(IID_IOlkAccountManager, &object), S_OK);
        return static_cast<IOlkAccountManager*>(object);
    }();
    helper_.inside_identity = [&] { manager->Release(); };
    EXPECT_EQ(manager->Init(&helper_, 0), S_OK);
    // Destroyed on the way out, with its reference on the helper.
    EXPECT_EQ(helper_.references, 1U);
    EXPECT_EQ(OlkCanUnloadNow(), S_OK);
}

}  // namespace olkacct::test

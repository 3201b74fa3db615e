// Sections 3, 4, 5 and 7: types, tables and what the headers say where sources disagree.
#include <cstring>
#include <type_traits>

#include "client.h"

namespace olkacct::test {
namespace {

// The method in a slot of an object's table, as a client compiled elsewhere calls it.
template <class... Arguments>
HRESULT call_slot(void* object, std::size_t slot, Arguments... arguments) {
    using Method = HRESULT(STDMETHODCALLTYPE*)(void*, Arguments...);
    void** table = nullptr;
    std::memcpy(&table, object, sizeof table);
    Method method = nullptr;
    std::memcpy(&method, table + slot, sizeof method);
    return method(object, arguments...);
}

}  // namespace

TEST_F(Conformance, AM_Abi_1_documented_members_stand_in_their_slots) {
    const auto manager = new_manager();
    DWORD count = 0;
    DWORD* list = nullptr;
    EXPECT_EQ(call_slot(manager.get(), 18, &CLSID_OlkMail, &count, &list), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(call_slot(manager.get(), 4, static_cast<IOlkAccountHelper*>(&helper_), DWORD{1}),
              S_OK);
    EXPECT_EQ(call_slot(manager.get(), 18, &CLSID_OlkMail, &count, &list), S_OK);
    EXPECT_EQ(call_slot(manager.get(), 23, reinterpret_cast<BYTE*>(list)), S_OK);
    IOlkEnum* enumerator = nullptr;
    EXPECT_EQ(call_slot(manager.get(), 20, &CLSID_OlkMail, static_cast<const CLSID*>(nullptr),
                        DWORD{0}, &enumerator),
              S_OK);
    const Owned owned_enumerator(enumerator);
    EXPECT_EQ(call_slot(enumerator, 3, &count), S_OK);
    EXPECT_GT(count, 0U);
    IOlkAccount* account = nullptr;
    ACCT_VARIANT wanted = number_variant(pop3);
    EXPECT_EQ(call_slot(manager.get(), 11, DWORD{PROP_ACCT_ID}, &wanted, &account), S_OK);
    const Owned owned_account(account);
    ACCT_VARIANT variant{};
    EXPECT_EQ(call_slot(account, 11, DWORD{PROP_ACCT_MINI_UID}, &variant), S_OK);
    EXPECT_EQ(variant.Val.dw, 0x1000U + pop3);
}

TEST_F(Conformance, AM_Abi_2_interfaces_are_a_table_pointer_and_nothing_else) {
    EXPECT_EQ(sizeof(IOlkAccountManager), sizeof(void*));
    EXPECT_EQ(sizeof(IOlkAccount), sizeof(void*));
    EXPECT_EQ(sizeof(IOlkEnum), sizeof(void*));
    EXPECT_FALSE(std::has_virtual_destructor_v<IOlkAccountManager>);
    EXPECT_FALSE(std::has_virtual_destructor_v<IOlkAccount>);
    EXPECT_FALSE(std::has_virtual_destructor_v<IOlkEnum>);
    EXPECT_FALSE(std::has_virtual_destructor_v<IOlkAccountHelper>);
    EXPECT_FALSE(std::has_virtual_destructor_v<IOlkAccountNotify>);
}

TEST_F(Conformance, AM_Abi_3_the_first_three_slots_are_IUnknown) {
    const auto manager = new_manager();
    void* answer = nullptr;
    EXPECT_EQ(call_slot(manager.get(), 0, &IID_IUnknown, &answer), S_OK);
    EXPECT_EQ(answer, manager.get());
    EXPECT_EQ(call_slot(manager.get(), 1), 3);
    EXPECT_EQ(call_slot(manager.get(), 2), 2);
    EXPECT_EQ(call_slot(manager.get(), 2), 1);
}

TEST_F(Conformance, AM_Abi_4_GetProp_and_SetProp_keep_their_names) {
    const bool same =
        std::is_same_v<decltype(&IOlkAccount::GetProp), decltype(&IOlkAccount::SetProp)>;
    EXPECT_TRUE(same);
#if defined(GetProp) || defined(SetProp)
    FAIL() << "a macro of winuser.h is still active";
#endif
}

TEST_F(Conformance, AM_Abi_5_GetLastError_is_a_member_beside_any_global_function) {
    const auto manager = new_manager();
    EXPECT_EQ(static_cast<IOlkErrorUnknown*>(manager.get())->GetLastError(S_OK, nullptr),
              E_INVALIDARG);
}

TEST_F(Conformance, C_01_an_unreadable_registry_has_the_documented_code) {
    EXPECT_EQ(E_OLK_REGISTRY, static_cast<HRESULT>(0x800C8001));
    Helper nobody(u"Nobody");
    EXPECT_EQ(static_cast<DWORD>(new_manager()->Init(&nobody, 0)), 0x800C8001U);
}

TEST_F(Conformance, C_02_an_enumerator_answers_its_own_identifier_and_not_the_one_of_errors) {
    const auto manager = open_manager();
    const auto enumerator = enumerate(*manager.get(), nullptr);
    EXPECT_EQ(IID_IOlkEnum.Data1, 0x9240A6C1U);
    void* answer = nullptr;
    EXPECT_EQ(enumerator->QueryInterface(IID_IOlkEnum, &answer), S_OK);
    EXPECT_EQ(answer, enumerator.get());
    enumerator->Release();
    answer = enumerator.get();
    EXPECT_EQ(enumerator->QueryInterface(IID_IOlkErrorUnknown, &answer), E_NOINTERFACE);
    EXPECT_EQ(answer, nullptr);
}

TEST_F(Conformance, C_03_SetOrder_counts_before_it_looks_at_the_list) {
    const auto manager = open_manager();
    auto* const poison = reinterpret_cast<DWORD*>(std::uintptr_t{16});
    EXPECT_EQ(manager->SetOrder(&CLSID_OlkStore, 0x7FFE1230, poison), E_ACCT_WRONG_SORT_ORDER);
}

TEST_F(Conformance, C_04_Unadvise_takes_its_argument_for_a_number) {
    const auto manager = open_manager();
    DWORD cookie = 1;
    const auto truncated = static_cast<DWORD>(reinterpret_cast<std::uintptr_t>(&cookie));
    EXPECT_EQ(manager->Unadvise(truncated), E_INVALIDARG);
}

TEST_F(Conformance, C_05_Notify_is_a_virtual_member_after_GetLastError) {
    struct Sink final : IOlkAccountNotify {
        HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override { return E_NOINTERFACE; }
        ULONG STDMETHODCALLTYPE AddRef() override { return 1; }
        ULONG STDMETHODCALLTYPE Release() override { return 1; }
        HRESULT STDMETHODCALLTYPE GetLastError(HRESULT, LPWSTR*) override { return E_NOTIMPL; }
        HRESULT STDMETHODCALLTYPE Notify(DWORD event, DWORD, DWORD) override {
            return static_cast<HRESULT>(event);
        }
    } sink;
    EXPECT_EQ(call_slot(&sink, 4, DWORD{NOTIFY_ACCT_DELETED}, DWORD{1}, DWORD{0}), 3);
}

TEST_F(Conformance, C_06_password_tags_carry_the_security_bit) {
    EXPECT_EQ(PROP_INET_PASSWORD, 0x0102801FU);
    EXPECT_EQ(PROP_SMTP_PASSWORD, 0x0205801FU);
    const auto account = find(*open_manager().get(), pop3);
    EXPECT_EQ(read(*account.get(), 0x0102001F).hr, E_ACCT_NOT_FOUND);
    EXPECT_EQ(read(*account.get(), 0x0205001F).hr, E_ACCT_NOT_FOUND);
}

TEST_F(Conformance, C_07_the_primary_send_account_has_both_names) {
    EXPECT_EQ(PR_PRIMARY_SEND_ACCOUNT, 0x0E28001FU);
    EXPECT_EQ(PR_PRIMARY_SEND_ACCT, 0x0E28001FU);
}

TEST_F(Conformance, C_08_definitions_that_other_headers_lack_are_there) {
    EXPECT_EQ(ACCT_INIT_NO_STORES_CHECK, 2);
    EXPECT_EQ(ACCT_INIT_NO_NOTIFICATIONS, 4);
    EXPECT_EQ(E_ACCT_UI_BUSY, static_cast<HRESULT>(0x800C8102));
    EXPECT_EQ(PROP_ACCT_MINI_UID, 0x00030003U);
    EXPECT_EQ(PROP_MAPI_EMSMDB_UID, 0x20090102U);
    EXPECT_EQ(PROP_INET_SERVER, 0x0100001FU);
}

TEST_F(Conformance, C_09_FreeMemory_and_DeleteAccount_take_one_argument) {
    const bool free_takes_one =
        std::is_same_v<decltype(&IOlkAccountManager::FreeMemory),
                       HRESULT (STDMETHODCALLTYPE IOlkAccountManager::*)(BYTE*)>;
    const bool delete_takes_one =
        std::is_same_v<decltype(&IOlkAccountManager::DeleteAccount),
                       HRESULT (STDMETHODCALLTYPE IOlkAccountManager::*)(DWORD)>;
    EXPECT_TRUE(free_takes_one);
    EXPECT_TRUE(delete_takes_one);
}

TEST_F(Conformance, C_10_placeholder_slots_are_unsupported_before_and_after_Init) {
    const auto fresh = new_manager();
    const auto opened = open_manager();
    for (const unsigned slot : {6U, 7U, 8U, 9U, 10U, 12U, 13U, 14U, 16U, 21U, 22U, 26U, 27U, 28U}) {
        EXPECT_EQ(call_slot(fresh.get(), slot), E_NOTIMPL) << slot;
        EXPECT_EQ(call_slot(opened.get(), slot), E_NOTIMPL) << slot;
    }
}

TEST_F(Conformance, C_23_manager_and_account_provide_error_texts_themselves) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    for (IUnknown* const object :
         {static_cast<IUnknown*>(manager.get()), static_cast<IUnknown*>(account.get())}) {
        void* answer = nullptr;
        ASSERT_EQ(object->QueryInterface(IID_IOlkErrorUnknown, &answer), S_OK);
        const Owned errors(static_cast<IOlkErrorUnknown*>(answer));
        EXPECT_FALSE(error_text(*errors.get(), E_ACCT_NOT_FOUND).empty());
    }
}

TEST_F(Conformance, C_26_GetNext_fills_its_argument) {
    const auto manager = open_manager();
    const auto enumerator = enumerate(*manager.get(), nullptr);
    Owned<IUnknown> unknown;
    EXPECT_EQ(enumerator->GetNext(unknown.put()), S_OK);
    EXPECT_TRUE(unknown);
}

}  // namespace olkacct::test

// Section 6: packaging, identity, threading.
#include <array>
#include <thread>

#include <olkacct/accteditor.h>
#include <olkacct/accthelper.h>

#include "client.h"

namespace olkacct::test {
namespace {

void expect_interfaces(IUnknown& object, const std::vector<IID>& provided) {
    const std::array known = {IID_IUnknown,          IID_IClassFactory,     IID_IOlkErrorUnknown,
                              IID_IOlkEnum,          IID_IOlkAccount,       IID_IOlkAccountManager,
                              IID_IOlkAccountHelper, IID_IOlkAccountNotify, IID_IOlkAccountEditor};
    for (const IID& iid : known) {
        void* answer = &object;
        const HRESULT hr = object.QueryInterface(iid, &answer);
        bool expected = false;
        for (const IID& one : provided) expected = expected || one == iid;
        EXPECT_EQ(hr, expected ? S_OK : E_NOINTERFACE) << std::hex << iid.Data1;
        EXPECT_EQ(answer != nullptr, expected);
        if (answer != nullptr) static_cast<IUnknown*>(answer)->Release();
    }
}

}  // namespace

TEST_F(Conformance, AM_Com_1_activation_gives_an_uninitialised_manager_with_one_reference) {
    void* factory_pointer = nullptr;
    ASSERT_EQ(OlkGetClassObject(CLSID_OlkAccountManager, IID_IClassFactory, &factory_pointer),
              S_OK);
    const Owned factory(static_cast<IClassFactory*>(factory_pointer));
    void* object = nullptr;
    ASSERT_EQ(factory->CreateInstance(nullptr, IID_IOlkAccountManager, &object), S_OK);
    auto* const manager = static_cast<IOlkAccountManager*>(object);
    EXPECT_EQ(manager->DeleteAccount(1), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->Release(), 0U);
}

TEST_F(Conformance, AM_Com_1_the_plain_factory_function_keeps_the_same_contract) {
    void* object = nullptr;
    ASSERT_EQ(OlkCreateAccountManager(IID_IOlkAccountManager, &object), S_OK);
    auto* const manager = static_cast<IOlkAccountManager*>(object);
    EXPECT_EQ(manager->DeleteAccount(1), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(manager->Release(), 0U);
    EXPECT_EQ(OlkCreateAccountManager(IID_IOlkAccount, &object), E_NOINTERFACE);
    EXPECT_EQ(object, nullptr);
}

TEST_F(Conformance, AM_Com_1_only_the_manager_and_our_own_two_are_creatable_classes) {
    for (const CLSID& clsid : {CLSID_OlkPOP3Account, CLSID_OlkMail, CLSID_OlkMAPIAccount}) {
        void* factory = this;
        EXPECT_EQ(OlkGetClassObject(clsid, IID_IClassFactory, &factory), CLASS_E_CLASSNOTAVAILABLE);
        EXPECT_EQ(factory, nullptr);
    }
    EXPECT_EQ(OlkGetClassObject(CLSID_OlkAccountManager, IID_IClassFactory, nullptr), E_POINTER);
    for (const CLSID& clsid :
         {CLSID_OlkAccountManager, CLSID_OlkAccountEditor, CLSID_OlkAccountHelper}) {
        void* factory = nullptr;
        EXPECT_EQ(OlkGetClassObject(clsid, IID_IClassFactory, &factory), S_OK);
        static_cast<IClassFactory*>(factory)->Release();
    }
}

TEST_F(Conformance, AM_Com_2_managers_are_independent_and_each_opens_its_own_profile) {
    Helper otto(u"Otto");
    const auto first = open_manager();
    const auto second = new_manager();
    ASSERT_EQ(second->Init(&otto, 0), S_OK);
    EXPECT_EQ(read(*find(*second.get(), 1).get(), PROP_ACCT_NAME).text, u"Otto's");
    EXPECT_EQ(read(*find(*first.get(), 1).get(), PROP_ACCT_NAME).text, u"Outlook Address Book");
}

TEST_F(Conformance, AM_Com_3_each_object_answers_exactly_its_interfaces) {
    const auto manager = open_manager();
    expect_interfaces(*manager.get(), {IID_IUnknown, IID_IOlkErrorUnknown, IID_IOlkAccountManager});
    expect_interfaces(*find(*manager.get(), pop3).get(),
                      {IID_IUnknown, IID_IOlkErrorUnknown, IID_IOlkAccount});
    expect_interfaces(*enumerate(*manager.get(), nullptr).get(), {IID_IUnknown, IID_IOlkEnum});
}

TEST_F(Conformance, AM_Com_4_the_identity_of_an_object_is_one_pointer) {
    const auto manager = open_manager();
    void* first = nullptr;
    void* second = nullptr;
    ASSERT_EQ(manager->QueryInterface(IID_IUnknown, &first), S_OK);
    ASSERT_EQ(static_cast<IUnknown*>(first)->QueryInterface(IID_IUnknown, &second), S_OK);
    EXPECT_EQ(first, second);
    EXPECT_EQ(manager->Release(), 2U);
    EXPECT_EQ(manager->Release(), 1U);
}

TEST_F(Conformance, AM_Plc_1_placeholders_of_manager_and_account_are_not_supported) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    for (const HRESULT hr : {manager->Slot6(), manager->Slot12(), manager->Slot28(),
                             account->Slot4(), account->Slot13(), account->Slot17()})
        EXPECT_EQ(hr, E_NOTIMPL);
}

TEST_F(Conformance, AM_Plc_2_the_helpers_placeholder_is_never_called) {
    {
        const auto manager = open_manager();
        ids(*manager.get(), nullptr);
    }
    EXPECT_EQ(helper_.placeholder_calls, 0);
}

TEST_F(Conformance, S_01_aggregation_is_refused) {
    void* factory_pointer = nullptr;
    ASSERT_EQ(OlkGetClassObject(CLSID_OlkAccountManager, IID_IClassFactory, &factory_pointer),
              S_OK);
    const Owned factory(static_cast<IClassFactory*>(factory_pointer));
    void* object = this;
    EXPECT_EQ(factory->CreateInstance(&helper_, IID_IUnknown, &object), CLASS_E_NOAGGREGATION);
    EXPECT_EQ(object, nullptr);
}

TEST_F(Conformance, S_02_placeholders_touch_nothing) {
    const auto manager = open_manager();
    const auto before = ids(*manager.get(), nullptr);
    EXPECT_EQ(manager->Slot16(), E_NOTIMPL);
    EXPECT_EQ(ids(*manager.get(), nullptr), before);
}

TEST_F(Conformance, S_03_objects_work_on_other_threads_and_hold_no_lock_while_calling_out) {
    const auto manager = new_manager();
    // Another thread uses the manager while the helper is inside its call: a lock would hang.
    helper_.inside_identity = [&] {
        std::thread([&] {
            EXPECT_EQ(manager->DeleteAccount(1), E_OLK_NOT_INITIALIZED);
            EXPECT_EQ(manager->FreeMemory(nullptr), S_OK);
        }).join();
    };
    ASSERT_EQ(manager->Init(&helper_, 0), S_OK);
    std::thread([&] {
        EXPECT_EQ(order(*manager.get(), CLSID_OlkMail).front(), DWORD{imap});
    }).join();
}

TEST_F(Conformance, S_04_the_library_may_go_only_when_nothing_of_it_is_in_use) {
    EXPECT_EQ(OlkCanUnloadNow(), S_OK);
    EXPECT_EQ(DllCanUnloadNow(), S_OK);
    auto manager = open_manager();
    EXPECT_EQ(OlkCanUnloadNow(), S_FALSE);
    auto account = find(*manager.get(), pop3);
    auto enumerator = enumerate(*manager.get(), nullptr);
    DWORD count = 0;
    DWORD* list = nullptr;
    ASSERT_EQ(manager->GetOrder(&CLSID_OlkMail, &count, &list), S_OK);
    manager.reset();
    EXPECT_EQ(OlkCanUnloadNow(), S_FALSE);
    enumerator.reset();
    EXPECT_EQ(OlkCanUnloadNow(), S_FALSE);
    EXPECT_EQ(account->FreeMemory(reinterpret_cast<BYTE*>(list)), S_OK);
    EXPECT_EQ(OlkCanUnloadNow(), S_FALSE);
    account.reset();
    EXPECT_EQ(OlkCanUnloadNow(), S_OK);
}

TEST_F(Conformance, S_04_a_lock_of_the_class_factory_keeps_the_library) {
    void* factory_pointer = nullptr;
    ASSERT_EQ(DllGetClassObject(CLSID_OlkAccountManager, IID_IClassFactory, &factory_pointer),
              S_OK);
    Owned factory(static_cast<IClassFactory*>(factory_pointer));
    EXPECT_EQ(factory->LockServer(TRUE), S_OK);
    factory.reset();
    EXPECT_EQ(OlkCanUnloadNow(), S_FALSE);
    ASSERT_EQ(DllGetClassObject(CLSID_OlkAccountManager, IID_IClassFactory, &factory_pointer),
              S_OK);
    factory = Owned(static_cast<IClassFactory*>(factory_pointer));
    EXPECT_EQ(factory->LockServer(FALSE), S_OK);
    EXPECT_EQ(factory->LockServer(FALSE), E_UNEXPECTED);
    factory.reset();
    EXPECT_EQ(OlkCanUnloadNow(), S_OK);
}

TEST_F(Conformance, S_05_QueryInterface_without_an_out_pointer_is_E_POINTER) {
    const auto manager = open_manager();
    EXPECT_EQ(manager->QueryInterface(IID_IUnknown, nullptr), E_POINTER);
    EXPECT_EQ(find(*manager.get(), pop3)->QueryInterface(IID_IUnknown, nullptr), E_POINTER);
    EXPECT_EQ(enumerate(*manager.get(), nullptr)->QueryInterface(IID_IUnknown, nullptr), E_POINTER);
}

TEST_F(Conformance, S_06_two_objects_of_one_account_tell_it_by_its_mini_uid) {
    const auto manager = open_manager();
    const auto first = find(*manager.get(), pop3);
    const auto second = find(*manager.get(), pop3);
    EXPECT_EQ(read(*first.get(), PROP_ACCT_MINI_UID).number,
              read(*second.get(), PROP_ACCT_MINI_UID).number);
}

}  // namespace olkacct::test

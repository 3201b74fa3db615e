// The binary contract of the headers: numbers of all slots, layouts, identifiers, constants.
#include <gtest/gtest.h>
#include <olkacct/acctmgmt.h>

#include <cstring>
#include <string>
#include <type_traits>

namespace {

// Calls the method in a slot the way a client compiled elsewhere does: first word of the object,
// entry of the table, `this` as first argument.
template <class... Arguments>
HRESULT call_slot(void* object, std::size_t slot, Arguments... arguments) {
    using Method = HRESULT(STDMETHODCALLTYPE*)(void*, Arguments...);
    void** table = nullptr;
    std::memcpy(&table, object, sizeof table);
    Method method = nullptr;
    std::memcpy(&method, table + slot, sizeof method);
    return method(object, arguments...);
}

// Each member answers its documented slot number.
#define ANSWERS(name, slot, ...) \
    HRESULT STDMETHODCALLTYPE name(__VA_ARGS__) override { return slot; }

template <class Interface>
struct Counted : Interface {
    ANSWERS(QueryInterface, 0, REFIID, void**)
    ULONG STDMETHODCALLTYPE AddRef() override { return 1; }
    ULONG STDMETHODCALLTYPE Release() override { return 2; }
};

template <class Interface>
struct WithError : Counted<Interface> {
    ANSWERS(GetLastError, 3, HRESULT, LPWSTR*)
};

struct Manager final : WithError<IOlkAccountManager> {
    ANSWERS(Init, 4, IOlkAccountHelper*, DWORD)
    ANSWERS(DisplayAccountList, 5, HWND, DWORD, LPCWSTR, DWORD, const CLSID*, const CLSID*)
    ANSWERS(Slot6, 6)
    ANSWERS(Slot7, 7)
    ANSWERS(Slot8, 8)
    ANSWERS(Slot9, 9)
    ANSWERS(Slot10, 10)
    ANSWERS(FindAccount, 11, DWORD, ACCT_VARIANT*, IOlkAccount**)
    ANSWERS(Slot12, 12)
    ANSWERS(Slot13, 13)
    ANSWERS(Slot14, 14)
    ANSWERS(DeleteAccount, 15, DWORD)
    ANSWERS(Slot16, 16)
    ANSWERS(SaveChanges, 17, DWORD, DWORD)
    ANSWERS(GetOrder, 18, const CLSID*, DWORD*, DWORD**)
    ANSWERS(SetOrder, 19, const CLSID*, DWORD, DWORD*)
    ANSWERS(EnumerateAccounts, 20, const CLSID*, const CLSID*, DWORD, IOlkEnum**)
    ANSWERS(Slot21, 21)
    ANSWERS(Slot22, 22)
    ANSWERS(FreeMemory, 23, BYTE*)
    ANSWERS(Advise, 24, IOlkAccountNotify*, DWORD*)
    ANSWERS(Unadvise, 25, DWORD)
    ANSWERS(Slot26, 26)
    ANSWERS(Slot27, 27)
    ANSWERS(Slot28, 28)
};

struct Account final : WithError<IOlkAccount> {
    ANSWERS(Slot4, 4)
    ANSWERS(Slot5, 5)
    ANSWERS(Slot6, 6)
    ANSWERS(Slot7, 7)
    ANSWERS(Slot8, 8)
    ANSWERS(Slot9, 9)
    ANSWERS(GetAccountInfo, 10, CLSID*, DWORD*, CLSID**)
    ANSWERS(GetProp, 11, DWORD, ACCT_VARIANT*)
    ANSWERS(SetProp, 12, DWORD, ACCT_VARIANT*)
    ANSWERS(Slot13, 13)
    ANSWERS(Slot14, 14)
    ANSWERS(Slot15, 15)
    ANSWERS(FreeMemory, 16, BYTE*)
    ANSWERS(Slot17, 17)
    ANSWERS(SaveChanges, 18, DWORD)
};

struct Enumerator final : Counted<IOlkEnum> {
    ANSWERS(GetCount, 3, DWORD*)
    ANSWERS(Reset, 4)
    ANSWERS(GetNext, 5, LPUNKNOWN*)
    ANSWERS(Skip, 6, DWORD)
};

struct Helper final : Counted<IOlkAccountHelper> {
    ANSWERS(Placeholder1, 3, void*)
    ANSWERS(GetIdentity, 4, LPWSTR, DWORD*)
    ANSWERS(GetMapiSession, 5, LPUNKNOWN*)
    ANSWERS(HandsOffSession, 6)
};

struct Sink final : WithError<IOlkAccountNotify> {
    ANSWERS(Notify, 4, DWORD, DWORD, DWORD)
};

struct Factory final : Counted<IClassFactory> {
    ANSWERS(CreateInstance, 3, IUnknown*, REFIID, void**)
    ANSWERS(LockServer, 4, BOOL)
};

#undef ANSWERS

// The caller's arguments do not matter to these methods; every slot is called with none.
template <class Class>
void expect_slots(HRESULT count) {
    Class object;
    for (HRESULT slot = 3; slot < count; ++slot)
        EXPECT_EQ(call_slot(&object, static_cast<std::size_t>(slot)), slot);
}

std::string text(const GUID& guid) {
    char out[40];
    std::snprintf(out, sizeof out, "%08X-%04X-%04X-%02X%02X-%02X%02X%02X%02X%02X%02X",
                  static_cast<unsigned>(guid.Data1), guid.Data2, guid.Data3, guid.Data4[0],
                  guid.Data4[1], guid.Data4[2], guid.Data4[3], guid.Data4[4], guid.Data4[5],
                  guid.Data4[6], guid.Data4[7]);
    return out;
}

}  // namespace

TEST(AbiLayout, manager_has_its_29_documented_slots) { expect_slots<Manager>(29); }

TEST(AbiLayout, account_has_its_19_documented_slots) { expect_slots<Account>(19); }

TEST(AbiLayout, enumerator_has_its_7_documented_slots) { expect_slots<Enumerator>(7); }

TEST(AbiLayout, helper_has_its_7_documented_slots) { expect_slots<Helper>(7); }

TEST(AbiLayout, notify_sink_has_its_5_documented_slots) { expect_slots<Sink>(5); }

TEST(AbiLayout, class_factory_has_its_5_documented_slots) { expect_slots<Factory>(5); }

TEST(AbiLayout, arguments_arrive_through_the_raw_table) {
    struct Echo final : Counted<IOlkAccountNotify> {
        HRESULT STDMETHODCALLTYPE GetLastError(HRESULT hr, LPWSTR* out) override {
            *out = nullptr;
            return hr;
        }
        HRESULT STDMETHODCALLTYPE Notify(DWORD event, DWORD account, DWORD flags) override {
            return static_cast<HRESULT>(event * 100 + account * 10 + flags);
        }
    } echo;
    WCHAR letter = 0;
    LPWSTR out = &letter;
    EXPECT_EQ(call_slot(&echo, 3, HRESULT{-7}, &out), -7);
    EXPECT_EQ(out, nullptr);
    EXPECT_EQ(call_slot(&echo, 4, DWORD{5}, DWORD{4}, DWORD{3}), 543);
}

TEST(AbiLayout, interfaces_hold_nothing_but_the_table_pointer) {
    static_assert(sizeof(IOlkAccountManager) == sizeof(void*));
    static_assert(sizeof(IOlkAccount) == sizeof(void*));
    static_assert(sizeof(IOlkEnum) == sizeof(void*));
    static_assert(sizeof(IOlkAccountHelper) == sizeof(void*));
    static_assert(sizeof(IOlkAccountNotify) == sizeof(void*));
    static_assert(!std::has_virtual_destructor_v<IOlkAccountManager>);
    static_assert(!std::has_virtual_destructor_v<IOlkAccountHelper>);
    Manager manager;
    EXPECT_EQ(static_cast<void*>(static_cast<IUnknown*>(&manager)), &manager);
}

TEST(AbiLayout, variant_and_binary_have_their_documented_offsets) {
    ACCT_VARIANT variant{};
    const auto* start = reinterpret_cast<const char*>(&variant);
    const auto offset = [&](const void* member) {
        return static_cast<std::size_t>(static_cast<const char*>(member) - start);
    };
    EXPECT_EQ(offset(&variant.dwType), 0U);
    EXPECT_EQ(offset(&variant.Val.dw), sizeof(void*));
    EXPECT_EQ(offset(&variant.Val.pwsz), sizeof(void*));
    EXPECT_EQ(offset(&variant.Val.bin.cb), sizeof(void*));
    EXPECT_EQ(offset(&variant.Val.bin.pb), 2 * sizeof(void*));
    EXPECT_EQ(sizeof variant, sizeof(void*) == 8 ? 24U : 12U);
}

TEST(AbiLayout, identifiers_read_as_documented) {
    const std::string tail = "-11D2-8C3B-00104B2A6676";
    EXPECT_EQ(text(IID_IUnknown), "00000000-0000-0000-C000-000000000046");
    EXPECT_EQ(text(IID_IClassFactory), "00000001-0000-0000-C000-000000000046");
    EXPECT_EQ(text(IID_IOlkErrorUnknown), "9240A6C0-AF41" + tail);
    EXPECT_EQ(text(IID_IOlkEnum), "9240A6C1-AF41" + tail);
    EXPECT_EQ(text(IID_IOlkAccountNotify), "9240A6C3-AF41" + tail);
    EXPECT_EQ(text(IID_IOlkAccountHelper), "9240A6CB-AF41" + tail);
    EXPECT_EQ(text(IID_IOlkAccountManager), "9240A6CD-AF41" + tail);
    EXPECT_EQ(text(IID_IOlkAccount), "9240A6D2-AF41" + tail);
    EXPECT_EQ(text(CLSID_OlkAccountManager), "ED475410-B0D6" + tail);
    EXPECT_EQ(text(CLSID_OlkPOP3Account), "ED475411-B0D6" + tail);
    EXPECT_EQ(text(CLSID_OlkIMAP4Account), "ED475412-B0D6" + tail);
    EXPECT_EQ(text(CLSID_OlkMAPIAccount), "ED475414-B0D6" + tail);
    EXPECT_EQ(text(CLSID_OlkMail), "ED475418-B0D6" + tail);
    EXPECT_EQ(text(CLSID_OlkAddressBook), "ED475419-B0D6" + tail);
    EXPECT_EQ(text(CLSID_OlkStore), "ED475420-B0D6" + tail);
    EXPECT_EQ(text(CLSID_OlkHotmailAccount), "4DB5CBF0-3B77-4852-BC8E-BB81908861F3");
    EXPECT_EQ(text(CLSID_OlkLDAPAccount), "4DB5CBF2-3B77-4852-BC8E-BB81908861F3");
}

TEST(AbiLayout, property_tags_have_their_documented_numbers) {
    EXPECT_EQ(PROP_ACCT_ID, 0x00010003U);
    EXPECT_EQ(PROP_ACCT_NAME, 0x0002001FU);
    EXPECT_EQ(PROP_ACCT_MINI_UID, 0x00030003U);
    EXPECT_EQ(PROP_ACCT_TYPE, 0x0004001FU);
    EXPECT_EQ(PROP_ACCT_IDENTITY, 0x0007001FU);
    EXPECT_EQ(PROP_ACCT_FLAVOR, 0x0008001FU);
    EXPECT_EQ(PROP_MAPI_SERVICE_NAME, PROP_ACCT_FLAVOR);
    EXPECT_EQ(PROP_ACCT_IS_DEFAULT_MAIL, 0x000A0003U);
    EXPECT_EQ(PROP_ACCT_USER_DISPLAY_NAME, 0x000B001FU);
    EXPECT_EQ(PROP_ACCT_USER_EMAIL_ADDR, 0x000C001FU);
    EXPECT_EQ(PROP_ACCT_STAMP, 0x000D001FU);
    EXPECT_EQ(PROP_ACCT_SEND_STAMP, 0x000E001FU);
    EXPECT_EQ(PROP_ACCT_IS_EXCH, 0x00140003U);
    EXPECT_EQ(PROP_ACCT_DISABLED, 0x00150003U);
    EXPECT_EQ(PROP_ACCT_DELIVERY_STORE, 0x00180102U);
    EXPECT_EQ(PROP_ACCT_DELIVERY_FOLDER, 0x00190102U);
    EXPECT_EQ(PROP_ACCT_SENTITEMS_EID, 0x00200102U);
    EXPECT_EQ(PROP_ACCT_PREFERENCES_UID, 0x00220102U);
    EXPECT_EQ(PROP_INET_SERVER, 0x0100001FU);
    EXPECT_EQ(PROP_INET_USER, 0x0101001FU);
    EXPECT_EQ(PROP_INET_PASSWORD, 0x0102801FU);
    EXPECT_EQ(PROP_INET_PORT, 0x01040003U);
    EXPECT_EQ(PROP_INET_SSL, 0x01050003U);
    EXPECT_EQ(PROP_INET_USE_SPA, 0x01080003U);
    EXPECT_EQ(PROP_SMTP_SERVER, 0x0200001FU);
    EXPECT_EQ(PROP_SMTP_PORT, 0x02010003U);
    EXPECT_EQ(PROP_SMTP_SSL, 0x02020003U);
    EXPECT_EQ(PROP_SMTP_USE_AUTH, 0x02030003U);
    EXPECT_EQ(PROP_SMTP_USER, 0x0204001FU);
    EXPECT_EQ(PROP_SMTP_PASSWORD, 0x0205801FU);
    EXPECT_EQ(PROP_SMTP_USE_SPA, 0x02070003U);
    EXPECT_EQ(PROP_SMTP_AUTH_METHOD, 0x02080003U);
    EXPECT_EQ(PROP_SMTP_SECURE_CONNECTION, 0x020A0003U);
    EXPECT_EQ(PROP_POP_LEAVE_ON_SERVER, 0x10000003U);
    EXPECT_EQ(PROP_MAPI_SERVICE_UID, 0x20000102U);
    EXPECT_EQ(PROP_MAPI_PROVIDER_TYPE, 0x20010003U);
    EXPECT_EQ(PROP_MAPI_IDENTITY_ENTRYID, 0x20020102U);
    EXPECT_EQ(PROP_MAPI_EMSMDB_UID, 0x20090102U);
    EXPECT_EQ(PROP_MAPI_TRANSPORT_FLAGS, 0x20100102U);
    EXPECT_EQ(PR_PRIMARY_SEND_ACCOUNT, 0x0E28001FU);
    EXPECT_EQ(PR_PRIMARY_SEND_ACCT, PR_PRIMARY_SEND_ACCOUNT);
    EXPECT_EQ(PR_NEXT_SEND_ACCT, 0x0E29001FU);
}

TEST(AbiLayout, days_of_leave_on_server_stand_in_the_high_word) {
    EXPECT_EQ(GET_REMOVE_AFTER_DAYS(0x000E0003), 14U);
    EXPECT_EQ(SET_REMOVE_AFTER_DAYS(14) | LEAVE_ON_SERVER | REMOVE_AFTER, 0x000E0003U);
}

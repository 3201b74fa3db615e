// Section 9: each method stands in its slot, and answers as the interface that it belongs to.
#include <algorithm>
#include <cstring>
#include <type_traits>

#include "mapi_client.h"

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

// Fills what a method returns, so that a cleared one shows.
template <class T>
struct Out {
    T value = (T)0x10;  // NOLINT: any pointer or number
    T* operator&() { return &value; }
    bool is_clear() const { return value == T{}; }
};

// Gives back what QueryInterface answers, and whether it is the object itself.
bool answers(IUnknown& object, const IID& iid) {
    void* found = nullptr;
    if (FAILED(object.QueryInterface(iid, &found))) return false;
    EXPECT_EQ(found, &object);
    object.Release();
    return true;
}

}  // namespace

TEST_F(MapiConformance, MP_Abi_1_methods_of_a_session_stand_in_their_slots) {
    use_sample();
    const auto session = logon();
    Out<IMAPITable*> table;
    EXPECT_EQ(call_slot(session.get(), 4, ULONG{0}, &table), MAPI_E_NO_SUPPORT);
    EXPECT_TRUE(table.is_clear());
    MAPIUID uid = pbGlobalProfileSectionGuid;
    Owned<IProfSect> section;
    EXPECT_EQ(call_slot(session.get(), 7, &uid, static_cast<const IID*>(nullptr), ULONG{0},
                        section.put()),
              S_OK);
    Owned<IMAPITable> status;
    EXPECT_EQ(call_slot(session.get(), 8, ULONG{0}, status.put()), S_OK);
    ULONG size = 0;
    ENTRYID* identity = nullptr;
    EXPECT_EQ(call_slot(session.get(), 16, &size, &identity), MAPI_W_NO_SERVICE);
    MAPIFreeBuffer(identity);
    Owned<IMsgServiceAdmin> services;
    EXPECT_EQ(call_slot(session.get(), 19, ULONG{0}, services.put()), S_OK);
    Out<ULONG_PTR> token;
    EXPECT_EQ(call_slot(session.get(), 21, static_cast<const IID*>(nullptr),
                        static_cast<IMessage*>(nullptr), &token),
              MAPI_E_NO_SUPPORT);
    EXPECT_TRUE(token.is_clear());
    EXPECT_EQ(call_slot(session.get(), 17, ULONG_PTR{0}, ULONG{0}, ULONG{0}), S_OK);
    EXPECT_EQ(call_slot(session.get(), 8, ULONG{0}, status.put()), MAPI_E_END_OF_SESSION);
}

TEST_F(MapiConformance, MP_Abi_1_methods_of_administrations_stand_in_their_slots) {
    use_sample();
    const auto profiles = admin();
    Owned<IMAPITable> table;
    EXPECT_EQ(call_slot(profiles.get(), 4, ULONG{0}, table.put()), S_OK);
    EXPECT_EQ(call_slot(profiles.get(), 6, t("missing"), ULONG{0}), MAPI_E_NOT_FOUND);
    EXPECT_EQ(call_slot(profiles.get(), 10, t("missing"), ULONG{0}), MAPI_E_NOT_FOUND);
    Owned<IMsgServiceAdmin2> services;
    EXPECT_EQ(call_slot(profiles.get(), 11, t("Outlook"), t(""), ULONG_PTR{0}, ULONG{0},
                        reinterpret_cast<IMsgServiceAdmin**>(services.put())),
              S_OK);
    EXPECT_EQ(call_slot(services.get(), 4, ULONG{0}, table.put()), S_OK);
    MAPIUID uid{};
    EXPECT_EQ(call_slot(services.get(), 8, &uid, ULONG{0}, t("x")), MAPI_E_NO_SUPPORT);
    EXPECT_EQ(call_slot(services.get(), 14, ULONG{0}, table.put()), S_OK);
    EXPECT_EQ(call_slot(services.get(), 15, t("MSEMS"), t("x"), ULONG_PTR{0}, ULONG{0}, &uid),
              S_OK);
    Owned<IProviderAdmin> providers;
    EXPECT_EQ(call_slot(services.get(), 12, &uid, ULONG{0}, providers.put()), S_OK);
    EXPECT_EQ(call_slot(providers.get(), 4, ULONG{0}, table.put()), S_OK);
    EXPECT_EQ(call_slot(providers.get(), 6, &uid), MAPI_E_NOT_FOUND);
    EXPECT_EQ(call_slot(services.get(), 6, &uid), S_OK);
}

TEST_F(MapiConformance, MP_Abi_1_methods_of_sections_and_tables_stand_in_their_slots) {
    use_sample();
    const auto services_of = services();
    const auto open = section(*services_of.get(), pbGlobalProfileSectionGuid);
    EXPECT_EQ(call_slot(open.get(), 4, ULONG{0}), S_OK);
    SPropTagArray* list = nullptr;
    EXPECT_EQ(call_slot(open.get(), 6, ULONG{0}, &list), S_OK);
    MAPIFreeBuffer(list);
    Out<SPropTagArray*> ids;
    EXPECT_EQ(
        call_slot(open.get(), 13, ULONG{0}, static_cast<MAPINAMEID**>(nullptr), ULONG{0}, &ids),
        MAPI_E_NO_SUPPORT);
    EXPECT_TRUE(ids.is_clear());
    Owned<IMAPITable> table;
    ASSERT_EQ(services_of->GetMsgServiceTable(0, table.put()), S_OK);
    ULONG count = 0;
    EXPECT_EQ(call_slot(table.get(), 9, ULONG{0}, &count), S_OK);
    EXPECT_EQ(count, 4U);
    EXPECT_EQ(call_slot(table.get(), 10, BOOKMARK_END, LONG{0}, static_cast<LONG*>(nullptr)), S_OK);
    SRowSet* rows = nullptr;
    EXPECT_EQ(call_slot(table.get(), 19, LONG{-1}, ULONG{0}, &rows), S_OK);
    EXPECT_EQ(rows->cRows, 1U);
    FreeProws(rows);
    EXPECT_EQ(call_slot(table.get(), 20), S_OK);
    Out<BOOKMARK> mark;
    EXPECT_EQ(call_slot(table.get(), 25, ULONG{0}, ULONG{0}, static_cast<BYTE*>(nullptr), &mark),
              MAPI_E_NO_SUPPORT);
    EXPECT_TRUE(mark.is_clear());
}

TEST_F(MapiConformance, MP_Abi_3_only_OnNotify_returns_a_number) {
    const bool is_number =
        std::is_same_v<decltype(&IMAPIAdviseSink::OnNotify),
                       ULONG (STDMETHODCALLTYPE IMAPIAdviseSink::*)(ULONG, NOTIFICATION*)>;
    EXPECT_TRUE(is_number);
}

TEST_F(MapiConformance, MP_Abi_6_GetLastError_is_a_method_beside_any_function) {
    use_sample();
    EXPECT_EQ(admin()->GetLastError(S_OK, 0, nullptr), MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiConformance, MP_Gen_1_warnings_are_successes) {
    for (const HRESULT warning : {MAPI_W_ERRORS_RETURNED, MAPI_W_NO_SERVICE,
                                  MAPI_W_POSITION_CHANGED, MAPI_W_PARTIAL_COMPLETION}) {
        EXPECT_TRUE(SUCCEEDED(warning));
        EXPECT_NE(warning, S_OK);
    }
}

TEST_F(MapiConformance, MP_Gen_3_each_object_answers_exactly_its_interfaces) {
    use_sample();
    const auto profiles = admin();
    const auto services_of = services();
    const auto session = logon();
    MAPIUID uid = service_uid(*services_of.get(), "MSEMS");
    Owned<IProviderAdmin> providers;
    ASSERT_EQ(services_of->AdminProviders(&uid, 0, providers.put()), S_OK);
    Owned<IMAPITable> table;
    ASSERT_EQ(profiles->GetProfileTable(0, table.put()), S_OK);
    const IID all[] = {IID_IMAPISession,      IID_IMAPITable,     IID_IMAPIProp,
                       IID_IProfSect,         IID_IProfAdmin,     IID_IMsgServiceAdmin,
                       IID_IMsgServiceAdmin2, IID_IProviderAdmin, IID_IMAPIAdviseSink};
    const auto check = [&](IUnknown& object, std::vector<IID> own) {
        EXPECT_TRUE(answers(object, IID_IUnknown));
        for (const IID& iid : all) {
            const bool expected = std::find(own.begin(), own.end(), iid) != own.end();
            EXPECT_EQ(answers(object, iid), expected) << std::hex << iid.Data1;
        }
    };
    check(*profiles.get(), {IID_IProfAdmin});
    check(*services_of.get(), {IID_IMsgServiceAdmin, IID_IMsgServiceAdmin2});
    check(*providers.get(), {IID_IProviderAdmin});
    check(*session.get(), {IID_IMAPISession});
    check(*table.get(), {IID_IMAPITable});
}

TEST_F(MapiConformance, MS_02_unknown_flags_are_ignored) {
    use_sample();
    Owned<IMAPITable> table;
    EXPECT_EQ(admin()->GetProfileTable(0x7FFFFFFF, table.put()), S_OK);
    ULONG count = 0;
    EXPECT_EQ(table->GetRowCount(0x7FFFFFFF, &count), S_OK);
}

TEST_F(MapiConformance, MS_05_characters_without_a_mapping_are_replaced) {
    use_sample();
    const auto services_of = services();
    const MAPIUID uid = service_uid(*services_of.get(), "MSEMS");
    const auto open = section(*services_of.get(), uid, MAPI_MODIFY);
    EXPECT_EQ(set(*open.get(), narrow_value(PR_COMMENT_A, "a\xFF")), S_OK);
    EXPECT_TRUE(get(*open.get(), PR_COMMENT_W).text == u"a\uFFFD");
    const char16_t lone[] = {u'x', 0xD800, 0};
    EXPECT_EQ(set(*open.get(), text_value(PR_COMMENT_W, lone)), S_OK);
    EXPECT_EQ(get(*open.get(), PR_COMMENT_A).tag, PR_COMMENT_A);
    EXPECT_TRUE(get(*open.get(), PR_COMMENT_W).text == lone);
}

TEST_F(MapiConformance, MS_10_failures_without_a_code_of_their_own_are_mapped) {
    use_sample();
    EXPECT_EQ(OlkSetAccountSource((source() + ".missing").c_str()), S_OK);
    IProfAdmin* none = nullptr;
    EXPECT_EQ(MAPIAdminProfiles(0, &none), MAPI_E_CALL_FAILED);
}

TEST_F(MapiConformance, MC_26_errors_are_told_in_both_widths) {
    use_sample();
    const auto profiles = admin();
    ASSERT_EQ(profiles->DeleteProfile(t("missing"), 0), MAPI_E_NOT_FOUND);
    for (const ULONG flags : {ULONG{0}, ULONG{MAPI_UNICODE}}) {
        MAPIERROR* error = nullptr;
        ASSERT_EQ(profiles->GetLastError(MAPI_E_NOT_FOUND, flags, &error), S_OK);
        ASSERT_NE(error, nullptr);
        const auto* const bytes = reinterpret_cast<const char*>(error->lpszComponent);
        EXPECT_EQ(bytes[0], 'o');
        EXPECT_EQ(bytes[1] == '\0', flags != 0);
        MAPIFreeBuffer(error);
    }
}

}  // namespace olkacct::test

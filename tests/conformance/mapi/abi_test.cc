// Section 9: each method stands in its slot, and answers as the interface that it belongs to.
#include <algorithm>
#include <cstring>
#include <thread>
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
    Owned<IMAPITable> stores;
    EXPECT_EQ(call_slot(session.get(), 4, ULONG{0}, stores.put()), S_OK);
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

#if !defined(_WIN32) || defined(_WIN64)
TEST_F(MapiConformance, MP_Abi_2_functions_and_methods_have_the_convention_of_the_platform) {
    HRESULT (*const initialize)(LPVOID) = &MAPIInitialize;
    void (*const uninitialize)() = &MAPIUninitialize;
    use_sample();
    ASSERT_EQ(initialize(nullptr), S_OK);
    IMAPISession* session = nullptr;
    ASSERT_EQ(MAPILogonEx(0, t("Outlook"), nullptr, 0, &session), S_OK);
    void** const slots = *reinterpret_cast<void***>(session);
    using CountingMethod = ULONG (*)(void* self);
    EXPECT_EQ(reinterpret_cast<CountingMethod>(slots[1])(session), 2U);
    EXPECT_EQ(reinterpret_cast<CountingMethod>(slots[2])(session), 1U);
    EXPECT_EQ(reinterpret_cast<CountingMethod>(slots[2])(session), 0U);
    uninitialize();
}
#endif

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

TEST_F(MapiConformance, MP_Gen_2_the_flag_decides_the_width_of_strings) {
    use_empty();
    const auto profiles = admin();
    ASSERT_EQ(profiles->CreateProfile(t(u"Wide"), nullptr, 0, MAPI_UNICODE), S_OK);
    ASSERT_EQ(profiles->CreateProfile(t("Narrow"), nullptr, 0, 0), S_OK);
    EXPECT_EQ(profile_names(*profiles.get()), (std::vector<std::string>{"Narrow", "Wide"}));
}

TEST_F(MapiConformance, MP_Gen_4_results_belong_to_the_caller) {
    use_sample();
    SPropTagArray* tags = nullptr;
    {
        const auto services_of = services();
        const auto open = section(*services_of.get(), pbGlobalProfileSectionGuid);
        ASSERT_EQ(open->GetPropList(0, &tags), S_OK);
    }
    EXPECT_GT(tags->cValues, 0U);
    EXPECT_EQ(MAPIFreeBuffer(tags), ULONG{S_OK});
}

TEST_F(MapiConformance, MP_Gen_6_reserved_arguments_are_ignored) {
    use_sample();
    MAPIUID uid = pbGlobalProfileSectionGuid;
    Owned<IProfSect> opened;
    EXPECT_EQ(services()->OpenProfileSection(&uid, nullptr, 0x40000000, opened.put()), S_OK);
    EXPECT_EQ(admin()->SetDefaultProfile(t("Outlook"), 0x40000000), S_OK);
}

TEST_F(MapiConformance, MP_Gen_8_an_unimplemented_method_touches_nothing_else) {
    use_sample();
    const auto session = logon();
    ULONG kind = 9;
    Out<IUnknown*> object;
    EXPECT_EQ(session->OpenEntry(0, nullptr, nullptr, 0, &kind, &object), MAPI_E_NO_SUPPORT);
    EXPECT_EQ(kind, 0U);
    EXPECT_TRUE(object.is_clear());
    EXPECT_EQ(session->OpenEntry(0, nullptr, nullptr, 0, nullptr, nullptr), MAPI_E_NO_SUPPORT);
    Out<IMsgStore*> store;
    EXPECT_EQ(session->OpenMsgStore(0, 0, nullptr, nullptr, 0, &store), MAPI_E_NO_SUPPORT);
    EXPECT_TRUE(store.is_clear());
}

TEST_F(MapiConformance, MS_01_a_missing_out_pointer_is_invalid_and_others_are_cleared) {
    use_sample();
    const auto services_of = services();
    const auto open = section(*services_of.get(), pbGlobalProfileSectionGuid);
    Out<SPropValue*> values;
    EXPECT_EQ(open->GetProps(nullptr, 0, nullptr, &values), MAPI_E_INVALID_PARAMETER);
    EXPECT_TRUE(values.is_clear());
    EXPECT_EQ(open->GetPropList(0, nullptr), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(services_of->GetMsgServiceTable(0, nullptr), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(logon()->AdminServices(0, nullptr), MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiConformance, MP_Err_5_the_text_survives_successes_and_belongs_to_a_thread) {
    use_sample();
    const auto profiles = admin();
    ASSERT_EQ(profiles->DeleteProfile(t("missing"), 0), MAPI_E_NOT_FOUND);
    ASSERT_EQ(profiles->SetDefaultProfile(t("Outlook"), 0), S_OK);
    MAPIERROR* error = nullptr;
    std::thread([&] {
        EXPECT_EQ(profiles->GetLastError(MAPI_E_NOT_FOUND, 0, &error), S_OK);
        EXPECT_EQ(error, nullptr);
    }).join();
    ASSERT_EQ(profiles->GetLastError(MAPI_E_NOT_FOUND, 0, &error), S_OK);
    EXPECT_NE(error, nullptr);
    MAPIFreeBuffer(error);
}

TEST_F(MapiConformance, MP_Err_4_another_object_knows_nothing_of_a_failure) {
    use_sample();
    ASSERT_EQ(admin()->DeleteProfile(t("missing"), 0), MAPI_E_NOT_FOUND);
    Out<MAPIERROR*> error;
    EXPECT_EQ(admin()->GetLastError(MAPI_E_NOT_FOUND, 0, &error), S_OK);
    EXPECT_TRUE(error.is_clear());
}

TEST_F(MapiConformance, MP_Err_2_the_component_is_short_and_the_version_zero) {
    use_sample();
    const auto profiles = admin();
    ASSERT_EQ(profiles->DeleteProfile(t("missing"), 0), MAPI_E_NOT_FOUND);
    MAPIERROR* error = nullptr;
    ASSERT_EQ(profiles->GetLastError(MAPI_E_NOT_FOUND, 0, &error), S_OK);
    ASSERT_NE(error, nullptr);
    EXPECT_EQ(error->ulVersion, ULONG{MAPI_ERROR_VERSION});
    EXPECT_LE(std::strlen(reinterpret_cast<const char*>(error->lpszComponent)), 30U);
    MAPIFreeBuffer(error);
}

}  // namespace olkacct::test

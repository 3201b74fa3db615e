// Sections 8 and 10: initialisation, logon, the session and its end.
#include <atomic>
#include <cstring>
#include <thread>

#include "mapi_client.h"
#include "sink.h"

namespace olkacct::test {
namespace {

const MAPIUID outlook_section = {{0x0A, 0x0D, 2, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46}};

HRESULT initialize(ULONG version, ULONG flags) {
    MAPIINIT_0 how{version, flags};
    return MAPIInitialize(&how);
}

Owned<IProfSect> open(IMAPISession& session, const MAPIUID& uid, ULONG flags = 0) {
    Owned<IProfSect> made;
    MAPIUID copy = uid;
    EXPECT_EQ(session.OpenProfileSection(&copy, nullptr, flags, made.put()), S_OK);
    return made;
}

}  // namespace

class MapiSession : public MapiConformance {
  protected:
    MapiSession() { use_sample(); }
    // PR_PROFILE_NAME of the session, as EnumAccounts asks for it.
    static std::u16string profile_of(IMAPISession& session) {
        return get(*open(session, pbGlobalProfileSectionGuid).get(), PR_PROFILE_NAME_W).text;
    }
    // Beside "Outlook", which is the default.
    void add_profile(const char* name) {
        ASSERT_EQ(admin()->CreateProfile(t(name), nullptr, 0, 0), S_OK);
    }
};

TEST_F(MapiSession, MP_Init_1_every_initialisation_needs_its_end) {
    ASSERT_EQ(MAPIInitialize(nullptr), S_OK);
    MAPIUninitialize();
    EXPECT_TRUE(logon());
    MAPIUninitialize();
    EXPECT_EQ(failed_logon("Outlook", 0), MAPI_E_NOT_INITIALIZED);
    ASSERT_EQ(MAPIInitialize(nullptr), S_OK);
    EXPECT_TRUE(logon());
}

TEST_F(MapiSession, MS_11_only_logon_and_administration_need_initialisation) {
    MAPIUninitialize();
    void* block = nullptr;
    EXPECT_EQ(MAPIAllocateBuffer(8, &block), S_OK);
    EXPECT_EQ(MAPIFreeBuffer(block), ULONG{S_OK});
    EXPECT_EQ(failed_logon("Outlook", 0), MAPI_E_NOT_INITIALIZED);
    ASSERT_EQ(MAPIInitialize(nullptr), S_OK);
}

TEST_F(MapiSession, MP_Init_3_known_flags_are_taken) {
    for (const ULONG flags : {0U, 1U, 8U, 0x10000U}) {
        EXPECT_EQ(initialize(MAPI_INIT_VERSION, flags), S_OK);
        MAPIUninitialize();
    }
}

TEST_F(MapiSession, MC_04_a_bad_version_and_an_unknown_flag_have_codes_of_their_own) {
    EXPECT_EQ(initialize(1, 0), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(initialize(MAPI_INIT_VERSION, 4), MAPI_E_UNKNOWN_FLAGS);
}

TEST_F(MapiSession, MS_13_surplus_ends_are_ignored_and_open_objects_live_on) {
    const auto session = logon();
    MAPIUninitialize();
    MAPIUninitialize();
    EXPECT_TRUE(profile_of(*session.get()) == u"Outlook");
    ASSERT_EQ(MAPIInitialize(nullptr), S_OK);
    EXPECT_TRUE(logon());
}

TEST_F(MapiSession, MP_Log_1_a_logon_gives_a_session_of_its_own) {
    const auto first = logon();
    const auto second = logon();
    EXPECT_NE(first.get(), second.get());
    EXPECT_TRUE(profile_of(*first.get()) == u"Outlook");
}

TEST_F(MapiSession, MP_Log_2_an_unknown_profile_is_a_failed_logon) {
    EXPECT_EQ(failed_logon("missing", 0), MAPI_E_LOGON_FAILED);
    EXPECT_EQ(failed_logon("missing", MAPI_LOGON_UI), MAPI_E_LOGON_FAILED);
    EXPECT_EQ(MAPILogonEx(0, t("Outlook"), nullptr, 0, nullptr), MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiSession, MP_Log_3_a_short_wait_is_enough_when_nobody_logs_on) {
    EXPECT_TRUE(logon("Outlook", MAPI_TIMEOUT_SHORT));
}

TEST_F(MapiSession, MS_14_passwords_are_empty) {
    Owned<IMAPISession> session;
    EXPECT_EQ(MAPILogonEx(0, t("Outlook"), t(""), 0, session.put()), S_OK);
    EXPECT_EQ(MAPILogonEx(0, t("Outlook"), t("x"), 0, session.put()), MAPI_E_LOGON_FAILED);
}

TEST_F(MapiSession, MP_Log_5_a_name_that_is_too_long_is_a_failed_logon) {
    EXPECT_EQ(failed_logon(std::string(65, 'x').c_str(), 0), MAPI_E_LOGON_FAILED);
    EXPECT_TRUE(logon("OUTLOOK"));
}

TEST_F(MapiSession, MC_05_without_a_name_nothing_is_chosen_by_itself) {
    EXPECT_EQ(failed_logon(nullptr, 0), MAPI_E_LOGON_FAILED);
    EXPECT_EQ(failed_logon("", 0), MAPI_E_LOGON_FAILED);
    EXPECT_EQ(failed_logon(nullptr, MAPI_EXPLICIT_PROFILE), MAPI_E_LOGON_FAILED);
}

TEST_F(MapiSession, MP_Log_7_the_default_is_used_when_it_is_asked_for) {
    add_profile("Other");
    const auto session = logon("Other", MAPI_USE_DEFAULT | MAPI_EXPLICIT_PROFILE);
    EXPECT_TRUE(profile_of(*session.get()) == u"Outlook");
    ASSERT_EQ(admin()->SetDefaultProfile(nullptr, 0), S_OK);
    EXPECT_EQ(failed_logon("Other", MAPI_USE_DEFAULT), MAPI_E_LOGON_FAILED);
}

TEST_F(MapiSession, MS_16_who_wants_a_dialog_gets_the_only_profile_or_the_default) {
    const ULONG flags = MAPI_EXPLICIT_PROFILE | MAPI_NEW_SESSION | MAPI_NO_MAIL | MAPI_LOGON_UI;
    EXPECT_TRUE(profile_of(*logon(nullptr, flags).get()) == u"Outlook");
    ASSERT_EQ(admin()->SetDefaultProfile(nullptr, 0), S_OK);
    EXPECT_TRUE(profile_of(*logon(nullptr, flags).get()) == u"Outlook");
    add_profile("Other");
    EXPECT_EQ(failed_logon(nullptr, flags), MAPI_E_LOGON_FAILED);
    ASSERT_EQ(admin()->SetDefaultProfile(t("Other"), 0), S_OK);
    EXPECT_TRUE(profile_of(*logon(nullptr, flags).get()) == u"Other");
}

TEST_F(MapiSession, MS_17_other_flags_have_no_effect) {
    EXPECT_TRUE(logon("Outlook", MAPI_SERVICE_UI_ALWAYS | MAPI_FORCE_DOWNLOAD | MAPI_BG_SESSION |
                                     MAPI_NT_SERVICE | MAPI_PASSWORD_UI));
}

TEST_F(MapiSession, MS_15_the_extended_flag_may_be_missing) {
    Owned<IMAPISession> session;
    EXPECT_EQ(MAPILogonEx(0, t(u"Outlook"), nullptr, MAPI_UNICODE, session.put()), S_OK);
}

TEST_F(MapiSession, MS_18_a_shared_session_is_joined_unless_a_new_one_is_wanted) {
    add_profile("Other");
    auto shared = logon("Outlook", MAPI_ALLOW_OTHERS);
    EXPECT_TRUE(profile_of(*logon("Other").get()) == u"Outlook");
    EXPECT_TRUE(profile_of(*logon("Other", MAPI_NEW_SESSION).get()) == u"Other");
    EXPECT_TRUE(profile_of(*logon("Other", MAPI_NEW_SESSION | MAPI_ALLOW_OTHERS).get()) ==
                u"Other");
    EXPECT_TRUE(profile_of(*logon("Other").get()) == u"Outlook");
    shared.reset();
    EXPECT_TRUE(profile_of(*logon("Other").get()) == u"Other");
}

TEST_F(MapiSession, MP_Log_14_a_session_keeps_its_profile) {
    auto session = logon();
    ASSERT_EQ(admin()->DeleteProfile(t("Outlook"), 0), S_OK);
    EXPECT_TRUE(profile_of(*session.get()) == u"Outlook");
    session.reset();
    EXPECT_EQ(failed_logon("Outlook", 0), MAPI_E_LOGON_FAILED);
}

TEST_F(MapiSession, MP_Log_13_a_marked_profile_cannot_be_logged_on_to) {
    const auto session = logon();
    ASSERT_EQ(admin()->DeleteProfile(t("Outlook"), 0), S_OK);
    EXPECT_EQ(failed_logon("Outlook", 0), MAPI_E_LOGON_FAILED);
}

TEST_F(MapiSession, MS_19_after_Logoff_the_session_has_ended) {
    const auto session = logon();
    EXPECT_EQ(session->Logoff(0, 0, 0), S_OK);
    auto* section = reinterpret_cast<IProfSect*>(16);
    MAPIUID uid = outlook_section;
    EXPECT_EQ(session->OpenProfileSection(&uid, nullptr, 0, &section), MAPI_E_END_OF_SESSION);
    EXPECT_EQ(section, nullptr);
    EXPECT_EQ(session->Logoff(0, 0, 0), MAPI_E_END_OF_SESSION);
    ULONG count = 9;
    LPTSTR* types = nullptr;
    EXPECT_EQ(session->EnumAdrTypes(0, &count, &types), MAPI_E_END_OF_SESSION);
    EXPECT_EQ(count, 0U);
    void* same = nullptr;
    EXPECT_EQ(session->QueryInterface(IID_IMAPISession, &same), S_OK);
    session->Release();
}

TEST_F(MapiSession, MS_20_after_Logoff_its_objects_are_invalid) {
    const auto session = logon();
    const auto section = open(*session.get(), outlook_section);
    Owned<IMsgServiceAdmin> services;
    ASSERT_EQ(session->AdminServices(0, services.put()), S_OK);
    Owned<IMAPITable> table;
    ASSERT_EQ(services->GetMsgServiceTable(0, table.put()), S_OK);
    EXPECT_EQ(session->Logoff(0, 0, 0), S_OK);
    EXPECT_EQ(section->SaveChanges(0), MAPI_E_INVALID_OBJECT);
    ULONG count = 9;
    EXPECT_EQ(table->GetRowCount(0, &count), MAPI_E_INVALID_OBJECT);
    EXPECT_EQ(count, 0U);
    EXPECT_EQ(services->DeleteMsgService(nullptr), MAPI_E_INVALID_OBJECT);
}

TEST_F(MapiSession, MS_21_the_last_release_is_a_logoff_that_leaves_objects_usable) {
    auto session = logon();
    const auto section = open(*session.get(), outlook_section);
    session.reset();
    EXPECT_EQ(section->SaveChanges(0), S_OK);
    EXPECT_TRUE(get(*section.get(), PR_PROFILE_NAME_W).text == u"Outlook");
}

TEST_F(MapiSession, MS_22_odd_arguments_of_Logoff_are_ignored) {
    EXPECT_EQ(logon()->Logoff(7, MAPI_LOGOFF_SHARED | MAPI_LOGOFF_UI | 0x1000, 99), S_OK);
}

TEST_F(MapiSession, MP_Ses_1_sections_open_by_the_rules_of_profiles) {
    const auto session = logon();
    MAPIUID unknown = outlook_section;
    unknown.ab[5] = 0x77;
    Owned<IProfSect> section;
    EXPECT_EQ(session->OpenProfileSection(&unknown, nullptr, 0, section.put()), MAPI_E_NOT_FOUND);
    EXPECT_EQ(session->OpenProfileSection(&unknown, nullptr, MAPI_MODIFY, section.put()), S_OK);
    EXPECT_EQ(set(*section.get(), number_value(PROP_TAG(PT_LONG, 0x6600), 3)), S_OK);
}

TEST_F(MapiSession, MS_23_changes_of_sections_are_seen_by_a_running_session) {
    const auto session = logon();
    const auto section = open(*session.get(), outlook_section);
    const auto elsewhere =
        MapiConformance::section(*services().get(), outlook_section, MAPI_MODIFY);
    ASSERT_EQ(set(*elsewhere.get(), number_value(PROP_TAG(PT_LONG, 0x6600), 3)), S_OK);
    EXPECT_EQ(get(*section.get(), PROP_TAG(PT_LONG, 0x6600)).number, 3);
}

TEST_F(MapiSession, MS_27_without_an_identity_a_fixed_identifier_comes_with_a_warning) {
    ULONG size = 0;
    ENTRYID* identity = nullptr;
    ASSERT_EQ(logon()->QueryIdentity(&size, &identity), MAPI_W_NO_SERVICE);
    ASSERT_EQ(size, 30U);
    const BYTE provider[] = {0x81, 0x2B, 0x1F, 0xA4, 0xBE, 0xA3, 0x10, 0x19};
    EXPECT_EQ(std::memcmp(identity->ab, provider, sizeof provider), 0);
    EXPECT_EQ(reinterpret_cast<BYTE*>(identity)[23], 0x80);
    MAPIFreeBuffer(identity);
}

TEST_F(MapiSession, MP_Ses_10_the_status_table_names_the_profile) {
    Owned<IMAPITable> table;
    ASSERT_EQ(logon()->GetStatusTable(0, table.put()), S_OK);
    const auto status =
        rows(*table.get(), {PR_RESOURCE_TYPE, PR_DISPLAY_NAME_W, PR_STATUS_CODE, PR_OBJECT_TYPE});
    ASSERT_EQ(status.size(), 1U);
    EXPECT_EQ(status[0][0].number, MAPI_SUBSYSTEM);
    EXPECT_TRUE(status[0][1].text == u"Outlook");
    EXPECT_EQ(status[0][2].number, STATUS_AVAILABLE);
    EXPECT_EQ(status[0][3].number, MAPI_STATUS);
    ULONG state = 9;
    ULONG kind = 9;
    EXPECT_EQ(table->GetStatus(&state, &kind), S_OK);
    EXPECT_EQ(kind, ULONG{TBLTYPE_DYNAMIC});
}

TEST_F(MapiSession, MP_Ses_12_what_is_not_offered_clears_what_it_returns) {
    const auto session = logon();
    auto* book = reinterpret_cast<IAddrBook*>(16);
    EXPECT_EQ(session->OpenAddressBook(0, nullptr, 0, &book), MAPI_E_NO_SUPPORT);
    EXPECT_EQ(book, nullptr);
    ULONG count = 9;
    auto* options = reinterpret_cast<SPropValue*>(16);
    EXPECT_EQ(session->QueryDefaultMessageOpt(nullptr, 0, &count, &options), MAPI_E_NO_SUPPORT);
    EXPECT_EQ(count, 0U);
    EXPECT_EQ(options, nullptr);
    ULONG_PTR token = 9;
    EXPECT_EQ(session->PrepareForm(nullptr, nullptr, &token), MAPI_E_NO_SUPPORT);
    EXPECT_EQ(token, 0U);
    EXPECT_EQ(session->MessageOptions(0, 0, nullptr, nullptr), MAPI_E_NO_SUPPORT);
    EXPECT_EQ(session->ShowForm(0, nullptr, nullptr, nullptr, 0, nullptr, 0, 0, 0, 0, nullptr),
              MAPI_E_NO_SUPPORT);
}

TEST_F(MapiSession, MP_Gen_3_a_session_has_one_reference_of_the_caller) {
    IMAPISession* session = nullptr;
    ASSERT_EQ(MAPILogonEx(0, t("Outlook"), nullptr, 0, &session), S_OK);
    EXPECT_EQ(session->AddRef(), 2U);
    EXPECT_EQ(session->Release(), 1U);
    EXPECT_EQ(session->Release(), 0U);
}

TEST_F(MapiSession, MS_03_threads_log_on_and_write_together) {
    std::vector<std::thread> threads;
    for (LONG i = 0; i < 4; ++i) {
        threads.emplace_back([i] {
            const auto session = logon();
            const auto section = open(*session.get(), outlook_section, MAPI_MODIFY);
            const ULONG tag = PROP_TAG(PT_LONG, 0x6610 + i);
            for (LONG round = 0; round < 5; ++round) {
                EXPECT_EQ(set(*section.get(), number_value(tag, round)), S_OK);
                EXPECT_EQ(get(*section.get(), tag).number, round);
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
}

TEST_F(MapiSession, MP_Init_8_an_initialisation_inside_another_is_validated_only) {
    EXPECT_EQ(initialize(MAPI_INIT_VERSION, MAPI_MULTITHREAD_NOTIFICATIONS), S_OK);
    EXPECT_EQ(initialize(7, 0), MAPI_E_INVALID_PARAMETER);
    MAPIUninitialize();
    EXPECT_TRUE(logon());
}

TEST_F(MapiSession, MS_12_COM_need_not_be_initialised) {
    MAPIUninitialize();
    EXPECT_EQ(initialize(MAPI_INIT_VERSION, MAPI_NO_COINIT), S_OK);
    EXPECT_TRUE(logon());
}

TEST_F(MapiSession, MP_Log_6_a_session_without_mail_is_one_without_a_spooler) {
    Owned<IMAPITable> table;
    ASSERT_EQ(logon("Outlook", MAPI_NO_MAIL)->GetStatusTable(0, table.put()), S_OK);
    for (const auto& row : rows(*table.get(), {PR_RESOURCE_TYPE}))
        EXPECT_NE(row[0].number, MAPI_SPOOLER);
}

TEST_F(MapiSession, MP_End_1_the_documented_end_is_clean) {
    auto session = logon();
    auto section = open(*session.get(), outlook_section);
    section.reset();
    EXPECT_EQ(session->Logoff(0, 0, 0), S_OK);
    session.reset();
    MAPIUninitialize();
    DeinitMapiUtil();
    EXPECT_EQ(OlkCanUnloadNow(), S_OK);
    ASSERT_EQ(MAPIInitialize(nullptr), S_OK);
}

TEST_F(MapiSession, MP_End_4_administrations_of_IProfAdmin_outlive_every_session) {
    const auto session = logon();
    const auto independent = services();
    EXPECT_EQ(session->Logoff(0, 0, 0), S_OK);
    EXPECT_FALSE(service_rows(*independent.get(), {PR_SERVICE_UID}).empty());
}

TEST_F(MapiSession, MP_End_5_objects_may_be_released_in_any_order) {
    auto session = logon();
    Owned<IMsgServiceAdmin> services_of;
    ASSERT_EQ(session->AdminServices(0, services_of.put()), S_OK);
    Owned<IMAPITable> table;
    ASSERT_EQ(services_of->GetProviderTable(0, table.put()), S_OK);
    session.reset();
    services_of.reset();
    ULONG count = 0;
    EXPECT_EQ(table->GetRowCount(0, &count), S_OK);
    EXPECT_GT(count, 0U);
}

TEST_F(MapiSession, MP_Ses_2_a_session_administers_the_services_of_its_profile) {
    const auto session = logon();
    Owned<IMsgServiceAdmin> services_of;
    ASSERT_EQ(session->AdminServices(0, services_of.put()), S_OK);
    ASSERT_EQ(services_of->CreateMsgService(t("MSPST MS"), nullptr, 0, 0), S_OK);
    EXPECT_EQ(service_rows(*services().get(), {PR_SERVICE_UID}).size(), 5U);
}

TEST_F(MapiSession, MP_Ses_11_a_session_tells_its_last_failure) {
    const auto session = logon();
    MAPIUID unknown = outlook_section;
    unknown.ab[5] = 0x77;
    Owned<IProfSect> section;
    ASSERT_EQ(session->OpenProfileSection(&unknown, nullptr, 0, section.put()), MAPI_E_NOT_FOUND);
    MAPIERROR* error = nullptr;
    ASSERT_EQ(session->GetLastError(MAPI_E_NOT_FOUND, 0, &error), S_OK);
    EXPECT_NE(error, nullptr);
    MAPIFreeBuffer(error);
}

TEST_F(MapiSession, MP_End_2_Logoff_succeeds_with_all_its_flags) {
    EXPECT_EQ(logon()->Logoff(0, MAPI_LOGOFF_SHARED, 0), S_OK);
    EXPECT_EQ(logon("Outlook", MAPI_ALLOW_OTHERS)->Logoff(0, MAPI_LOGOFF_UI, 0), S_OK);
}

TEST_F(MapiSession, MP_Ses_3_the_store_table_has_a_row_for_each_store) {
    Owned<IMAPITable> table;
    ASSERT_EQ(logon()->GetMsgStoresTable(MAPI_UNICODE, table.put()), S_OK);
    SPropTagArray* columns = nullptr;
    ASSERT_EQ(table->QueryColumns(0, &columns), S_OK);
    EXPECT_EQ(columns->cValues, 10U);
    EXPECT_EQ(columns->aulPropTag[1], PR_DISPLAY_NAME_W);
    MAPIFreeBuffer(columns);
    const auto stores = rows(*table.get(), {PR_DEFAULT_STORE, PR_DISPLAY_NAME_A, PR_ENTRYID,
                                            PR_OBJECT_TYPE, PR_RESOURCE_TYPE, PR_RECORD_KEY});
    ASSERT_EQ(stores.size(), 2U);
    EXPECT_EQ(stores[0][0].number, 1);
    EXPECT_EQ(stores[0][1].narrow, "ann@abc.example (1)");
    EXPECT_FALSE(stores[0][2].bytes.empty());
    EXPECT_EQ(stores[0][3].number, MAPI_STORE);
    EXPECT_EQ(stores[0][4].number, MAPI_STORE_PROVIDER);
    EXPECT_EQ(stores[0][5].bytes.size(), 16U);
    EXPECT_EQ(stores[1][0].number, 0);
    EXPECT_TRUE(stores[1][2].is_error());
}

TEST_F(MapiSession, MS_23_the_stores_of_a_session_stay_what_they_were) {
    const auto session = logon();
    Owned<IMsgServiceAdmin> administration;
    ASSERT_EQ(session->AdminServices(0, administration.put()), S_OK);
    ASSERT_EQ(administration->CreateMsgService(t("MSUPST MS"), nullptr, 0, 0), S_OK);
    const auto count = [&](IMAPISession& of) {
        Owned<IMAPITable> table;
        EXPECT_EQ(of.GetMsgStoresTable(0, table.put()), S_OK);
        ULONG stores = 0;
        EXPECT_EQ(table->GetRowCount(0, &stores), S_OK);
        return stores;
    };
    EXPECT_EQ(count(*session.get()), 2U);
    EXPECT_EQ(count(*logon("Outlook", MAPI_NEW_SESSION).get()), 3U);
}

TEST_F(MapiSession, MS_25_entry_identifiers_are_compared_by_bytes_and_provider) {
    const auto session = logon();
    BYTE first[24] = {0, 0, 0, 0, 1, 2, 3};
    BYTE second[24] = {0, 0, 0, 0, 1, 2, 3};
    const auto compare = [&](ULONG size) {
        ULONG same = 9;
        const HRESULT hr =
            session->CompareEntryIDs(sizeof first, reinterpret_cast<ENTRYID*>(first), size,
                                     reinterpret_cast<ENTRYID*>(second), 0, &same);
        return std::pair(hr, same);
    };
    EXPECT_EQ(compare(24), std::pair(HRESULT{S_OK}, ULONG{TRUE}));
    second[4] = 7;
    EXPECT_EQ(compare(24), std::pair(HRESULT{S_OK}, ULONG{FALSE}));
    second[4] = 1;
    second[23] = 1;
    EXPECT_EQ(compare(24).first, MAPI_E_UNKNOWN_ENTRYID);
    EXPECT_EQ(compare(19), std::pair(HRESULT{MAPI_E_INVALID_ENTRYID}, ULONG{0}));
}

TEST_F(MapiSession, MS_86_short_entry_identifiers_are_invalid) {
    BYTE bytes[20] = {};
    auto* const id = reinterpret_cast<ENTRYID*>(bytes);
    ULONG same = 9;
    const auto session = logon();
    EXPECT_EQ(session->CompareEntryIDs(20, id, 20, id, 0, &same), S_OK);
    EXPECT_EQ(same, ULONG{TRUE});
    EXPECT_EQ(session->CompareEntryIDs(19, id, 20, id, 0, &same), MAPI_E_INVALID_ENTRYID);
    EXPECT_EQ(session->CompareEntryIDs(0, nullptr, 20, id, 0, &same), MAPI_E_INVALID_ENTRYID);
}

TEST_F(MapiSession, MP_Ses_7_advisers_of_objects_need_a_provider) {
    Sink sink;
    const auto session = logon();
    BYTE id[20] = {};
    ULONG_PTR connection = 9;
    EXPECT_EQ(session->Advise(20, reinterpret_cast<ENTRYID*>(id), 1, &sink, &connection),
              MAPI_E_UNKNOWN_ENTRYID);
    EXPECT_EQ(connection, 0U);
    EXPECT_EQ(session->Advise(3, reinterpret_cast<ENTRYID*>(id), 1, &sink, &connection),
              MAPI_E_INVALID_ENTRYID);
    EXPECT_EQ(session->Advise(0, nullptr, 1, nullptr, &connection), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(sink.references, 1U);
}

TEST_F(MapiSession, MS_26_an_unknown_connection_is_not_found) {
    Sink sink;
    const auto session = logon();
    const ULONG_PTR connection = advise(*session.get(), sink, fnevExtended);
    EXPECT_EQ(session->Unadvise(connection + 1), MAPI_E_NOT_FOUND);
    EXPECT_EQ(session->Unadvise(connection), S_OK);
    EXPECT_EQ(session->Unadvise(connection), MAPI_E_NOT_FOUND);
}

TEST_F(MapiSession, MP_Ntf_2_a_sink_is_kept_until_it_is_taken_back) {
    Sink sink;
    const auto session = logon();
    const ULONG_PTR connection = advise(*session.get(), sink, fnevExtended);
    EXPECT_NE(connection, 0U);
    EXPECT_EQ(sink.references, 2U);
    EXPECT_EQ(session->Unadvise(connection), S_OK);
    EXPECT_EQ(sink.references, 1U);
    EXPECT_EQ(session->Logoff(0, 0, 0), S_OK);
    EXPECT_EQ(sink.events, Events{});
}

TEST_F(MapiSession, MP_Ntf_2_the_end_of_a_session_releases_its_sinks) {
    Sink sink;
    {
        const auto session = logon();
        advise(*session.get(), sink, fnevExtended);
    }
    EXPECT_EQ(sink.references, 1U);
    EXPECT_EQ(sink.events, Events{});
}

TEST_F(MapiSession, MS_85_a_client_is_told_of_its_own_logoff) {
    Sink sink;
    Sink deaf;
    const auto session = logon();
    advise(*session.get(), sink, fnevExtended);
    advise(*session.get(), deaf, fnevNewMail);
    EXPECT_EQ(session->Logoff(0, 0, 0), S_OK);
    EXPECT_EQ(sink.events, Events{fnevExtended});
    EXPECT_EQ(sink.last.info.ext.ulEvent, 1U);
    EXPECT_EQ(sink.last.info.ext.cb, 0U);
    EXPECT_EQ(deaf.events, Events{});
    EXPECT_EQ(sink.references, 1U);
}

TEST_F(MapiSession, MS_22_a_shared_logoff_is_a_critical_error_for_the_others) {
    Sink own;
    Sink other;
    Sink stranger;
    const auto first = logon("Outlook", MAPI_ALLOW_OTHERS);
    const auto second = logon();
    const auto apart = logon("Outlook", MAPI_NEW_SESSION);
    advise(*first.get(), own, 0);
    advise(*second.get(), other, 0);
    advise(*apart.get(), stranger, 0);
    EXPECT_EQ(first->Logoff(0, MAPI_LOGOFF_SHARED, 0), S_OK);
    EXPECT_EQ(own.events, Events{});
    EXPECT_EQ(other.events, Events{fnevCriticalError});
    EXPECT_EQ(other.last.info.err.scode, MAPI_E_END_OF_SESSION);
    EXPECT_EQ(stranger.events, Events{});
}

TEST_F(MapiSession, MS_84_a_sink_may_be_taken_back_inside_its_own_call) {
    Sink sink;
    const auto session = logon();
    const ULONG_PTR connection = advise(*session.get(), sink, fnevExtended);
    sink.inside = [&] {
        EXPECT_EQ(session->Unadvise(connection), S_OK);
        EXPECT_EQ(sink.references, 2U);
    };
    EXPECT_EQ(session->Logoff(0, 0, 0), S_OK);
    EXPECT_EQ(sink.events.size(), 1U);
    EXPECT_EQ(sink.references, 1U);
}

TEST_F(MapiSession, MP_Ntf_5_taking_back_waits_for_a_running_call) {
    Sink sink;
    const auto session = logon();
    const ULONG_PTR connection = advise(*session.get(), sink, fnevExtended);
    std::atomic<bool> is_inside = false;
    std::atomic<bool> has_left = false;
    sink.inside = [&] {
        is_inside = true;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        has_left = true;
    };
    std::thread logging_off([&] { EXPECT_EQ(session->Logoff(0, 0, 0), S_OK); });
    while (!is_inside) std::this_thread::yield();
    EXPECT_EQ(session->Unadvise(connection), S_OK);
    EXPECT_TRUE(has_left);
    logging_off.join();
}

TEST_F(MapiSession, MP_Ntf_4_a_session_may_be_released_inside_a_call) {
    IMAPISession* session = nullptr;
    ASSERT_EQ(MAPILogonEx(0, t("Outlook"), nullptr, 0, &session), S_OK);
    Sink sink;
    advise(*session, sink, fnevExtended);
    sink.inside = [&] { session->Release(); };
    EXPECT_EQ(session->Logoff(0, 0, 0), S_OK);
    EXPECT_EQ(sink.references, 1U);
}

}  // namespace olkacct::test

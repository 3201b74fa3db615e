// Sections 17 and 18.1: which events there are and when they come, and entry identifiers.
#include <algorithm>
#include <cstring>
#include <thread>

#include "mapi_client.h"
#include "sink.h"

namespace olkacct::test {

class MapiEvents : public MapiConformance {
  protected:
    MapiEvents() { use_sample(); }

    // The entry identifiers of the stores that have one.
    std::vector<std::vector<std::uint8_t>> store_ids(IMAPISession& session) {
        Owned<IMAPITable> table;
        EXPECT_EQ(session.GetMsgStoresTable(0, table.put()), S_OK);
        std::vector<std::vector<std::uint8_t>> ids;
        for (const auto& row : rows(*table.get(), {PR_ENTRYID}))
            if (!row[0].is_error()) ids.push_back(row[0].bytes);
        EXPECT_FALSE(ids.empty());
        return ids;
    }

    static std::vector<std::uint8_t> identity(IMAPISession& session) {
        ULONG size = 0;
        ENTRYID* id = nullptr;
        EXPECT_TRUE(SUCCEEDED(session.QueryIdentity(&size, &id)));
        const auto* const bytes = reinterpret_cast<const std::uint8_t*>(id);
        std::vector<std::uint8_t> copy(bytes, bytes + size);
        MAPIFreeBuffer(id);
        return copy;
    }
};

TEST_F(MapiEvents, MP_Ntf_1_events_are_the_documented_bits) {
    const ULONG bits[] = {fnevCriticalError,       fnevNewMail,        fnevObjectCreated,
                          fnevObjectDeleted,       fnevObjectModified, fnevObjectMoved,
                          fnevObjectCopied,        fnevSearchComplete, fnevTableModified,
                          fnevStatusObjectModified};
    ULONG expected = 1;
    for (const ULONG bit : bits) {
        EXPECT_EQ(bit, expected);
        expected <<= 1;
    }
    EXPECT_EQ(ULONG{fnevReservedForMapi}, 0x40000000U);
    EXPECT_EQ(ULONG{fnevExtended}, 0x80000000U);
    const ULONG table_events[] = {TABLE_CHANGED,       TABLE_ERROR,        TABLE_ROW_ADDED,
                                  TABLE_ROW_DELETED,   TABLE_ROW_MODIFIED, TABLE_SORT_DONE,
                                  TABLE_RESTRICT_DONE, TABLE_SETCOL_DONE,  TABLE_RELOAD};
    for (ULONG i = 0; i < 9; ++i) EXPECT_EQ(table_events[i], i + 1);
}

TEST_F(MapiEvents, MP_Ntf_3_a_logoff_is_told_during_the_call_on_its_thread) {
    Sink sink;
    const auto session = logon();
    advise(*session.get(), sink, fnevExtended);
    bool has_returned = false;
    std::thread::id told_on;
    sink.inside = [&] {
        EXPECT_FALSE(has_returned);
        told_on = std::this_thread::get_id();
    };
    std::thread::id caller;
    std::thread([&] {
        caller = std::this_thread::get_id();
        EXPECT_EQ(session->Logoff(0, 0, 0), S_OK);
        has_returned = true;
    }).join();
    EXPECT_EQ(sink.events, Events{fnevExtended});
    EXPECT_EQ(told_on, caller);
}

TEST_F(MapiEvents, MP_Ntf_6_a_session_tells_critical_errors_and_logoffs_and_nothing_else) {
    Sink all;
    Sink others;
    const auto session = logon("Outlook", MAPI_ALLOW_OTHERS);
    const auto joined = logon();
    advise(*session.get(), all, 0xFFFFFFFF);
    advise(*joined.get(), others, ~(ULONG{fnevCriticalError} | fnevExtended));
    // What others do to the profile is no event of a session.
    const auto administration = services();
    create_service(*administration.get(), "MSUPST MS");
    EXPECT_EQ(all.events, Events{});
    EXPECT_EQ(session->Logoff(0, 0, 0), S_OK);
    EXPECT_EQ(all.events, Events{fnevExtended});
    EXPECT_EQ(joined->Logoff(0, 0, 0), S_OK);
    EXPECT_EQ(others.events, Events{});
}

TEST_F(MapiEvents, MP_Eid_1_identifiers_that_are_kept_say_that_they_may_be) {
    EXPECT_EQ(MAPI_SHORTTERM | MAPI_NOTRECIP | MAPI_THISSESSION | MAPI_NOW | MAPI_NOTRESERVED,
              0xF8);
    EXPECT_EQ(MAPI_SHORTTERM, 0x80);
    EXPECT_EQ(MAPI_NOTRESERVED, 0x08);
    const auto session = logon();
    auto ids = store_ids(*session.get());
    ids.push_back(identity(*session.get()));
    for (const auto& id : ids) {
        ASSERT_GE(id.size(), 4U);
        EXPECT_TRUE(std::all_of(id.begin(), id.begin() + 4, [](auto byte) { return byte == 0; }));
    }
}

TEST_F(MapiEvents, MP_Eid_2_sixteen_bytes_name_the_provider) {
    const auto session = logon();
    const MAPIUID wrapped = uid_of_hex("38A1BB1005E5101AA1BB08002B2A56C2");
    for (const auto& id : store_ids(*session.get())) {
        ASSERT_GE(id.size(), 20U);
        EXPECT_EQ(std::memcmp(id.data() + 4, wrapped.ab, sizeof wrapped.ab), 0);
    }
    EXPECT_GE(identity(*session.get()).size(), 20U);
    // Another provider makes another object of the same rest.
    auto first = store_ids(*session.get()).front();
    auto second = first;
    second[4] ^= 1;
    ULONG same = 9;
    EXPECT_EQ(session->CompareEntryIDs(static_cast<ULONG>(first.size()),
                                       reinterpret_cast<ENTRYID*>(first.data()),
                                       static_cast<ULONG>(second.size()),
                                       reinterpret_cast<ENTRYID*>(second.data()), 0, &same),
              S_OK);
    EXPECT_EQ(same, ULONG{FALSE});
}

TEST_F(MapiEvents, MP_Eid_3_identifiers_of_one_object_are_found_equal) {
    const auto session = logon();
    auto first = store_ids(*session.get()).front();
    auto second = store_ids(*logon("Outlook", MAPI_NEW_SESSION).get()).front();
    ULONG same = 9;
    EXPECT_EQ(session->CompareEntryIDs(static_cast<ULONG>(first.size()),
                                       reinterpret_cast<ENTRYID*>(first.data()),
                                       static_cast<ULONG>(second.size()),
                                       reinterpret_cast<ENTRYID*>(second.data()), 0, &same),
              S_OK);
    EXPECT_EQ(same, ULONG{TRUE});
}

TEST_F(MapiEvents, MP_Con_3_a_store_has_one_name) {
    const auto administration = services();
    const auto named = [&](const char16_t* wanted) {
        ULONG stores = 0;
        const auto providers = provider_rows(
            *administration.get(), {PR_RESOURCE_TYPE, PR_PROVIDER_UID, PR_DISPLAY_NAME_W});
        for (const auto& row : providers) {
            if (row[0].number != MAPI_STORE_PROVIDER) continue;
            const auto own =
                section(*administration.get(), uid_of(row[1].bytes), MAPI_FORCE_ACCESS);
            EXPECT_TRUE(row[2].text == get(*own.get(), PR_DISPLAY_NAME_W).text);
            stores += row[2].text == wanted ? 1 : 0;
        }
        return stores;
    };
    EXPECT_EQ(named(u"Renamed"), 0U);
    for (const auto& row :
         provider_rows(*administration.get(), {PR_RESOURCE_TYPE, PR_PROVIDER_UID})) {
        if (row[0].number != MAPI_STORE_PROVIDER) continue;
        const auto own =
            section(*administration.get(), uid_of(row[1].bytes), MAPI_FORCE_ACCESS | MAPI_MODIFY);
        EXPECT_EQ(set(*own.get(), text_value(PR_DISPLAY_NAME_W, u"Renamed")), S_OK);
    }
    EXPECT_EQ(named(u"Renamed"), 2U);
    Owned<IMAPITable> table;
    ASSERT_EQ(logon()->GetMsgStoresTable(0, table.put()), S_OK);
    for (const auto& row : rows(*table.get(), {PR_DISPLAY_NAME_W}))
        EXPECT_TRUE(row[0].text == u"Renamed");
}

TEST_F(MapiEvents, MP_Exc_4_what_is_not_of_exchange_has_no_identifier_of_it) {
    const auto administration = services();
    const auto ask = [&](const char* name) {
        SPropValue* value = nullptr;
        const HRESULT hr = HrGetOneProp(
            section(*administration.get(), service_uid(*administration.get(), name)).get(),
            PR_EMSMDB_SECTION_UID, &value);
        MAPIFreeBuffer(value);
        return hr;
    };
    EXPECT_EQ(ask("MSEMS"), S_OK);
    EXPECT_EQ(ask("MSUPST MS"), MAPI_E_NOT_FOUND);
    EXPECT_EQ(ask("CONTAB"), MAPI_E_NOT_FOUND);
}

}  // namespace olkacct::test

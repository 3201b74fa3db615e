// Section 14 and appendix A.3: message services, providers and their tables.
#include "mapi_client.h"
#include "support/process_stores.h"
#include "support/wide.h"

#include <algorithm>
#include <cstring>

namespace olkacct::test {
namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes packed(std::initializer_list<MAPIUID> uids) {
    Bytes all;
    for (const MAPIUID& uid : uids) {
        const Bytes one = bytes_of(uid);
        all.insert(all.end(), one.begin(), one.end());
    }
    return all;
}

}  // namespace

// A profile "P1" without services, of which the tests make their own.
class MapiServices : public MapiConformance {
  protected:
    MapiServices() { start("hive"); }
    void start(const std::string& kind) {
        use_empty(kind);
        profiles_ = admin();
        EXPECT_EQ(profiles_->CreateProfile(t("P1"), nullptr, 0, 0), S_OK);
        admin_ = services(*profiles_.get(), "P1");
    }
    // In the order of the vectors.
    void create_three() {
        exchange_ = create_service(*admin_.get(), "MSEMS", "Microsoft Exchange");
        contacts_ = create_service(*admin_.get(), "CONTAB");
        file_ = create_service(*admin_.get(), "MSUPST MS", "My file");
    }
    std::vector<std::string> names() {
        std::vector<std::string> all;
        for (const auto& row : service_rows(*admin_.get(), {PR_SERVICE_NAME_A}))
            all.push_back(row[0].narrow);
        return all;
    }
    Owned<IProviderAdmin> providers(MAPIUID service) {
        Owned<IProviderAdmin> made;
        EXPECT_EQ(admin_->AdminProviders(&service, 0, made.put()), S_OK);
        return made;
    }
    std::vector<MAPIUID> providers_of(const MAPIUID& service) {
        std::vector<MAPIUID> uids;
        for (const auto& row : provider_rows(*admin_.get(), {PR_SERVICE_UID, PR_PROVIDER_UID}))
            if (row[0].bytes == bytes_of(service)) uids.push_back(uid_of(row[1].bytes));
        return uids;
    }
    Owned<IMAPITable> table() {
        Owned<IMAPITable> made;
        EXPECT_EQ(admin_->GetMsgServiceTable(0, made.put()), S_OK);
        return made;
    }
    Owned<IProfSect> forced(const MAPIUID& uid) {
        return section(*admin_.get(), uid, MAPI_FORCE_ACCESS | MAPI_MODIFY);
    }

    Owned<IProfAdmin> profiles_;
    Owned<IMsgServiceAdmin2> admin_;
    MAPIUID exchange_{};
    MAPIUID contacts_{};
    MAPIUID file_{};
};
using Names = std::vector<std::string>;

TEST_F(MapiServices, MP_SAd_1_a_profile_without_services_has_no_rows) {
    EXPECT_EQ(names(), Names{});
    SPropTagArray* columns = nullptr;
    ASSERT_EQ(table()->QueryColumns(0, &columns), S_OK);
    const std::vector<ULONG> expected = {
        PR_DISPLAY_NAME_A,     PR_INSTANCE_KEY,   PR_RESOURCE_FLAGS,          PR_SERVICE_DLL_NAME_A,
        PR_SERVICE_ENTRY_NAME, PR_SERVICE_NAME_A, PR_SERVICE_SUPPORT_FILES_A, PR_SERVICE_UID};
    EXPECT_EQ(std::vector<ULONG>(columns->aulPropTag, columns->aulPropTag + columns->cValues),
              expected);
    MAPIFreeBuffer(columns);
}

TEST_F(MapiServices, MP_SAd_2_services_are_made_by_their_keys) {
    for (const std::string kind : {"hive", "reg", kind_with_secrets}) {
        start(kind);
        create_three();
        EXPECT_EQ(names(), (Names{"MSEMS", "CONTAB", "MSUPST MS"})) << kind;
    }
    EXPECT_EQ(admin_->CreateMsgService(t("nothing"), nullptr, 0, 0), MAPI_E_NOT_FOUND);
    EXPECT_EQ(admin_->CreateMsgService(nullptr, nullptr, 0, 0), MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiServices, MC_14_the_text_of_a_service_is_not_its_name) {
    EXPECT_EQ(admin_->CreateMsgService(t("Outlook Data File"), nullptr, 0, 0), MAPI_E_NOT_FOUND);
}

TEST_F(MapiServices, MS_54_the_display_name_is_given_or_the_text_of_the_service) {
    create_service(*admin_.get(), "MSUPST MS");
    create_service(*admin_.get(), "MSUPST MS", "Mine");
    const auto rows = service_rows(*admin_.get(), {PR_DISPLAY_NAME_A});
    EXPECT_EQ(rows[0][0].narrow, "Outlook Data File");
    EXPECT_EQ(rows[1][0].narrow, "Mine");
}

TEST_F(MapiServices, MP_SAd_5_the_last_row_is_the_newest_service) {
    create_three();
    const MAPIUID newest = create_service(*admin_.get(), "MSUPST MS");
    EXPECT_EQ(bytes_of(service_uid(*admin_.get(), "MSUPST MS")), bytes_of(newest));
    EXPECT_EQ(admin_->CreateMsgServiceEx(t("MSPST MS"), nullptr, 0, 0, nullptr), S_OK);
    EXPECT_EQ(names().back(), "MSPST MS");
}

TEST_F(MapiServices, MC_15_unicode_names_of_services_work) {
    EXPECT_EQ(admin_->CreateMsgService(t(u"CONTAB"), t(u"Größe"), 0, MAPI_UNICODE), S_OK);
    EXPECT_EQ(names(), Names{"CONTAB"});
}

TEST_F(MapiServices, MS_55_a_second_copy_of_a_single_service_gives_no_access) {
    create_three();
    EXPECT_EQ(admin_->CreateMsgService(t("CONTAB"), nullptr, 0, 0), MAPI_E_NO_ACCESS);
    EXPECT_EQ(names().size(), 3U);
}

TEST_F(MapiServices, MS_49_an_exchange_service_is_complete_at_once) {
    create_three();
    const auto service = section(*admin_.get(), exchange_);
    const auto stores = get(*service.get(), PR_STORE_PROVIDERS).bytes;
    EXPECT_EQ(stores.size(), 16U);
    const auto settings_uid = get(*service.get(), PR_EMSMDB_SECTION_UID).bytes;
    const auto settings = section(*admin_.get(), uid_of(settings_uid), MAPI_MODIFY);
    EXPECT_EQ(get(*settings.get(), PR_STORE_PROVIDERS).bytes, stores);
    EXPECT_EQ(get(*settings.get(), PR_EMSABP_USER_UID).bytes.size(), 16U);
    const auto store = forced(uid_of(stores));
    EXPECT_EQ(get(*store.get(), PR_EMSMDB_SECTION_UID).bytes, settings_uid);
    Owned<IProfSect> through;
    MAPIUID uid = uid_of(settings_uid);
    EXPECT_EQ(providers(exchange_)->OpenProfileSection(&uid, nullptr, 0, through.put()), S_OK);
}

TEST_F(MapiServices, MP_Con_5_the_lists_of_a_profile_stay_correct) {
    create_three();
    const MAPIUID list = uid_of_hex("9207f3e0a3b11019908b08002b2a56c2");
    EXPECT_EQ(get(*section(*admin_.get(), list).get(), PR_SERVICES).bytes,
              packed({exchange_, contacts_, file_}));
    const auto stores = get(*section(*admin_.get(), list).get(), PR_STORE_PROVIDERS).bytes;
    EXPECT_EQ(stores.size(), 32U);
    ASSERT_EQ(admin_->DeleteMsgService(&file_), S_OK);
    EXPECT_EQ(get(*section(*admin_.get(), list).get(), PR_SERVICES).bytes,
              packed({exchange_, contacts_}));
    EXPECT_EQ(get(*section(*admin_.get(), list).get(), PR_STORE_PROVIDERS).bytes.size(), 16U);
}

TEST_F(MapiServices, MP_SAd_8_a_deleted_service_takes_its_sections_along) {
    create_three();
    MAPIUID unknown = exchange_;
    unknown.ab[3] ^= 1;
    EXPECT_EQ(admin_->DeleteMsgService(&unknown), MAPI_E_NOT_FOUND);
    EXPECT_EQ(admin_->DeleteMsgService(nullptr), MAPI_E_INVALID_PARAMETER);
    const auto settings =
        uid_of(get(*section(*admin_.get(), exchange_).get(), PR_EMSMDB_SECTION_UID).bytes);
    std::vector<MAPIUID> gone = providers_of(exchange_);
    EXPECT_EQ(gone.size(), 3U);
    gone.push_back(settings);
    gone.push_back(exchange_);
    ASSERT_EQ(admin_->DeleteMsgService(&exchange_), S_OK);
    for (const MAPIUID& uid : gone)
        EXPECT_EQ(open_code(*admin_.get(), uid, MAPI_FORCE_ACCESS), MAPI_E_NOT_FOUND);
    EXPECT_EQ(names(), (Names{"CONTAB", "MSUPST MS"}));
}

TEST_F(MapiServices, MS_42_the_next_exchange_service_becomes_the_legacy_one) {
    MAPIUID first = create_service(*admin_.get(), "MSEMS");
    const MAPIUID second = create_service(*admin_.get(), "MSEMS");
    const auto legacy = [&] {
        std::vector<LONG> marks;
        for (const auto& row : service_rows(*admin_.get(), {PR_EMSMDB_LEGACY}))
            marks.push_back(row[0].number);
        return marks;
    };
    EXPECT_EQ(legacy(), (std::vector<LONG>{1, 0}));
    ASSERT_EQ(admin_->DeleteMsgService(&first), S_OK);
    EXPECT_EQ(legacy(), std::vector<LONG>{1});
    const MAPIUID outlook = uid_of_hex("0a0d020000000000c000000000000046");
    EXPECT_EQ(get(*section(*admin_.get(), outlook).get(), PR_EMSMDB_SECTION_UID).bytes,
              get(*section(*admin_.get(), second).get(), PR_EMSMDB_SECTION_UID).bytes);
}

TEST_F(MapiServices, MP_SAd_9_a_copy_has_the_same_settings_under_new_names) {
    create_three();
    ASSERT_EQ(profiles_->CreateProfile(t("P2"), nullptr, 0, 0), S_OK);
    const auto target = services(*profiles_.get(), "P2");
    ASSERT_EQ(
        admin_->CopyMsgService(&file_, nullptr, nullptr, &IID_IMsgServiceAdmin, target.get(), 0, 0),
        S_OK);
    const auto rows =
        service_rows(*target.get(), {PR_SERVICE_NAME_A, PR_DISPLAY_NAME_A, PR_SERVICE_UID});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0][0].narrow, "MSUPST MS");
    EXPECT_EQ(rows[0][1].narrow, "My file");
    EXPECT_NE(rows[0][2].bytes, bytes_of(file_));
    const auto copied = provider_rows(*target.get(), {PR_SERVICE_UID, PR_PROVIDER_UID});
    ASSERT_EQ(copied.size(), 1U);
    EXPECT_EQ(copied[0][0].bytes, rows[0][2].bytes);
}

TEST_F(MapiServices, MP_SAd_9_a_service_can_be_copied_into_a_session) {
    create_three();
    const auto session = logon("P1");
    EXPECT_EQ(admin_->CopyMsgService(&file_, nullptr, nullptr, nullptr, session.get(), 0, 0), S_OK);
    EXPECT_EQ(names().size(), 4U);
    EXPECT_EQ(admin_->CopyMsgService(&contacts_, nullptr, nullptr, &IID_IMAPISession, session.get(),
                                     0, 0),
              MAPI_E_NO_ACCESS);
    MAPIUID unknown = file_;
    unknown.ab[3] ^= 1;
    EXPECT_EQ(admin_->CopyMsgService(&unknown, nullptr, nullptr, nullptr, session.get(), 0, 0),
              MAPI_E_NOT_FOUND);
}

TEST_F(MapiServices, MS_56_two_copies_never_share_a_settings_section) {
    create_three();
    ASSERT_EQ(admin_->CopyMsgService(&exchange_, nullptr, nullptr, &IID_IMsgServiceAdmin,
                                     admin_.get(), 0, 0),
              S_OK);
    const MAPIUID copy = service_uid(*admin_.get(), "MSEMS");
    EXPECT_NE(bytes_of(copy), bytes_of(exchange_));
    const auto old_uid = get(*section(*admin_.get(), exchange_).get(), PR_EMSMDB_SECTION_UID);
    const auto new_uid = get(*section(*admin_.get(), copy).get(), PR_EMSMDB_SECTION_UID);
    EXPECT_NE(old_uid.bytes, new_uid.bytes);
    EXPECT_EQ(open_code(*admin_.get(), uid_of(new_uid.bytes), 0), S_OK);
    EXPECT_EQ(
        admin_->CopyMsgService(&exchange_, nullptr, nullptr, &IID_IMAPIProp, admin_.get(), 0, 0),
        MAPI_E_INTERFACE_NOT_SUPPORTED);
    EXPECT_EQ(
        admin_->CopyMsgService(&exchange_, nullptr, nullptr, &IID_IMsgServiceAdmin, nullptr, 0, 0),
        MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiServices, MC_16_the_destination_is_the_interface_pointer_itself) {
    create_three();
    IMsgServiceAdmin* const destination = admin_.get();
    EXPECT_EQ(
        admin_->CopyMsgService(&file_, nullptr, nullptr, &IID_IMsgServiceAdmin, destination, 0, 0),
        S_OK);
}

TEST_F(MapiServices, MP_SAd_11_services_are_never_renamed) {
    EXPECT_EQ(admin_->RenameMsgService(&file_, 0, t("x")), MAPI_E_NO_SUPPORT);
}

TEST_F(MapiServices, MP_SAd_12_an_unknown_service_cannot_be_configured) {
    EXPECT_EQ(admin_->ConfigureMsgService(&file_, 0, 0, 0, nullptr), MAPI_E_NOT_FOUND);
    create_three();
    EXPECT_EQ(admin_->ConfigureMsgService(&file_, 0, 0, 1, nullptr), MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiServices, MS_57_properties_go_where_the_service_keeps_its_settings) {
    create_three();
    EXPECT_EQ(admin_->ConfigureMsgService(&exchange_, 0, 0, 0, nullptr), S_OK);
    SPropValue server = narrow_value(PR_PROFILE_UNRESOLVED_SERVER, "mail.example");
    EXPECT_EQ(admin_->ConfigureMsgService(&exchange_, 0, SERVICE_UI_ALLOWED, 1, &server), S_OK);
    const auto settings =
        uid_of(get(*section(*admin_.get(), exchange_).get(), PR_EMSMDB_SECTION_UID).bytes);
    EXPECT_EQ(get(*section(*admin_.get(), settings).get(), PR_PROFILE_UNRESOLVED_SERVER).narrow,
              "mail.example");
    SPropValue file[2] = {text_value(PR_PST_PATH_W, u"C:\\a.pst"),
                          text_value(PR_DISPLAY_NAME_W, u"Renamed")};
    EXPECT_EQ(admin_->ConfigureMsgService(&file_, 0, 0, 2, file), S_OK);
    const auto store = forced(providers_of(file_).front());
    SPropValue* path = nullptr;
    ASSERT_EQ(HrGetOneProp(store.get(), PR_PST_PATH_W, &path), S_OK);
    EXPECT_TRUE(units(path->Value.lpszW) == u"C:\\a.pst");
    MAPIFreeBuffer(path);
    EXPECT_TRUE(get(*section(*admin_.get(), file_).get(), PR_DISPLAY_NAME_W).text == u"Renamed");
}

TEST_F(MapiServices, MP_Inf_7_a_service_with_one_provider_keeps_its_data_there) {
    create_three();
    SPropValue path = text_value(PR_PST_PATH_W, u"C:\\a.pst");
    EXPECT_EQ(admin_->ConfigureMsgService(&file_, 0, 0, 1, &path), S_OK);
    EXPECT_TRUE(get(*forced(providers_of(file_).front()).get(), PR_PST_PATH_W).text ==
                u"C:\\a.pst");
    EXPECT_TRUE(get(*section(*admin_.get(), file_).get(), PR_PST_PATH_W).is_error());
}

TEST_F(MapiServices, MP_SAd_14_the_order_of_transports_is_complete) {
    const MAPIUID first = create_service(*admin_.get(), "MSEMS");
    const MAPIUID second = create_service(*admin_.get(), "MSEMS");
    const auto transports = [&] {
        std::vector<MAPIUID> uids;
        for (const auto& row : provider_rows(*admin_.get(), {PR_RESOURCE_TYPE, PR_PROVIDER_UID}))
            if (row[0].number == MAPI_TRANSPORT_PROVIDER) uids.push_back(uid_of(row[1].bytes));
        return uids;
    };
    std::vector<MAPIUID> order = transports();
    ASSERT_EQ(order.size(), 2U);
    EXPECT_EQ(admin_->MsgServiceTransportOrder(1, order.data(), 0), MAPI_E_BUSY);
    MAPIUID twice[2] = {order[0], order[0]};
    EXPECT_EQ(admin_->MsgServiceTransportOrder(2, twice, 0), MAPI_E_NOT_FOUND);
    std::swap(order[0], order[1]);
    EXPECT_EQ(admin_->MsgServiceTransportOrder(2, order.data(), 0), S_OK);
    EXPECT_EQ(bytes_of(transports()[0]), bytes_of(order[0]));
    MAPIUID by_service[2] = {first, second};
    EXPECT_EQ(admin_->MsgServiceTransportOrder(2, by_service, 0), S_OK);
    EXPECT_EQ(bytes_of(transports()[0]), bytes_of(order[1]));
}

TEST_F(MapiServices, MC_17_a_service_stands_for_its_only_transport) {
    MAPIUID service = create_service(*admin_.get(), "MSEMS");
    EXPECT_EQ(admin_->MsgServiceTransportOrder(1, &service, 0), S_OK);
    MAPIUID file = create_service(*admin_.get(), "MSUPST MS");
    EXPECT_EQ(admin_->MsgServiceTransportOrder(1, &file, 0), MAPI_E_NOT_FOUND);
}

TEST_F(MapiServices, MP_SAd_15_one_service_gives_the_primary_identity) {
    create_three();
    const auto flags = [&](const MAPIUID& uid) {
        return get(*section(*admin_.get(), uid).get(), PR_RESOURCE_FLAGS).number;
    };
    EXPECT_EQ(admin_->SetPrimaryIdentity(&file_, 0), MAPI_E_NO_ACCESS);
    EXPECT_EQ(admin_->SetPrimaryIdentity(&exchange_, 0), S_OK);
    EXPECT_EQ(flags(exchange_) & SERVICE_PRIMARY_IDENTITY, SERVICE_PRIMARY_IDENTITY);
    EXPECT_EQ(get(*forced(providers_of(exchange_)[0]).get(), PR_RESOURCE_FLAGS).number &
                  STATUS_PRIMARY_IDENTITY,
              STATUS_PRIMARY_IDENTITY);
    EXPECT_EQ(admin_->SetPrimaryIdentity(nullptr, 0), S_OK);
    EXPECT_EQ(flags(exchange_) & SERVICE_PRIMARY_IDENTITY, 0);
    MAPIUID unknown = exchange_;
    unknown.ab[0] ^= 1;
    EXPECT_EQ(admin_->SetPrimaryIdentity(&unknown, 0), MAPI_E_NOT_FOUND);
}

TEST_F(MapiServices, MC_18_other_services_can_become_primary_later) {
    MAPIUID first = create_service(*admin_.get(), "MSEMS");
    MAPIUID second = create_service(*admin_.get(), "MSEMS");
    EXPECT_EQ(admin_->SetPrimaryIdentity(&first, 0), S_OK);
    MAPIUID provider = providers_of(second)[0];
    EXPECT_EQ(admin_->SetPrimaryIdentity(&provider, 0), S_OK);
    EXPECT_EQ(get(*section(*admin_.get(), first).get(), PR_RESOURCE_FLAGS).number, 0);
    EXPECT_EQ(get(*section(*admin_.get(), second).get(), PR_RESOURCE_FLAGS).number,
              SERVICE_PRIMARY_IDENTITY);
}

TEST_F(MapiServices, MP_SAd_16_providers_of_an_unknown_service_are_not_found) {
    auto* made = reinterpret_cast<IProviderAdmin*>(16);
    EXPECT_EQ(admin_->AdminProviders(&file_, 0, &made), MAPI_E_NOT_FOUND);
    EXPECT_EQ(made, nullptr);
}

TEST_F(MapiServices, MP_SAd_17_the_provider_table_has_all_providers_in_order) {
    create_three();
    const auto rows =
        provider_rows(*admin_.get(), {PR_SERVICE_NAME_A, PR_RESOURCE_TYPE, PR_PROVIDER_ORDINAL,
                                      PR_INSTANCE_KEY, PR_PROVIDER_UID});
    ASSERT_EQ(rows.size(), 5U);
    const LONG types[] = {33, 35, 36, 35, 33};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        EXPECT_EQ(rows[i][1].number, types[i]) << i;
        EXPECT_EQ(rows[i][2].number, static_cast<LONG>(i));
        EXPECT_EQ(rows[i][3].bytes, rows[i][4].bytes);
    }
}

TEST_F(MapiServices, MS_78_the_key_of_a_provider_row_opens_its_section) {
    create_three();
    for (const auto& row : provider_rows(*admin_.get(), {PR_INSTANCE_KEY}))
        EXPECT_TRUE(forced(uid_of(row[0].bytes)));
    for (const auto& row : service_rows(*admin_.get(), {PR_INSTANCE_KEY, PR_SERVICE_UID}))
        EXPECT_EQ(row[0].bytes, row[1].bytes);
}

TEST_F(MapiServices, MP_VAd_3_a_provider_is_made_from_its_section_and_the_properties) {
    create_three();
    SPropValue name = narrow_value(PR_DISPLAY_NAME_A, "Second file");
    MAPIUID uid{};
    ASSERT_EQ(providers(file_)->CreateProvider(t("MSUPST MSP"), 1, &name, 0, 0, &uid), S_OK);
    const auto made = forced(uid);
    EXPECT_EQ(get(*made.get(), PR_DISPLAY_NAME_A).narrow, "Second file");
    EXPECT_EQ(get(*made.get(), PR_RESOURCE_TYPE).number, MAPI_STORE_PROVIDER);
    EXPECT_EQ(get(*made.get(), PR_SERVICE_UID).bytes, bytes_of(file_));
    EXPECT_EQ(providers_of(file_).size(), 2U);
}

TEST_F(MapiServices, MS_59_an_unknown_provider_holds_what_it_is_given) {
    create_three();
    SPropValue properties[2] = {narrow_value(PR_DISPLAY_NAME_A, "Boss"),
                                text_value(PROP_TAG(PT_UNICODE, 0x6600), u"x")};
    MAPIUID uid{};
    ASSERT_EQ(providers(exchange_)->CreateProvider(t("EMSDelegate"), 2, properties, 0, 0, &uid),
              S_OK);
    const auto all = tags(*forced(uid).get());
    EXPECT_EQ(all.size(), 6U);
    for (const ULONG tag : {PR_OBJECT_TYPE, PR_PROFILE_NAME_W, PR_SERVICE_UID, PR_PROVIDER_UID,
                            PR_DISPLAY_NAME_W, PROP_TAG(PT_UNICODE, 0x6600)})
        EXPECT_NE(std::find(all.begin(), all.end(), tag), all.end()) << std::hex << tag;
    EXPECT_EQ(providers_of(exchange_).size(), 4U);
}

TEST_F(MapiServices, MS_93_the_identifier_of_a_new_provider_is_only_written) {
    create_three();
    EXPECT_EQ(providers(exchange_)->CreateProvider(t("EMSDelegate"), 0, nullptr, 0, 0, nullptr),
              S_OK);
}

TEST_F(MapiServices, MS_60_lists_follow_when_providers_come_and_go) {
    create_three();
    const auto settings_uid =
        uid_of(get(*section(*admin_.get(), exchange_).get(), PR_EMSMDB_SECTION_UID).bytes);
    const auto sizes = [&] {
        const MAPIUID list = uid_of_hex("9207f3e0a3b11019908b08002b2a56c2");
        std::vector<std::size_t> all;
        for (const MAPIUID& uid : {exchange_, settings_uid, list})
            all.push_back(get(*section(*admin_.get(), uid).get(), PR_STORE_PROVIDERS).bytes.size());
        return all;
    };
    using Sizes = std::vector<std::size_t>;
    EXPECT_EQ(sizes(), (Sizes{16, 16, 32}));
    MAPIUID uid{};
    const auto administration = providers(exchange_);
    ASSERT_EQ(administration->CreateProvider(t("EMSDelegate"), 0, nullptr, 0, 0, &uid), S_OK);
    EXPECT_EQ(sizes(), (Sizes{32, 32, 48}));
    EXPECT_EQ(administration->DeleteProvider(&uid), S_OK);
    EXPECT_EQ(sizes(), (Sizes{16, 16, 32}));
}

TEST_F(MapiServices, MP_VAd_4_only_providers_of_the_service_are_deleted) {
    create_three();
    const auto administration = providers(file_);
    EXPECT_EQ(administration->DeleteProvider(&file_), MAPI_E_NOT_FOUND);
    MAPIUID foreign = providers_of(exchange_)[0];
    EXPECT_EQ(administration->DeleteProvider(&foreign), MAPI_E_NOT_FOUND);
    MAPIUID own = providers_of(file_)[0];
    EXPECT_EQ(administration->DeleteProvider(&own), S_OK);
    EXPECT_EQ(open_code(*admin_.get(), own, MAPI_FORCE_ACCESS), MAPI_E_NOT_FOUND);
    EXPECT_EQ(administration->DeleteProvider(nullptr), MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiServices, MP_Exc_1_each_exchange_account_has_an_identifier_of_its_own) {
    create_service(*admin_.get(), "MSEMS");
    create_service(*admin_.get(), "MSEMS");
    const auto rows = service_rows(*admin_.get(), {PR_EMSMDB_SECTION_UID});
    EXPECT_NE(rows[0][0].bytes, rows[1][0].bytes);
}

TEST_F(MapiServices, MP_Exc_2_a_service_is_found_by_the_identifier_of_its_account) {
    create_three();
    const auto settings = service_rows(*admin_.get(), {PR_EMSMDB_SECTION_UID})[0][0].bytes;
    SPropValue constant = bytes_value(PR_EMSMDB_SECTION_UID, settings);
    SRestriction wanted{};
    wanted.rt = RES_PROPERTY;
    wanted.res.resProperty = {RELOP_EQ, PR_EMSMDB_SECTION_UID, &constant};
    const auto view = table();
    ASSERT_EQ(view->FindRow(&wanted, BOOKMARK_BEGINNING, 0), S_OK);
    ULONG row = 9;
    ULONG other = 0;
    ASSERT_EQ(view->QueryPosition(&row, &other, &other), S_OK);
    EXPECT_EQ(row, 0U);
}

TEST_F(MapiServices, MP_Col_2_the_entry_name_of_a_service_is_8_bit_only) {
    create_three();
    const auto row =
        service_rows(*admin_.get(), {PR_SERVICE_ENTRY_NAME, 0x3D0B001F, PR_NULL, 0x66FF0003})[2];
    EXPECT_EQ(row[0].narrow, "PSTServiceEntry");
    EXPECT_TRUE(row[1].is_error());
    EXPECT_EQ(row[2].tag, PR_NULL);
    EXPECT_EQ(row[3].tag, 0x66FF000AU);
}

TEST_F(MapiServices, MS_79_tables_never_give_secure_values) {
    start(kind_with_secrets);
    create_three();
    ASSERT_EQ(set(*forced(file_).get(), text_value(PROP_TAG(PT_UNICODE, 0x67F0), u"x")), S_OK);
    for (const auto& row : service_rows(*admin_.get(), {PROP_TAG(PT_UNICODE, 0x67F0)}))
        EXPECT_TRUE(row[0].is_error());
}

TEST_F(MapiServices, MP_Res_3_a_client_finds_its_data_files) {
    create_three();
    SPropValue old_name = narrow_value(PR_SERVICE_NAME_A, "MSPST MS");
    SPropValue new_name = narrow_value(PR_SERVICE_NAME_A, "MSUPST MS");
    SRestriction children[2] = {};
    children[0].rt = children[1].rt = RES_CONTENT;
    children[0].res.resContent = {FL_FULLSTRING, PR_SERVICE_NAME_A, &old_name};
    children[1].res.resContent = {FL_FULLSTRING, PR_SERVICE_NAME_A, &new_name};
    SRestriction either{};
    either.rt = RES_OR;
    either.res.resOr = {2, children};
    const auto view = table();
    ASSERT_EQ(view->Restrict(&either, 0), S_OK);
    ULONG count = 0;
    ASSERT_EQ(view->GetRowCount(0, &count), S_OK);
    EXPECT_EQ(count, 1U);
}

TEST_F(MapiServices, MP_Gen_3_the_second_interface_lives_on_the_same_object) {
    Owned<IMsgServiceAdmin> first;
    ASSERT_EQ(admin_->QueryInterface(IID_IMsgServiceAdmin, reinterpret_cast<void**>(first.put())),
              S_OK);
    EXPECT_EQ(static_cast<void*>(first.get()), static_cast<void*>(admin_.get()));
}

TEST_F(MapiServices, MP_Err_1_the_text_of_a_failure_is_told) {
    ASSERT_EQ(admin_->CreateMsgService(t("nothing"), nullptr, 0, 0), MAPI_E_NOT_FOUND);
    MAPIERROR* error = nullptr;
    ASSERT_EQ(admin_->GetLastError(MAPI_E_NOT_FOUND, MAPI_UNICODE, &error), S_OK);
    ASSERT_NE(error, nullptr);
    EXPECT_FALSE(units(reinterpret_cast<WCHAR*>(error->lpszError)).empty());
    MAPIFreeBuffer(error);
}

TEST_F(MapiServices, MS_58_a_session_keeps_what_it_has_when_services_are_deleted) {
    create_three();
    const auto session = logon("P1");
    ASSERT_EQ(admin_->DeleteMsgService(&file_), S_OK);
    Owned<IMsgServiceAdmin> inside;
    ASSERT_EQ(session->AdminServices(0, inside.put()), S_OK);
    EXPECT_EQ(service_rows(*inside.get(), {PR_SERVICE_UID}).size(), 2U);
}

TEST_F(MapiServices, MS_61_services_are_created_silently_and_configured_later) {
    const MAPIUID uid = create_service(*admin_.get(), "MSEMS");
    MAPIUID copy = uid;
    SPropValue name = narrow_value(PR_PROFILE_UNRESOLVED_NAME, "ann");
    EXPECT_EQ(admin_->ConfigureMsgService(&copy, 0, 0, 1, &name), S_OK);
}

TEST_F(MapiServices, MP_Prf_4_the_order_of_services_is_kept) {
    create_service(*admin_.get(), "MSUPST MS");
    create_service(*admin_.get(), "CONTAB");
    create_service(*admin_.get(), "MSEMS");
    EXPECT_EQ(names(), (Names{"MSUPST MS", "CONTAB", "MSEMS"}));
}

TEST_F(MapiServices, MP_Con_1_the_identifier_of_a_service_is_made_anew) {
    EXPECT_NE(bytes_of(create_service(*admin_.get(), "MSUPST MS")),
              bytes_of(create_service(*admin_.get(), "MSUPST MS")));
}

TEST_F(MapiServices, MP_Con_2_the_ordinal_of_a_provider_is_its_row) {
    create_three();
    LONG row = 0;
    for (const auto& provider : provider_rows(*admin_.get(), {PR_PROVIDER_ORDINAL}))
        EXPECT_EQ(provider[0].number, row++);
}

TEST_F(MapiServices, MP_Con_4_lists_with_repeated_and_dead_names_are_read_without_them) {
    create_three();
    const auto service = section(*admin_.get(), exchange_, MAPI_MODIFY);
    const auto stores = get(*service.get(), PR_STORE_PROVIDERS).bytes;
    std::vector<std::uint8_t> longer = stores;
    longer.insert(longer.end(), stores.begin(), stores.end());
    longer.insert(longer.end(), 16, 0x77);
    ASSERT_EQ(set(*service.get(), bytes_value(PR_STORE_PROVIDERS, longer)), S_OK);
    EXPECT_EQ(providers_of(exchange_).size(), 3U);
}

TEST_F(MapiServices, MP_Exc_3_the_settings_name_the_address_book) {
    create_three();
    const auto settings =
        uid_of(get(*section(*admin_.get(), exchange_).get(), PR_EMSMDB_SECTION_UID).bytes);
    EXPECT_EQ(get(*section(*admin_.get(), settings).get(), PR_EMSABP_USER_UID).bytes.size(), 16U);
}

TEST_F(MapiServices, MP_VAd_5_sections_open_through_the_administration_of_providers) {
    create_three();
    Owned<IProfSect> opened;
    MAPIUID own = providers_of(file_)[0];
    EXPECT_EQ(providers(file_)->OpenProfileSection(&own, nullptr, 0, opened.put()), S_OK);
    EXPECT_EQ(providers(file_)->OpenProfileSection(nullptr, nullptr, 0, opened.put()),
              MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiServices, MP_SAd_18_sections_open_through_the_administration_of_services) {
    MAPIUID uid = pbGlobalProfileSectionGuid;
    Owned<IProfSect> opened;
    EXPECT_EQ(admin_->OpenProfileSection(&uid, nullptr, 0, opened.put()), S_OK);
}

}  // namespace olkacct::test

// Sections 12.1, 12.6 and 13: profiles and their administration.
#include <cstring>
#include <memory>

#include "mapi_client.h"
#include "support/process_stores.h"

namespace olkacct::test {
namespace {

using Names = std::vector<std::string>;
constexpr MAPIUID instance_section = {{0x85, 3, 2, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46}};

}  // namespace

TEST_F(MapiConformance, MP_PAd_1_the_table_has_a_row_for_each_profile) {
    use_sample();
    Owned<IMAPITable> table;
    ASSERT_EQ(admin()->GetProfileTable(MAPI_UNICODE, table.put()), S_OK);
    SRowSet* set = nullptr;
    ASSERT_EQ(HrQueryAllRows(table.get(), nullptr, nullptr, nullptr, 0, &set), S_OK);
    ASSERT_EQ(set->cRows, 1U);
    ASSERT_EQ(set->aRow[0].cValues, 2U);
    EXPECT_EQ(set->aRow[0].lpProps[0].ulPropTag, PR_DEFAULT_PROFILE);
    EXPECT_EQ(set->aRow[0].lpProps[0].Value.b, 1);
    EXPECT_EQ(set->aRow[0].lpProps[1].ulPropTag, PR_DISPLAY_NAME_W);
    FreeProws(set);
    use_empty();
    EXPECT_EQ(profile_names(*admin().get()), Names{});
}

TEST_F(MapiConformance, MP_PAd_2_a_name_that_is_taken_gives_no_access) {
    for (const std::string kind : {"hive", "reg", kind_with_secrets}) {
        use_empty(kind);
        const auto profiles = admin();
        EXPECT_EQ(profiles->CreateProfile(t("P1"), nullptr, 0, 0), S_OK) << kind;
        EXPECT_EQ(static_cast<ULONG>(profiles->CreateProfile(t("p1"), t(""), 0, 0)), 0x80070005U);
        EXPECT_EQ(profile_names(*profiles.get()), Names{"P1"}) << kind;
    }
}

TEST_F(MapiConformance, MP_PAd_2_default_services_are_added_on_demand) {
    use_empty();
    const auto profiles = admin();
    ASSERT_EQ(profiles->CreateProfile(t("P1"), nullptr, 0, MAPI_DEFAULT_SERVICES), S_OK);
    const auto rows = service_rows(*services("P1").get(), {PR_SERVICE_NAME_A});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0][0].narrow, "CONTAB");
}

TEST_F(MapiConformance, MP_Prf_1_names_have_1_to_64_characters_and_no_outer_spaces) {
    use_empty();
    const auto profiles = admin();
    EXPECT_EQ(profiles->CreateProfile(t(" P2"), nullptr, 0, 0), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(profiles->CreateProfile(t("P2 "), nullptr, 0, 0), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(profiles->CreateProfile(t(""), nullptr, 0, 0), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(profiles->CreateProfile(nullptr, nullptr, 0, 0), MAPI_E_INVALID_PARAMETER);
    const std::string longest(64, 'x');
    EXPECT_EQ(profiles->CreateProfile(t(longest.c_str()), nullptr, 0, 0), S_OK);
    EXPECT_EQ(profiles->CreateProfile(t((longest + "x").c_str()), nullptr, 0, 0),
              MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiConformance, MS_40_names_keep_their_case_and_are_found_in_any) {
    use_empty();
    const auto profiles = admin();
    ASSERT_EQ(profiles->CreateProfile(t(u"Größe ü"), nullptr, 0, MAPI_UNICODE), S_OK);
    EXPECT_EQ(profile_names(*profiles.get()), Names{"Größe ü"});
    EXPECT_EQ(profiles->SetDefaultProfile(t(u"GRÖßE Ü"), MAPI_UNICODE), S_OK);
    EXPECT_EQ(profiles->CreateProfile(t("a\\b"), nullptr, 0, 0), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(profiles->CreateProfile(t("a\tb"), nullptr, 0, 0), MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiConformance, MP_PAd_3_an_unknown_profile_cannot_be_deleted) {
    use_sample();
    const auto profiles = admin();
    EXPECT_EQ(profiles->DeleteProfile(t("missing"), 0), MAPI_E_NOT_FOUND);
    EXPECT_EQ(profiles->DeleteProfile(t(""), 0), MAPI_E_NOT_FOUND);
    EXPECT_EQ(profiles->DeleteProfile(t("Outlook"), 0), S_OK);
    EXPECT_EQ(profile_names(*profiles.get()), Names{});
}

TEST_F(MapiConformance, MP_PAd_4_passwords_are_never_changed) {
    use_sample();
    EXPECT_EQ(admin()->ChangeProfilePassword(t("missing"), t("a"), t("b"), 0), S_OK);
    EXPECT_EQ(admin()->ChangeProfilePassword(nullptr, nullptr, nullptr, 0), S_OK);
}

TEST_F(MapiConformance, MP_PAd_5_copies_need_a_source_and_a_free_name) {
    use_sample();
    const auto profiles = admin();
    EXPECT_EQ(profiles->CopyProfile(t("missing"), nullptr, t("P3"), 0, 0), MAPI_E_NOT_FOUND);
    EXPECT_EQ(profiles->CopyProfile(t("Outlook"), t("x"), t("P3"), 0, 0), MAPI_E_LOGON_FAILED);
    EXPECT_EQ(profiles->CopyProfile(t("Outlook"), nullptr, t("P3"), 0, 0), S_OK);
    EXPECT_EQ(profile_names(*profiles.get()), (Names{"Outlook", "P3"}));
}

TEST_F(MapiConformance, MC_12_a_taken_name_of_a_copy_gives_no_access) {
    use_sample();
    EXPECT_EQ(admin()->CopyProfile(t("Outlook"), nullptr, t("OUTLOOK"), 0, 0), MAPI_E_NO_ACCESS);
    EXPECT_EQ(MAPI_E_NO_ACCESS, E_ACCESSDENIED);
}

TEST_F(MapiConformance, MS_51_a_copy_has_all_sections_and_a_search_key_of_its_own) {
    for (const std::string kind : {"hive", kind_with_secrets}) {
        use_sample(kind);
        const auto profiles = admin();
        ASSERT_EQ(profiles->CopyProfile(t("Outlook"), nullptr, t("P3"), 0, 0), S_OK);
        const auto from = services(*profiles.get(), "Outlook");
        const auto to = services(*profiles.get(), "P3");
        const std::vector<ULONG> columns = {PR_SERVICE_UID, PR_SERVICE_NAME_W};
        const auto old_rows = service_rows(*from.get(), columns);
        const auto new_rows = service_rows(*to.get(), columns);
        ASSERT_EQ(old_rows.size(), new_rows.size());
        for (std::size_t i = 0; i < old_rows.size(); ++i)
            EXPECT_EQ(old_rows[i][0].bytes, new_rows[i][0].bytes);
        EXPECT_NE(get(*section(*from.get(), instance_section).get(), PR_SEARCH_KEY).bytes,
                  get(*section(*to.get(), instance_section).get(), PR_SEARCH_KEY).bytes);
        Owned<IMAPITable> table;
        ASSERT_EQ(profiles->GetProfileTable(0, table.put()), S_OK);
        const auto shown = rows(*table.get(), {PR_DISPLAY_NAME_A, PR_DEFAULT_PROFILE});
        EXPECT_EQ(shown[0][1].number, 1);
        EXPECT_EQ(shown[1][1].number, 0);
    }
}

TEST_F(MapiConformance, MP_Wks_1_a_profile_keeps_its_search_key_when_it_is_renamed) {
    use_empty();
    const auto profiles = admin();
    ASSERT_EQ(profiles->CreateProfile(t("P1"), nullptr, 0, 0), S_OK);
    const auto key =
        get(*section(*services("P1").get(), instance_section).get(), PR_SEARCH_KEY).bytes;
    EXPECT_EQ(key.size(), 16U);
    ASSERT_EQ(profiles->RenameProfile(t("P1"), nullptr, t("P2"), 0, 0), S_OK);
    const auto renamed = section(*services("P2").get(), instance_section);
    EXPECT_EQ(get(*renamed.get(), PR_SEARCH_KEY).bytes, key);
}

TEST_F(MapiConformance, MP_PAd_7_renaming_moves_the_default_along) {
    use_sample();
    const auto profiles = admin();
    EXPECT_EQ(profiles->RenameProfile(t("Outlook"), t("x"), t("New"), 0, 0), MAPI_E_LOGON_FAILED);
    EXPECT_EQ(profiles->RenameProfile(t("Outlook"), nullptr, t("New"), 0, 0), S_OK);
    Owned<IMAPITable> table;
    ASSERT_EQ(profiles->GetProfileTable(0, table.put()), S_OK);
    const auto shown = rows(*table.get(), {PR_DISPLAY_NAME_A, PR_DEFAULT_PROFILE});
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_EQ(shown[0][0].narrow, "New");
    EXPECT_EQ(shown[0][1].number, 1);
}

TEST_F(MapiConformance, MS_52_renaming_refuses_taken_names_and_takes_another_case) {
    use_empty();
    const auto profiles = admin();
    ASSERT_EQ(profiles->CreateProfile(t("One"), nullptr, 0, 0), S_OK);
    ASSERT_EQ(profiles->CreateProfile(t("Two"), nullptr, 0, 0), S_OK);
    EXPECT_EQ(profiles->RenameProfile(t("missing"), nullptr, t("x"), 0, 0), MAPI_E_NOT_FOUND);
    EXPECT_EQ(profiles->RenameProfile(t("One"), nullptr, t("TWO"), 0, 0), MAPI_E_NO_ACCESS);
    EXPECT_EQ(profiles->RenameProfile(t("One"), nullptr, t("ONE"), 0, 0), S_OK);
    EXPECT_EQ(profile_names(*profiles.get()), (Names{"ONE", "Two"}));
}

TEST_F(MapiConformance, MP_PAd_8_at_most_one_profile_is_the_default) {
    use_empty();
    const auto profiles = admin();
    ASSERT_EQ(profiles->CreateProfile(t("One"), nullptr, 0, 0), S_OK);
    ASSERT_EQ(profiles->CreateProfile(t("Two"), nullptr, 0, 0), S_OK);
    const auto defaults = [&] {
        Owned<IMAPITable> table;
        EXPECT_EQ(profiles->GetProfileTable(0, table.put()), S_OK);
        std::vector<LONG> numbers;
        for (const auto& row : rows(*table.get(), {PR_DEFAULT_PROFILE}))
            numbers.push_back(row[0].number);
        return numbers;
    };
    using Numbers = std::vector<LONG>;
    EXPECT_EQ(profiles->SetDefaultProfile(t("missing"), 0), MAPI_E_NOT_FOUND);
    EXPECT_EQ(profiles->SetDefaultProfile(t("Two"), 0), S_OK);
    EXPECT_EQ(defaults(), (Numbers{0, 1}));
    EXPECT_EQ(profiles->SetDefaultProfile(t("one"), 0), S_OK);
    EXPECT_EQ(defaults(), (Numbers{1, 0}));
    EXPECT_EQ(profiles->SetDefaultProfile(nullptr, 0), S_OK);
    EXPECT_EQ(defaults(), (Numbers{0, 0}));
}

TEST_F(MapiConformance, MS_53_nothing_becomes_the_default_by_itself) {
    use_empty();
    const auto profiles = admin();
    ASSERT_EQ(profiles->CreateProfile(t("One"), nullptr, 0, 0), S_OK);
    EXPECT_EQ(failed_logon(nullptr, MAPI_USE_DEFAULT), MAPI_E_LOGON_FAILED);
    ASSERT_EQ(profiles->CreateProfile(t("Two"), nullptr, 0, 0), S_OK);
    ASSERT_EQ(profiles->SetDefaultProfile(t("One"), 0), S_OK);
    ASSERT_EQ(profiles->SetDefaultProfile(t(""), 0), S_OK);
    EXPECT_EQ(failed_logon(nullptr, MAPI_USE_DEFAULT), MAPI_E_LOGON_FAILED);
    ASSERT_EQ(profiles->SetDefaultProfile(t("One"), 0), S_OK);
    ASSERT_EQ(profiles->DeleteProfile(t("One"), 0), S_OK);
    EXPECT_EQ(failed_logon(nullptr, MAPI_USE_DEFAULT), MAPI_E_LOGON_FAILED);
}

TEST_F(MapiConformance, MP_PAd_9_services_of_a_missing_profile_are_a_failed_logon) {
    use_sample();
    const auto profiles = admin();
    auto* services = reinterpret_cast<IMsgServiceAdmin*>(16);
    EXPECT_EQ(static_cast<ULONG>(profiles->AdminServices(t("missing"), nullptr, 0, 0, &services)),
              0x80040111U);
    EXPECT_EQ(services, nullptr);
    EXPECT_EQ(profiles->AdminServices(nullptr, nullptr, 0, 0, &services), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(profiles->AdminServices(t("Outlook"), t("secret"), 0, 0, &services),
              MAPI_E_LOGON_FAILED);
    EXPECT_EQ(profiles->AdminServices(t("Outlook"), nullptr, 0, 0, nullptr),
              MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiConformance, MS_92_of_a_password_only_the_first_byte_is_read) {
    use_sample();
    const auto one_byte = std::make_unique<char>('\0');
    Owned<IMsgServiceAdmin> services;
    EXPECT_EQ(
        admin()->AdminServices(t(u"Outlook"), one_byte.get(), 0, MAPI_UNICODE, services.put()),
        S_OK);
}

TEST_F(MapiConformance, MP_PAd_11_8_bit_names_work_in_every_method) {
    use_sample();
    const auto profiles = admin();
    ASSERT_EQ(profiles->CopyProfile(t("Outlook"), nullptr, t("Z\u00FCrich"), 0, 0), S_OK);
    EXPECT_EQ(profiles->RenameProfile(t("Z\u00FCrich"), nullptr, t("Bern"), 0, 0), S_OK);
    EXPECT_EQ(profiles->SetDefaultProfile(t("Bern"), 0), S_OK);
    EXPECT_TRUE(services(*profiles.get(), "Bern"));
    EXPECT_EQ(profiles->DeleteProfile(t("Bern"), 0), S_OK);
}

TEST_F(MapiConformance, MC_13_unicode_names_work_in_every_method) {
    use_sample();
    const auto profiles = admin();
    const ULONG wide = MAPI_UNICODE;
    ASSERT_EQ(profiles->CopyProfile(t(u"Outlook"), nullptr, t(u"Bern"), 0, wide), S_OK);
    EXPECT_EQ(profiles->RenameProfile(t(u"Bern"), nullptr, t(u"Basel"), 0, wide), S_OK);
    EXPECT_EQ(profiles->SetDefaultProfile(t(u"Basel"), wide), S_OK);
    EXPECT_EQ(profiles->DeleteProfile(t(u"Basel"), wide), S_OK);
    EXPECT_EQ(profile_names(*profiles.get()), Names{"Outlook"});
}

TEST_F(MapiConformance, MP_Use_1_a_profile_in_use_is_deleted_when_its_last_session_ends) {
    use_sample();
    const auto profiles = admin();
    auto session = logon();
    auto second = logon();
    EXPECT_EQ(profiles->DeleteProfile(t("Outlook"), 0), S_OK);
    EXPECT_EQ(profile_names(*profiles.get()), Names{});
    EXPECT_EQ(failed_logon("Outlook", 0), MAPI_E_LOGON_FAILED);
    EXPECT_EQ(profiles->DeleteProfile(t("Outlook"), 0), MAPI_E_NOT_FOUND);
    session.reset();
    Owned<IMsgServiceAdmin> still_there;
    ASSERT_EQ(second->AdminServices(0, still_there.put()), S_OK);
    EXPECT_FALSE(service_rows(*still_there.get(), {PR_SERVICE_UID}).empty());
    second.reset();
    EXPECT_EQ(profiles->CreateProfile(t("Outlook"), nullptr, 0, 0), S_OK);
    EXPECT_TRUE(service_rows(*services("Outlook").get(), {PR_SERVICE_UID}).empty());
}

TEST_F(MapiConformance, MP_Use_2_a_profile_in_use_is_renamed_when_its_last_session_ends) {
    use_sample();
    const auto profiles = admin();
    auto session = logon();
    EXPECT_EQ(profiles->RenameProfile(t("Outlook"), nullptr, t("Later"), 0, 0), S_OK);
    EXPECT_EQ(profile_names(*profiles.get()), Names{"Outlook"});
    session.reset();
    EXPECT_EQ(profile_names(*profiles.get()), Names{"Later"});
}

TEST_F(MapiConformance, MS_50_the_name_of_a_marked_profile_is_free) {
    use_sample();
    const auto profiles = admin();
    auto session = logon();
    ASSERT_EQ(profiles->DeleteProfile(t("Outlook"), 0), S_OK);
    ASSERT_EQ(profiles->CreateProfile(t("Outlook"), nullptr, 0, 0), S_OK);
    EXPECT_EQ(profile_names(*profiles.get()), Names{"Outlook"});
    EXPECT_TRUE(service_rows(*services("Outlook").get(), {PR_SERVICE_UID}).empty());
    Owned<IMsgServiceAdmin> old;
    ASSERT_EQ(session->AdminServices(0, old.put()), S_OK);
    EXPECT_FALSE(service_rows(*old.get(), {PR_SERVICE_UID}).empty());
    old.reset();
    session.reset();
    EXPECT_EQ(profile_names(*profiles.get()), Names{"Outlook"});
}

TEST_F(MapiConformance, MS_50_open_administration_does_not_keep_a_profile) {
    use_sample();
    const auto profiles = admin();
    const auto open = services(*profiles.get(), "Outlook");
    const auto opened = section(*open.get(), instance_section);
    ASSERT_EQ(profiles->DeleteProfile(t("Outlook"), 0), S_OK);
    ULONG count = 9;
    SPropValue* values = nullptr;
    EXPECT_EQ(opened->GetProps(nullptr, 0, &count, &values), MAPI_E_OBJECT_DELETED);
    EXPECT_EQ(count, 0U);
}

TEST_F(MapiConformance, MS_78_the_key_of_a_profile_is_that_of_its_upper_cased_name) {
    use_sample();
    const auto profiles = admin();
    const auto key = [&] {
        Owned<IMAPITable> table;
        EXPECT_EQ(profiles->GetProfileTable(0, table.put()), S_OK);
        return rows(*table.get(), {PR_INSTANCE_KEY})[0][0].bytes;
    };
    const auto before = key();
    EXPECT_FALSE(before.empty());
    ASSERT_EQ(profiles->RenameProfile(t("Outlook"), nullptr, t("OUTLOOK"), 0, 0), S_OK);
    EXPECT_EQ(key(), before);
}

TEST_F(MapiConformance, MS_75_a_client_finds_the_default_profile_by_exist_and_equality) {
    use_sample();
    ASSERT_EQ(admin()->CreateProfile(t("Other"), nullptr, 0, 0), S_OK);
    Owned<IMAPITable> table;
    ASSERT_EQ(admin()->GetProfileTable(0, table.put()), S_OK);
    SPropValue constant;
    std::memset(&constant, 0xEE, sizeof constant);
    constant.ulPropTag = PR_DEFAULT_PROFILE;
    constant.Value.b = 1;
    SRestriction children[2] = {};
    children[0].rt = RES_EXIST;
    children[0].res.resExist.ulPropTag = PR_DEFAULT_PROFILE;
    children[1].rt = RES_PROPERTY;
    children[1].res.resProperty = {RELOP_EQ, PR_DEFAULT_PROFILE, &constant};
    SRestriction both{};
    both.rt = RES_AND;
    both.res.resAnd = {2, children};
    SizedSPropTagArray(1, Columns) columns = {1, {PR_DISPLAY_NAME_A}};
    SRowSet* set = nullptr;
    ASSERT_EQ(HrQueryAllRows(table.get(), reinterpret_cast<SPropTagArray*>(&columns), &both,
                             nullptr, 0, &set),
              S_OK);
    ASSERT_EQ(set->cRows, 1U);
    EXPECT_STREQ(set->aRow[0].lpProps[0].Value.lpszA, "Outlook");
    FreeProws(set);
}

TEST_F(MapiConformance, MP_Init_2_administration_needs_MAPIInitialize) {
    use_sample();
    MAPIUninitialize();
    IProfAdmin* profiles = nullptr;
    EXPECT_EQ(MAPIAdminProfiles(0, &profiles), MAPI_E_NOT_INITIALIZED);
    EXPECT_EQ(MAPIInitialize(nullptr), S_OK);
    EXPECT_EQ(MAPIAdminProfiles(0, nullptr), MAPI_E_INVALID_PARAMETER);
    OlkSetAccountSource("/nowhere/at/all.dat");
    EXPECT_EQ(MAPIAdminProfiles(0, &profiles), MAPI_E_CALL_FAILED);
    EXPECT_EQ(profiles, nullptr);
}

TEST_F(MapiConformance, MP_Prf_3_choosing_a_default_takes_it_from_the_other) {
    use_sample();
    const auto profiles = admin();
    ASSERT_EQ(profiles->CopyProfile(t("Outlook"), nullptr, t("Copy"), 0, 0), S_OK);
    ASSERT_EQ(profiles->SetDefaultProfile(t("Copy"), 0), S_OK);
    Owned<IMAPITable> table;
    ASSERT_EQ(profiles->GetProfileTable(0, table.put()), S_OK);
    LONG defaults = 0;
    for (const auto& row : rows(*table.get(), {PR_DEFAULT_PROFILE})) defaults += row[0].number;
    EXPECT_EQ(defaults, 1);
}

TEST_F(MapiConformance, MP_Prf_5_profiles_have_no_passwords) {
    use_empty();
    EXPECT_EQ(admin()->CreateProfile(t("P1"), t("secret"), 0, 0), MAPI_E_LOGON_FAILED);
    EXPECT_EQ(profile_names(*admin().get()), Names{});
}

TEST_F(MapiConformance, MP_Use_3_a_deleted_profile_is_gone_for_open_administrations) {
    use_sample();
    const auto profiles = admin();
    const auto open = services(*profiles.get(), "Outlook");
    ASSERT_EQ(profiles->DeleteProfile(t("Outlook"), 0), S_OK);
    Owned<IMAPITable> table;
    EXPECT_TRUE(FAILED(open->GetMsgServiceTable(0, table.put())));
    EXPECT_FALSE(table);
}

}  // namespace olkacct::test

// Sections 11 and 12: properties of profile sections, and how they are opened.
#include "mapi_client.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "support/environment.h"
#include "support/process_stores.h"
#include "support/property_bytes.h"
#include "support/sample_profile.h"
#include "support/wide.h"

namespace olkacct::test {
namespace {

const MAPIUID extra = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}};
const MAPIUID other = {{9, 9, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}};
const MAPIUID instance = {{0x85, 3, 2, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46}};
const MAPIUID outlook = {{0x0A, 0x0D, 2, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46}};
const MAPIUID dial_up = uid_of_hex("5acf76a3665511cea39a00aa004acafa");

constexpr ULONG number_tag = PROP_TAG(PT_LONG, 0x6600);
constexpr ULONG text_tag = PROP_TAG(PT_UNICODE, 0x6600);
constexpr ULONG secret_tag = PROP_TAG(PT_UNICODE, 0x67F0);

MAPIUID sample_uid(std::uint32_t seed) {
    const auto bytes = made_up_uid(seed);
    MAPIUID uid;
    std::memcpy(&uid, bytes.data(), sizeof uid);
    return uid;
}

bool contains(const std::vector<ULONG>& tags, ULONG tag) {
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

// The problems of SetProps, as (index, code).
std::vector<std::pair<ULONG, SCODE>> problems_of(IMAPIProp& object,
                                                 std::vector<SPropValue> values) {
    SPropProblemArray* array = nullptr;
    EXPECT_EQ(object.SetProps(static_cast<ULONG>(values.size()), values.data(), &array), S_OK);
    std::vector<std::pair<ULONG, SCODE>> problems;
    for (ULONG i = 0; array != nullptr && i < array->cProblem; ++i)
        problems.emplace_back(array->aProblem[i].ulIndex, array->aProblem[i].scode);
    MAPIFreeBuffer(array);
    return problems;
}
using Problems = std::vector<std::pair<ULONG, SCODE>>;

SCODE delete_one(IMAPIProp& object, ULONG tag) {
    SPropTagArray tags{1, {tag}};
    SPropProblemArray* problems = nullptr;
    const HRESULT hr = object.DeleteProps(&tags, &problems);
    const SCODE code = problems == nullptr ? hr : problems->aProblem[0].scode;
    MAPIFreeBuffer(problems);
    return code;
}

HRESULT copy_to(IMAPIProp& from, IMAPIProp& to, ULONG flags = 0) {
    return from.CopyTo(0, nullptr, nullptr, 0, nullptr, &IID_IMAPIProp, &to, flags, nullptr);
}

}  // namespace

class MapiSection : public MapiConformance {
  protected:
    MapiSection() { start("hive"); }
    void start(const std::string& kind, std::size_t width = 8) {
        use_sample(kind, width);
        admin_ = services();
        section_ = section(*admin_.get(), extra, MAPI_MODIFY);
    }
    Owned<IProfSect> another(ULONG flags = MAPI_MODIFY) {
        return section(*admin_.get(), other, flags);
    }
    Owned<IMsgServiceAdmin2> admin_;
    Owned<IProfSect> section_;
};

TEST_F(MapiSection, MP_Prop_1_values_come_in_the_order_of_the_request) {
    ASSERT_EQ(set(*section_.get(), number_value(number_tag, 7)), S_OK);
    SizedSPropTagArray(4, Tags)
        tags = {4, {PR_PROFILE_NAME_A, number_tag, PR_NULL, PR_PROFILE_NAME_W}};
    ULONG count = 0;
    SPropValue* values = nullptr;
    ASSERT_EQ(section_->GetProps(reinterpret_cast<SPropTagArray*>(&tags), 0, &count, &values),
              S_OK);
    ASSERT_EQ(count, 4U);
    EXPECT_STREQ(values[0].Value.lpszA, "Outlook");
    EXPECT_EQ(values[1].Value.l, 7);
    EXPECT_EQ(values[2].ulPropTag, PR_NULL);
    EXPECT_TRUE(units(values[3].Value.lpszW) == u"Outlook");
    MAPIFreeBuffer(values);
}

TEST_F(MapiSection, MP_Prop_2_strings_convert_and_unspecified_types_follow_the_flag) {
    ASSERT_EQ(set(*section_.get(), text_value(text_tag, u"Größe")), S_OK);
    EXPECT_EQ(get(*section_.get(), CHANGE_PROP_TYPE(text_tag, PT_STRING8)).narrow, "Größe");
    SPropTagArray tags{1, {CHANGE_PROP_TYPE(text_tag, PT_UNSPECIFIED)}};
    for (const ULONG flags : {ULONG{0}, ULONG{MAPI_UNICODE}}) {
        ULONG count = 0;
        SPropValue* values = nullptr;
        ASSERT_EQ(section_->GetProps(&tags, flags, &count, &values), S_OK);
        EXPECT_EQ(PROP_TYPE(values->ulPropTag), flags == 0 ? PT_STRING8 : PT_UNICODE);
        MAPIFreeBuffer(values);
    }
}

TEST_F(MapiSection, MP_Prop_3_what_is_missing_is_a_warning_and_an_error_entry) {
    SPropTagArray tags{1, {PR_COMMENT_W}};
    ULONG count = 0;
    SPropValue* values = nullptr;
    ASSERT_EQ(section_->GetProps(&tags, 0, &count, &values), MAPI_W_ERRORS_RETURNED);
    EXPECT_EQ(values->Value.err, MAPI_E_NOT_FOUND);
    MAPIFreeBuffer(values);
}

TEST_F(MapiSection, MC_06_the_error_entry_keeps_the_identifier) {
    EXPECT_EQ(get(*section_.get(), PR_COMMENT_W).tag, CHANGE_PROP_TYPE(PR_COMMENT_W, PT_ERROR));
}

TEST_F(MapiSection, MP_Prop_5_no_tags_cannot_be_asked_for) {
    SPropTagArray none{0, {0}};
    ULONG count = 9;
    auto* values = reinterpret_cast<SPropValue*>(16);
    EXPECT_EQ(static_cast<ULONG>(section_->GetProps(&none, 0, &count, &values)), 0x80070057U);
    EXPECT_EQ(count, 0U);
    EXPECT_EQ(values, nullptr);
}

TEST_F(MapiSection, MP_Prop_6_without_tags_all_properties_come) {
    ASSERT_EQ(set(*section_.get(), number_value(number_tag, 7)), S_OK);
    ULONG count = 0;
    SPropValue* values = nullptr;
    ASSERT_EQ(section_->GetProps(nullptr, MAPI_UNICODE, &count, &values), S_OK);
    EXPECT_EQ(count, 3U);
    EXPECT_NE(PpropFindProp(values, count, number_tag), nullptr);
    EXPECT_NE(PpropFindProp(values, count, PR_PROFILE_NAME_W), nullptr);
    MAPIFreeBuffer(values);
}

TEST_F(MapiSection, MS_29_large_values_come_whole) {
    std::vector<std::uint8_t> large(10000, 7);
    ASSERT_EQ(set(*section_.get(), bytes_value(PROP_TAG(PT_BINARY, 0x6600), large)), S_OK);
    EXPECT_EQ(get(*section_.get(), PROP_TAG(PT_BINARY, 0x6600)).bytes, large);
}

TEST_F(MapiSection, MS_30_types_that_differ_are_not_found) {
    ASSERT_EQ(set(*section_.get(), number_value(number_tag, 1)), S_OK);
    EXPECT_EQ(get(*section_.get(), CHANGE_PROP_TYPE(number_tag, PT_BOOLEAN)).error,
              MAPI_E_NOT_FOUND);
    EXPECT_EQ(get(*section_.get(), CHANGE_PROP_TYPE(number_tag, PT_OBJECT)).error,
              MAPI_E_NOT_FOUND);
}

TEST_F(MapiSection, MP_Prop_11_the_list_has_what_GetProps_gives) {
    ASSERT_EQ(set(*section_.get(), text_value(text_tag, u"x")), S_OK);
    EXPECT_EQ(tags(*section_.get()),
              (std::vector<ULONG>{PR_OBJECT_TYPE, PR_PROFILE_NAME_W, text_tag}));
    EXPECT_EQ(tags(*section_.get(), 0),
              (std::vector<ULONG>{PR_OBJECT_TYPE, PR_PROFILE_NAME_A,
                                  CHANGE_PROP_TYPE(text_tag, PT_STRING8)}));
}

TEST_F(MapiSection, MP_Prop_12_values_that_cannot_be_set_change_nothing) {
    SPropValue values[2] = {number_value(number_tag, 7), {}};
    EXPECT_EQ(section_->SetProps(0, values, nullptr), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(section_->SetProps(1, nullptr, nullptr), MAPI_E_INVALID_PARAMETER);
    for (const ULONG type : {PT_OBJECT, PT_MV_LONG, PT_MV_UNICODE}) {
        values[1].ulPropTag = PROP_TAG(type, 0x6601);
        EXPECT_EQ(section_->SetProps(2, values, nullptr), MAPI_E_INVALID_PARAMETER);
    }
    EXPECT_EQ(get(*section_.get(), number_tag).error, MAPI_E_NOT_FOUND);
}

TEST_F(MapiSection, MP_Prop_13_entries_without_a_value_are_ignored) {
    SPropValue null{};
    null.ulPropTag = PR_NULL;
    SPropValue error{};
    error.ulPropTag = PROP_TAG(PT_ERROR, 0x6601);
    EXPECT_EQ(problems_of(*section_.get(), {null, error}), Problems{});
    EXPECT_EQ(tags(*section_.get()).size(), 2U);
}

TEST_F(MapiSection, MP_Prop_14_a_section_for_reading_takes_nothing) {
    const auto reading = section(*admin_.get(), extra);
    SPropValue value = number_value(number_tag, 7);
    SPropProblemArray* problems = nullptr;
    EXPECT_EQ(reading->SetProps(1, &value, &problems), MAPI_E_NO_ACCESS);
    SPropTagArray tag{1, {number_tag}};
    EXPECT_EQ(reading->DeleteProps(&tag, &problems), MAPI_E_NO_ACCESS);
}

TEST_F(MapiSection, MP_Prop_15_another_type_replaces_value_and_type) {
    ASSERT_EQ(set(*section_.get(), number_value(number_tag, 7)), S_OK);
    ASSERT_EQ(set(*section_.get(), text_value(text_tag, u"seven")), S_OK);
    EXPECT_EQ(get(*section_.get(), number_tag).error, MAPI_E_NOT_FOUND);
    ASSERT_EQ(set(*section_.get(), narrow_value(CHANGE_PROP_TYPE(text_tag, PT_STRING8), "eight")),
              S_OK);
    EXPECT_TRUE(get(*section_.get(), text_tag).text == u"eight");
    EXPECT_EQ(tags(*section_.get()).size(), 3U);
}

TEST_F(MapiSection, MP_Prop_16_only_identifiers_count_when_deleting) {
    ASSERT_EQ(set(*section_.get(), number_value(number_tag, 7)), S_OK);
    EXPECT_EQ(delete_one(*section_.get(), text_tag), S_OK);
    EXPECT_EQ(get(*section_.get(), number_tag).error, MAPI_E_NOT_FOUND);
    EXPECT_EQ(section_->DeleteProps(nullptr, nullptr), MAPI_E_INVALID_PARAMETER);
    SPropTagArray none{0, {0}};
    EXPECT_EQ(section_->DeleteProps(&none, nullptr), MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiSection, MS_32_deleting_what_is_absent_or_computed_is_a_problem) {
    EXPECT_EQ(delete_one(*section_.get(), number_tag), MAPI_E_NOT_FOUND);
    EXPECT_EQ(delete_one(*section_.get(), PR_PROFILE_NAME_W), MAPI_E_COMPUTED);
}

TEST_F(MapiSection, MP_Prop_19_CopyTo_leaves_out_what_is_excluded) {
    ASSERT_EQ(set(*section_.get(), number_value(number_tag, 7)), S_OK);
    ASSERT_EQ(set(*section_.get(), text_value(PR_COMMENT_W, u"c")), S_OK);
    const auto to = another();
    SPropTagArray without{1, {CHANGE_PROP_TYPE(number_tag, PT_UNSPECIFIED)}};
    EXPECT_EQ(
        section_->CopyTo(0, nullptr, &without, 0, nullptr, &IID_IProfSect, to.get(), 0, nullptr),
        S_OK);
    EXPECT_EQ(get(*to.get(), number_tag).error, MAPI_E_NOT_FOUND);
    EXPECT_TRUE(get(*to.get(), PR_COMMENT_W).text == u"c");
}

TEST_F(MapiSection, MP_Prop_19_CopyTo_needs_a_destination_of_its_kind) {
    const auto to = another();
    SPropTagArray none{0, {0}};
    EXPECT_EQ(section_->CopyTo(0, nullptr, nullptr, 0, nullptr, nullptr, to.get(), 0, nullptr),
              MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(section_->CopyTo(0, nullptr, &none, 0, nullptr, &IID_IMAPIProp, to.get(), 0, nullptr),
              MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(
        section_->CopyTo(0, nullptr, nullptr, 0, nullptr, &IID_IMAPIProp, admin_.get(), 0, nullptr),
        MAPI_E_INTERFACE_NOT_SUPPORTED);
    const IID known[] = {IID_IMAPIProp, IID_IProfSect};
    EXPECT_EQ(section_->CopyTo(2, known, nullptr, 0, nullptr, &IID_IMAPIProp, to.get(), 0, nullptr),
              MAPI_E_INTERFACE_NOT_SUPPORTED);
    EXPECT_EQ(copy_to(*section_.get(), *section_.get()), MAPI_E_NO_ACCESS);
}

TEST_F(MapiSection, MP_Prop_19_copies_move_or_keep_what_is_there) {
    ASSERT_EQ(set(*section_.get(), number_value(number_tag, 7)), S_OK);
    const auto to = another();
    ASSERT_EQ(set(*to.get(), number_value(number_tag, 1)), S_OK);
    EXPECT_EQ(copy_to(*section_.get(), *to.get(), MAPI_NOREPLACE), S_OK);
    EXPECT_EQ(get(*to.get(), number_tag).number, 1);
    EXPECT_EQ(copy_to(*section_.get(), *to.get(), MAPI_MOVE), S_OK);
    EXPECT_EQ(get(*to.get(), number_tag).number, 7);
    EXPECT_EQ(get(*section_.get(), number_tag).error, MAPI_E_NOT_FOUND);
}

TEST_F(MapiSection, MP_Prop_20_CopyProps_copies_what_is_listed) {
    ASSERT_EQ(set(*section_.get(), number_value(number_tag, 7)), S_OK);
    ASSERT_EQ(set(*section_.get(), text_value(PR_COMMENT_W, u"c")), S_OK);
    const auto to = another();
    SPropTagArray list{1, {PR_COMMENT_W}};
    EXPECT_EQ(section_->CopyProps(&list, 0, nullptr, &IID_IMAPIProp, to.get(), 0, nullptr), S_OK);
    EXPECT_TRUE(get(*to.get(), PR_COMMENT_W).text == u"c");
    EXPECT_EQ(get(*to.get(), number_tag).error, MAPI_E_NOT_FOUND);
    SPropTagArray null{1, {PR_NULL}};
    EXPECT_EQ(section_->CopyProps(&null, 0, nullptr, &IID_IMAPIProp, to.get(), 0, nullptr),
              MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(section_->CopyProps(nullptr, 0, nullptr, &IID_IMAPIProp, to.get(), 0, nullptr),
              MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiSection, MS_33_listed_but_absent_properties_are_problems) {
    const auto to = another();
    SizedSPropTagArray(2, Tags) list = {2, {PR_COMMENT_W, number_tag}};
    ASSERT_EQ(set(*section_.get(), number_value(number_tag, 7)), S_OK);
    SPropProblemArray* problems = nullptr;
    ASSERT_EQ(section_->CopyProps(reinterpret_cast<SPropTagArray*>(&list), 0, nullptr,
                                  &IID_IMAPIProp, to.get(), 0, &problems),
              S_OK);
    ASSERT_NE(problems, nullptr);
    ASSERT_EQ(problems->cProblem, 1U);
    EXPECT_EQ(problems->aProblem[0].ulIndex, 0U);
    EXPECT_EQ(problems->aProblem[0].scode, MAPI_E_NOT_FOUND);
    MAPIFreeBuffer(problems);
    EXPECT_EQ(get(*to.get(), number_tag).number, 7);
}

TEST_F(MapiSection, MP_Sec_1_other_objects_see_a_change_at_once) {
    const auto second = section(*admin_.get(), extra);
    const auto foreign = section(*services().get(), extra);
    ASSERT_EQ(set(*section_.get(), number_value(number_tag, 7)), S_OK);
    EXPECT_EQ(get(*second.get(), number_tag).number, 7);
    EXPECT_EQ(get(*foreign.get(), number_tag).number, 7);
}

TEST_F(MapiSection, MS_35_a_section_stays_usable_after_SaveChanges) {
    for (const ULONG flags : {0, KEEP_OPEN_READONLY, KEEP_OPEN_READWRITE, FORCE_SAVE})
        EXPECT_EQ(section_->SaveChanges(flags), S_OK);
    EXPECT_EQ(set(*section_.get(), number_value(number_tag, 7)), S_OK);
}

TEST_F(MapiSection, MP_Sec_3_named_properties_are_not_supported) {
    auto* tags = reinterpret_cast<SPropTagArray*>(16);
    EXPECT_EQ(static_cast<ULONG>(section_->GetIDsFromNames(0, nullptr, 0, &tags)), 0x80040102U);
    EXPECT_EQ(tags, nullptr);
    ULONG count = 9;
    MAPINAMEID** names = reinterpret_cast<MAPINAMEID**>(16);
    EXPECT_EQ(section_->GetNamesFromIDs(&tags, nullptr, 0, &count, &names), MAPI_E_NO_SUPPORT);
    EXPECT_EQ(count, 0U);
    EXPECT_EQ(names, nullptr);
}

TEST_F(MapiSection, MC_07_identifiers_of_named_properties_are_problems) {
    EXPECT_EQ(
        problems_of(*section_.get(), {text_value(0x8001001F, u"x"), text_value(0x6600001F, u"y")}),
        (Problems{{0, static_cast<SCODE>(0x80040307)}}));
    EXPECT_TRUE(get(*section_.get(), 0x6600001F).text == u"y");
}

TEST_F(MapiSection, MP_Sec_5_type_and_profile_name_are_computed) {
    EXPECT_EQ(get(*section_.get(), PR_OBJECT_TYPE).number, MAPI_PROFSECT);
    EXPECT_EQ(problems_of(*section_.get(),
                          {number_value(PR_OBJECT_TYPE, 1), text_value(PR_PROFILE_NAME_W, u"x"),
                           number_value(number_tag, 7)}),
              (Problems{{0, MAPI_E_COMPUTED}, {1, MAPI_E_COMPUTED}}));
    EXPECT_EQ(get(*section_.get(), number_tag).number, 7);
}

TEST_F(MapiSection, MS_36_services_and_providers_know_their_service) {
    const MAPIUID service = sample_uid(service_seed + sample_id::data_file);
    const MAPIUID provider = sample_uid(provider_seed + sample_id::data_file);
    const auto of_service = section(*admin_.get(), service);
    EXPECT_EQ(get(*of_service.get(), PR_SERVICE_UID).bytes, bytes_of(service));
    EXPECT_TRUE(contains(tags(*of_service.get()), PR_SERVICE_UID));
    const auto of_provider = section(*admin_.get(), provider, MAPI_FORCE_ACCESS | MAPI_MODIFY);
    EXPECT_EQ(get(*of_provider.get(), PR_SERVICE_UID).bytes, bytes_of(service));
    EXPECT_EQ(get(*of_provider.get(), PR_PROVIDER_UID).bytes, bytes_of(provider));
    EXPECT_EQ(delete_one(*of_provider.get(), PR_PROVIDER_UID), MAPI_E_COMPUTED);
}

TEST_F(MapiSection, MP_Sec_7_secure_values_come_only_when_they_are_asked_for) {
    start(kind_with_secrets);
    ASSERT_EQ(set(*section_.get(), text_value(secret_tag, u"Hunter2")), S_OK);
    EXPECT_TRUE(get(*section_.get(), secret_tag).text == u"Hunter2");
    EXPECT_EQ(get(*section_.get(), CHANGE_PROP_TYPE(secret_tag, PT_STRING8)).narrow, "Hunter2");
    EXPECT_FALSE(contains(tags(*section_.get()), secret_tag));
    ULONG count = 0;
    SPropValue* values = nullptr;
    ASSERT_EQ(section_->GetProps(nullptr, 0, &count, &values), S_OK);
    EXPECT_EQ(LpValFindProp(secret_tag, count, values), nullptr);
    MAPIFreeBuffer(values);
    EXPECT_EQ(delete_one(*section_.get(), secret_tag), S_OK);
    EXPECT_EQ(get(*section_.get(), secret_tag).error, MAPI_E_NOT_FOUND);
}

TEST_F(MapiSection, MP_Sec_7_secure_values_of_every_shape_come_back) {
    start(kind_with_secrets);
    for (const std::size_t size : {0U, 1U, 2U, 255U}) {
        const std::vector<std::uint8_t> bytes(size, 0xFD);
        ASSERT_EQ(set(*section_.get(), bytes_value(PROP_TAG(PT_BINARY, 0x67F5), bytes)), S_OK);
        EXPECT_EQ(get(*section_.get(), PROP_TAG(PT_BINARY, 0x67F5)).bytes, bytes) << size;
    }
    ASSERT_EQ(set(*section_.get(), number_value(PROP_TAG(PT_LONG, 0x67FF), -5)), S_OK);
    EXPECT_EQ(get(*section_.get(), PROP_TAG(PT_LONG, 0x67FF)).number, -5);
}

TEST_F(MapiSection, MS_37_where_no_secret_is_kept_secure_tags_give_no_access) {
    for (const std::string kind : {"hive", "reg"}) {
        start(kind);
        EXPECT_EQ(set(*section_.get(), text_value(secret_tag, u"x")), MAPI_E_NO_ACCESS) << kind;
        EXPECT_EQ(get(*section_.get(), secret_tag).error, MAPI_E_NO_ACCESS) << kind;
        EXPECT_EQ(delete_one(*section_.get(), secret_tag), MAPI_E_NO_ACCESS) << kind;
    }
}

TEST_F(MapiSection, MS_37_what_cannot_be_decrypted_gives_no_access) {
    start(kind_with_secrets);
    const auto foreign = section(*admin_.get(), dial_up);
    EXPECT_EQ(get(*foreign.get(), PROP_TAG(PT_UNICODE, 0x67F1)).error, MAPI_E_NO_ACCESS);
    EXPECT_EQ(get(*foreign.get(), PROP_TAG(PT_UNICODE, 0x67F2)).error, MAPI_E_NOT_FOUND);
}

TEST_F(MapiSection, MS_37_copies_between_sections_carry_secure_values) {
    start(kind_with_secrets);
    ASSERT_EQ(set(*section_.get(), text_value(secret_tag, u"Hunter2")), S_OK);
    const auto to = another();
    EXPECT_EQ(copy_to(*section_.get(), *to.get()), S_OK);
    EXPECT_TRUE(get(*to.get(), secret_tag).text == u"Hunter2");
}

TEST_F(MapiSection, MS_38_OpenProperty_is_not_offered) {
    auto* object = reinterpret_cast<IUnknown*>(16);
    EXPECT_EQ(section_->OpenProperty(text_tag, &IID_IUnknown, 0, 0, &object), MAPI_E_NO_SUPPORT);
    EXPECT_EQ(object, nullptr);
}

TEST_F(MapiSection, MS_39_sections_of_a_deleted_service_are_deleted_objects) {
    MAPIUID service = sample_uid(service_seed + sample_id::data_file);
    const auto open = section(*admin_.get(), service, MAPI_MODIFY);
    ASSERT_EQ(admin_->DeleteMsgService(&service), S_OK);
    SPropTagArray* list = nullptr;
    EXPECT_EQ(open->GetPropList(0, &list), MAPI_E_OBJECT_DELETED);
    SPropValue value = number_value(number_tag, 1);
    EXPECT_EQ(open->SetProps(1, &value, nullptr), MAPI_E_OBJECT_DELETED);
}

TEST_F(MapiSection, MC_09_the_instance_section_enumerates_its_search_key_only) {
    const auto open = section(*admin_.get(), instance, MAPI_MODIFY);
    EXPECT_EQ(tags(*open.get()), std::vector<ULONG>{PR_SEARCH_KEY});
    EXPECT_EQ(get(*open.get(), PR_OBJECT_TYPE).number, MAPI_PROFSECT);
    EXPECT_TRUE(get(*open.get(), PR_PROFILE_NAME_W).text == u"Outlook");
    EXPECT_EQ(set(*open.get(), bytes_value(PR_SEARCH_KEY, {1, 2})), MAPI_E_COMPUTED);
}

TEST_F(MapiSection, MP_Wks_3_the_exchange_section_leads_to_the_legacy_account) {
    const auto global = section(*admin_.get(), pbGlobalProfileSectionGuid);
    EXPECT_TRUE(get(*global.get(), PROP_TAG(PT_UNICODE, 0x6602)).text == u"exchange.corp.example");
    const auto rows = service_rows(*admin_.get(), {PR_SERVICE_NAME_A, PR_EMSMDB_LEGACY});
    for (const auto& row : rows) {
        if (row[0].narrow == "MSEMS") {
            EXPECT_EQ(row[1].number, 1);
        } else {
            EXPECT_TRUE(row[1].is_error());
        }
    }
}

TEST_F(MapiSection, MP_Wks_4_the_outlook_section_names_the_legacy_account) {
    const auto expected = bytes_of(sample_uid(exchange_settings_seed));
    auto open = section(*admin_.get(), outlook, MAPI_MODIFY);
    EXPECT_EQ(get(*open.get(), PR_EMSMDB_SECTION_UID).bytes, expected);
    ASSERT_EQ(delete_one(*open.get(), PR_EMSMDB_SECTION_UID), S_OK);
    EXPECT_EQ(get(*open.get(), PR_EMSMDB_SECTION_UID).bytes, expected);
}

TEST_F(MapiSection, MS_41_the_exchange_section_can_be_read_in_every_profile) {
    use_empty();
    ASSERT_EQ(admin()->CreateProfile(t("P1"), nullptr, 0, 0), S_OK);
    const auto services_of = services("P1");
    const auto open = section(*services_of.get(), pbGlobalProfileSectionGuid);
    SPropValue* name = nullptr;
    ASSERT_EQ(HrGetOneProp(open.get(), 0x3D12001F, &name), S_OK);
    EXPECT_TRUE(units(name->Value.lpszW) == u"P1");
    MAPIFreeBuffer(name);
    EXPECT_TRUE(section(*services_of.get(), pbGlobalProfileSectionGuid, MAPI_MODIFY));
}

TEST_F(MapiSection, MS_43_three_sections_are_in_every_profile) {
    use_empty();
    ASSERT_EQ(admin()->CreateProfile(t("P1"), nullptr, 0, 0), S_OK);
    const auto services_of = services("P1");
    for (const MAPIUID& uid : {instance, outlook, PS_PROFILE_PROPERTIES_INIT})
        EXPECT_TRUE(section(*services_of.get(), uid));
}

TEST_F(MapiSection, MP_Opn_2_a_missing_section_is_made_when_it_is_to_be_changed) {
    EXPECT_EQ(static_cast<ULONG>(open_code(*admin_.get(), other, 0)), 0x8004010FU);
    EXPECT_EQ(open_code(*admin_.get(), other, MAPI_MODIFY), S_OK);
    EXPECT_EQ(open_code(*admin_.get(), other, 0), S_OK);
    auto* made = reinterpret_cast<IProfSect*>(16);
    MAPIUID unknown = other;
    unknown.ab[0] = 0xAA;
    EXPECT_EQ(admin_->OpenProfileSection(&unknown, nullptr, 0, &made), MAPI_E_NOT_FOUND);
    EXPECT_EQ(made, nullptr);
}

TEST_F(MapiSection, MP_Opn_3_sections_of_providers_need_force) {
    const MAPIUID provider = sample_uid(provider_seed + sample_id::data_file);
    EXPECT_EQ(static_cast<ULONG>(open_code(*admin_.get(), provider, 0)), 0x80070005U);
    EXPECT_EQ(open_code(*admin_.get(), provider, MAPI_MODIFY), MAPI_E_NO_ACCESS);
    EXPECT_EQ(open_code(*admin_.get(), provider, 0x80000), S_OK);
    EXPECT_EQ(open_code(*admin_.get(), provider, MAPI_FORCE_ACCESS | MAPI_MODIFY), S_OK);
}

TEST_F(MapiSection, MS_44_services_and_settings_need_no_force) {
    EXPECT_EQ(open_code(*admin_.get(), sample_uid(service_seed + sample_id::exchange), MAPI_MODIFY),
              S_OK);
    EXPECT_EQ(open_code(*admin_.get(), sample_uid(exchange_settings_seed), MAPI_MODIFY), S_OK);
}

TEST_F(MapiSection, MS_45_a_service_opens_the_sections_of_its_providers) {
    MAPIUID service = sample_uid(service_seed + sample_id::data_file);
    MAPIUID own = sample_uid(provider_seed + sample_id::data_file);
    MAPIUID foreign = sample_uid(provider_seed + sample_id::exchange);
    Owned<IProviderAdmin> providers;
    ASSERT_EQ(admin_->AdminProviders(&service, 0, providers.put()), S_OK);
    Owned<IProfSect> opened;
    EXPECT_EQ(providers->OpenProfileSection(&own, nullptr, MAPI_MODIFY, opened.put()), S_OK);
    EXPECT_EQ(providers->OpenProfileSection(&foreign, nullptr, 0, opened.put()), MAPI_E_NO_ACCESS);
}

TEST_F(MapiSection, MC_10_force_opens_providers_through_IProviderAdmin_too) {
    MAPIUID service = sample_uid(service_seed + sample_id::data_file);
    MAPIUID foreign = sample_uid(provider_seed + sample_id::exchange);
    Owned<IProviderAdmin> providers;
    ASSERT_EQ(admin_->AdminProviders(&service, 0, providers.put()), S_OK);
    Owned<IProfSect> opened;
    EXPECT_EQ(providers->OpenProfileSection(&foreign, nullptr, MAPI_FORCE_ACCESS, opened.put()),
              S_OK);
}

TEST_F(MapiSection, MS_46_four_interfaces_may_be_asked_for) {
    MAPIUID uid = extra;
    for (const IID* iid : {&IID_IProfSect, &IID_IMAPIProp, &IID_IUnknown}) {
        Owned<IProfSect> opened;
        EXPECT_EQ(admin_->OpenProfileSection(&uid, iid, 0, opened.put()), S_OK);
    }
    auto* opened = reinterpret_cast<IProfSect*>(16);
    EXPECT_EQ(admin_->OpenProfileSection(&uid, &IID_IMAPITable, 0, &opened),
              MAPI_E_INTERFACE_NOT_SUPPORTED);
    EXPECT_EQ(opened, nullptr);
    EXPECT_EQ(admin_->OpenProfileSection(nullptr, nullptr, 0, &opened), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(admin_->OpenProfileSection(&uid, nullptr, 0, nullptr), MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiSection, MC_11_a_section_may_be_open_for_writing_twice) {
    const auto again = section(*admin_.get(), extra, MAPI_MODIFY);
    EXPECT_NE(again.get(), section_.get());
    EXPECT_EQ(set(*again.get(), number_value(number_tag, 7)), S_OK);
    EXPECT_EQ(set(*section_.get(), number_value(number_tag, 8)), S_OK);
    EXPECT_EQ(get(*again.get(), number_tag).number, 8);
}

TEST_F(MapiSection, MP_Prop_7_multi_values_of_both_widths_are_read_and_written) {
    for (const std::size_t width : {4U, 8U}) {
        start("hive", width);
        const auto open =
            section(*admin_.get(), sample_uid(service_seed + sample_id::data_file), MAPI_MODIFY);
        EXPECT_EQ(get(*open.get(), PR_SERVICE_SUPPORT_FILES_A).many.size(), 2U);
        auto first = wide(u"één");
        auto second = wide(u"");
        LPWSTR texts[] = {first.data(), second.data()};
        SPropValue value{};
        value.ulPropTag = PR_SERVICE_SUPPORT_FILES_W;
        value.Value.MVszW = {2, texts};
        ASSERT_EQ(set(*open.get(), value), S_OK);
        const auto read = get(*open.get(), PR_SERVICE_SUPPORT_FILES_W);
        ASSERT_EQ(read.many.size(), 2U);
        EXPECT_EQ(read.many[0].size(), 6U);
        EXPECT_TRUE(read.many[1].empty());
        EXPECT_EQ(get(*open.get(), PR_SERVICE_SUPPORT_FILES_A).many[0].size(), 5U);
    }
}

TEST_F(MapiSection, MC_24_HrSetOneProp_gives_the_code_of_the_problem) {
    EXPECT_EQ(set(*section_.get(), number_value(PR_OBJECT_TYPE, 1)), MAPI_E_COMPUTED);
    EXPECT_EQ(set(*section_.get(), number_value(number_tag, 1)), S_OK);
    SPropValue* value = reinterpret_cast<SPropValue*>(16);
    EXPECT_EQ(HrGetOneProp(section_.get(), PR_COMMENT_W, &value), MAPI_E_NOT_FOUND);
    EXPECT_EQ(value, nullptr);
    EXPECT_TRUE(FPropExists(section_.get(), number_tag));
    EXPECT_TRUE(FPropExists(section_.get(), CHANGE_PROP_TYPE(number_tag, PT_UNSPECIFIED)));
    EXPECT_FALSE(FPropExists(section_.get(), CHANGE_PROP_TYPE(number_tag, PT_BOOLEAN)));
}

TEST_F(MapiSection, MP_Gen_3_sections_answer_their_three_interfaces) {
    for (const IID* iid : {&IID_IProfSect, &IID_IMAPIProp, &IID_IUnknown}) {
        void* found = nullptr;
        ASSERT_EQ(section_->QueryInterface(*iid, &found), S_OK);
        EXPECT_EQ(found, section_.get());
        section_->Release();
    }
    void* found = this;
    EXPECT_EQ(section_->QueryInterface(IID_IMAPITable, &found), MAPI_E_INTERFACE_NOT_SUPPORTED);
    EXPECT_EQ(found, nullptr);
}

TEST_F(MapiSection, MP_Prop_4_an_error_entry_can_be_told_by_its_type) {
    EXPECT_EQ(get(*section_.get(), 0x3D13001F).tag, 0x3D13000AU);
}

TEST_F(MapiSection, MP_Prop_8_one_call_frees_all_values) {
    ASSERT_EQ(set(*section_.get(), text_value(text_tag, u"x")), S_OK);
    ULONG count = 0;
    SPropValue* values = nullptr;
    ASSERT_EQ(section_->GetProps(nullptr, 0, &count, &values), S_OK);
    EXPECT_EQ(MAPIFreeBuffer(values), ULONG{S_OK});
}

TEST_F(MapiSection, MP_Prop_10_duplicate_tags_are_answered_twice) {
    SizedSPropTagArray(2, Tags) tags = {2, {PR_OBJECT_TYPE, PR_OBJECT_TYPE}};
    ULONG count = 0;
    SPropValue* values = nullptr;
    ASSERT_EQ(section_->GetProps(reinterpret_cast<SPropTagArray*>(&tags), 0, &count, &values),
              S_OK);
    EXPECT_EQ(values[0].Value.l, values[1].Value.l);
    MAPIFreeBuffer(values);
}

TEST_F(MapiSection, MS_31_without_problems_there_is_no_array) {
    SPropValue value = number_value(number_tag, 7);
    auto* problems = reinterpret_cast<SPropProblemArray*>(16);
    ASSERT_EQ(section_->SetProps(1, &value, &problems), S_OK);
    EXPECT_EQ(problems, nullptr);
}

TEST_F(MapiSection, MS_34_copies_are_values_set_in_the_destination) {
    ASSERT_EQ(set(*section_.get(), number_value(number_tag, 7)), S_OK);
    const auto to = another();
    SPropProblemArray* problems = nullptr;
    ASSERT_EQ(section_->CopyTo(0, nullptr, nullptr, 1234, nullptr, &IID_IMAPIProp, to.get(), 0,
                               &problems),
              S_OK);
    EXPECT_EQ(get(*to.get(), number_tag).number, 7);
    ASSERT_NE(problems, nullptr);
    for (ULONG i = 0; i < problems->cProblem; ++i)
        EXPECT_EQ(problems->aProblem[i].scode, MAPI_E_COMPUTED);
    MAPIFreeBuffer(problems);
}

TEST_F(MapiSection, MP_Sec_2_SaveChanges_takes_nothing_back) {
    ASSERT_EQ(set(*section_.get(), number_value(number_tag, 7)), S_OK);
    EXPECT_EQ(section_->SaveChanges(0), S_OK);
    EXPECT_EQ(get(*section(*admin_.get(), extra).get(), number_tag).number, 7);
}

TEST_F(MapiSection, MP_Sec_4_identifiers_below_the_named_range_are_taken) {
    EXPECT_EQ(set(*section_.get(), number_value(PROP_TAG(PT_LONG, 0x7FFF), 1)), S_OK);
    EXPECT_EQ(set(*section_.get(), number_value(PROP_TAG(PT_LONG, 0x8000), 1)),
              MAPI_E_UNEXPECTED_ID);
    EXPECT_EQ(set(*section_.get(), number_value(PROP_TAG(PT_LONG, 0xFFFE), 1)),
              MAPI_E_UNEXPECTED_ID);
}

TEST_F(MapiSection, MP_Sec_6_computed_properties_are_listed_first) {
    EXPECT_EQ(tags(*section_.get()), (std::vector<ULONG>{PR_OBJECT_TYPE, PR_PROFILE_NAME_W}));
}

TEST_F(MapiSection, MP_Sec_8_secure_bytes_of_others_survive_every_refusal) {
    for (const std::string kind : {"hive", kind_with_secrets}) {
        start(kind);
        ASSERT_EQ(admin()->CopyProfile(t("Outlook"), nullptr, t("Copy"), 0, 0), S_OK) << kind;
        const auto copy = services("Copy");
        const auto in_copy = section(*copy.get(), dial_up, MAPI_MODIFY);
        EXPECT_EQ(get(*in_copy.get(), PROP_TAG(PT_UNICODE, 0x67F1)).error, MAPI_E_NO_ACCESS);
        const auto original = section(*admin_.get(), dial_up, MAPI_MODIFY);
        EXPECT_EQ(copy_to(*original.get(), *section_.get()), S_OK);
        EXPECT_EQ(get(*section_.get(), PROP_TAG(PT_UNICODE, 0x67F1)).error, MAPI_E_NO_ACCESS);
    }
}

TEST_F(MapiSection, MP_Sec_9_no_property_is_a_stream) {
    auto* object = reinterpret_cast<IUnknown*>(16);
    EXPECT_EQ(section_->OpenProperty(PR_PROFILE_NAME_W, &IID_IUnknown, 0, MAPI_CREATE, &object),
              MAPI_E_NO_SUPPORT);
    EXPECT_EQ(object, nullptr);
}

TEST_F(MapiSection, MP_Sec_10_a_renamed_profile_is_a_deleted_object) {
    ASSERT_EQ(admin()->RenameProfile(t("Outlook"), nullptr, t("Other"), 0, 0), S_OK);
    ULONG count = 0;
    SPropValue* values = nullptr;
    EXPECT_EQ(section_->GetProps(nullptr, 0, &count, &values), MAPI_E_OBJECT_DELETED);
    SPropValue value = number_value(number_tag, 1);
    EXPECT_EQ(section_->SetProps(1, &value, nullptr), MAPI_E_OBJECT_DELETED);
}

TEST_F(MapiSection, MC_08_the_search_key_is_unique_bytes_in_the_instance_section) {
    use_empty();
    ASSERT_EQ(admin()->CreateProfile(t("P1"), nullptr, 0, 0), S_OK);
    ASSERT_EQ(admin()->CreateProfile(t("P2"), nullptr, 0, 0), S_OK);
    const auto key = [&](const char* profile) {
        const auto services_of = services(profile);
        return get(*section(*services_of.get(), instance).get(), PR_SEARCH_KEY).bytes;
    };
    EXPECT_EQ(key("P1").size(), 16U);
    EXPECT_NE(key("P1"), key("P2"));
    EXPECT_NE(key("P1"), bytes_of(instance));
}

TEST_F(MapiSection, MP_Wks_2_the_search_key_cannot_be_deleted) {
    const auto open = section(*admin_.get(), instance, MAPI_MODIFY);
    EXPECT_EQ(delete_one(*open.get(), PR_SEARCH_KEY), MAPI_E_COMPUTED);
    EXPECT_EQ(get(*open.get(), PR_SEARCH_KEY).bytes.size(), 16U);
}

TEST_F(MapiSection, MP_Wks_5_the_exchange_section_becomes_real_when_it_is_changed) {
    use_empty();
    ASSERT_EQ(admin()->CreateProfile(t("P1"), nullptr, 0, 0), S_OK);
    const auto services_of = services("P1");
    const auto open = section(*services_of.get(), pbGlobalProfileSectionGuid, MAPI_MODIFY);
    EXPECT_EQ(set(*open.get(), number_value(number_tag, 4)), S_OK);
    const auto again = section(*services_of.get(), pbGlobalProfileSectionGuid);
    EXPECT_EQ(get(*again.get(), number_tag).number, 4);
}

TEST_F(MapiSection, MP_Wks_7_permanent_sections_survive_the_deletion_of_services) {
    MAPIUID service = sample_uid(service_seed + sample_id::exchange);
    ASSERT_EQ(admin_->DeleteMsgService(&service), S_OK);
    for (const MAPIUID& uid :
         {instance, outlook, PS_PROFILE_PROPERTIES_INIT, pbGlobalProfileSectionGuid})
        EXPECT_TRUE(section(*admin_.get(), uid));
}

TEST_F(MapiSection, MS_47_deferred_errors_are_reported_at_once) {
    EXPECT_EQ(open_code(*admin_.get(), other, MAPI_DEFERRED_ERRORS), MAPI_E_NOT_FOUND);
    EXPECT_EQ(open_code(*admin_.get(), extra, MAPI_DEFERRED_ERRORS), S_OK);
}

TEST_F(MapiSection, MS_48_two_objects_on_a_section_share_its_properties) {
    const auto again = section(*admin_.get(), extra, MAPI_MODIFY);
    EXPECT_NE(again.get(), section_.get());
    ASSERT_EQ(set(*section_.get(), number_value(number_tag, 7)), S_OK);
    ASSERT_EQ(delete_one(*again.get(), number_tag), S_OK);
    EXPECT_EQ(get(*section_.get(), number_tag).error, MAPI_E_NOT_FOUND);
}

TEST_F(MapiSection, MP_Opn_7_the_documented_exclusivity_can_be_had) {
    section_.reset();
    set_variable("OLKACCT_MAPI_EXCLUSIVE", "1");
    auto reader = section(*admin_.get(), extra);
    EXPECT_EQ(open_code(*admin_.get(), extra, 0), S_OK);
    EXPECT_EQ(open_code(*admin_.get(), extra, MAPI_MODIFY), MAPI_E_NO_ACCESS);
    reader.reset();
    auto writer = section(*admin_.get(), extra, MAPI_MODIFY);
    EXPECT_EQ(open_code(*services().get(), extra, 0), MAPI_E_NO_ACCESS);
    EXPECT_EQ(open_code(*admin_.get(), instance, 0), S_OK);
    writer.reset();
    EXPECT_EQ(open_code(*admin_.get(), extra, 0), S_OK);
    clear_variable("OLKACCT_MAPI_EXCLUSIVE");
}

}  // namespace olkacct::test

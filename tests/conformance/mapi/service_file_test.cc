// Section 19: services that a file in the form of MAPISVC.INF describes.
#include "mapi_client.h"
#include "support/environment.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace olkacct::test {
namespace {

// The example of section 19.2.
constexpr const char* example = R"inf(; a comment
[Services]
DemoAB=Demo Address Book
DemoSvc=Demo Service
Empty=Service without a section

[Default Services]
DemoAB=Demo Address Book

[DemoAB]
PR_DISPLAY_NAME=Demo Address Book
Providers=DemoAB Provider
PR_SERVICE_DLL_NAME=DEMOAB.DLL
PR_SERVICE_ENTRY_NAME=DemoEntry
PR_RESOURCE_FLAGS=SERVICE_NO_PRIMARY_IDENTITY
PR_SERVICE_UID=00000000000000000000000000000000

[DemoAB Provider]
PR_DISPLAY_NAME=Demo Address Book
PR_PROVIDER_DISPLAY=Demo Address Book
PR_PROVIDER_DLL_NAME=DEMOAB.DLL
PR_RESOURCE_TYPE=MAPI_AB_PROVIDER
PR_RESOURCE_FLAGS=STATUS_NO_DEFAULT_STORE | STATUS_PRIMARY_IDENTITY
6600001e=C:\demo\ab.txt
66010003=0x2A
PR_NOBODY_KNOWS=1

[DemoSvc]
Providers=Demo Store
Sections=Demo Extra, Bad Extra
PR_RESOURCE_FLAGS=SERVICE_SINGLE_COPY

[Demo Store]
PR_DISPLAY_NAME=Demo Folders
PR_PROVIDER_DISPLAY=Demo Store
PR_PROVIDER_DLL_NAME=DEMOST.DLL
PR_RESOURCE_TYPE=MAPI_STORE_PROVIDER
PR_RESOURCE_FLAGS=STATUS_NO_DEFAULT_STORE
34140102=00112233445566778899aabbccddeeff
66090003=05000000

[Demo Extra]
UID=13DBB0C8AA05101A9BB000AA002FC45A
66000003=00040000

[Bad Extra]
UID=13DBB0C8AA05101A9BB00AA002FC45A
66000003=00040000

[ demo store ]
66090003 =  06000000
)inf";

const MAPIUID extra_section = uid_of_hex("13DBB0C8AA05101A9BB000AA002FC45A");

}  // namespace

class MapiServiceFile : public MapiConformance {
  protected:
    MapiServiceFile() { describe(example); }
    ~MapiServiceFile() override { clear_variable("OLKACCT_MAPISVC"); }

    // Administration of an empty profile with the services of this text.
    void describe(const std::string& text) {
        const auto path = folder_ / "mapisvc.inf";
        std::ofstream(path, std::ios::binary) << text;
        set_variable("OLKACCT_MAPISVC", path.string());
        use_empty();
        profiles_ = admin();
        ASSERT_TRUE(profiles_);
        ASSERT_EQ(profiles_->CreateProfile(t("P1"), nullptr, 0, 0), S_OK);
        admin_ = services(*profiles_.get(), "P1");
    }
    // The section of the only provider.
    Owned<IProfSect> provider() {
        const auto rows = provider_rows(*admin_.get(), {PR_PROVIDER_UID});
        return section(*admin_.get(), uid_of(rows.at(0)[0].bytes), MAPI_FORCE_ACCESS);
    }

    Owned<IProfAdmin> profiles_;
    Owned<IMsgServiceAdmin2> admin_;
};

TEST_F(MapiServiceFile, MP_SAd_3_a_service_has_what_the_file_says) {
    const MAPIUID uid = create_service(*admin_.get(), "DemoSvc");
    const auto service = section(*admin_.get(), uid);
    EXPECT_TRUE(get(*service.get(), PR_SERVICE_NAME_W).text == u"DemoSvc");
    EXPECT_TRUE(get(*service.get(), PR_DISPLAY_NAME_W).text == u"Demo Service");
    EXPECT_EQ(get(*service.get(), PR_RESOURCE_FLAGS).number, SERVICE_SINGLE_COPY);
    EXPECT_EQ(get(*service.get(), PR_SERVICE_EXTRA_UIDS).bytes, bytes_of(extra_section));
    const auto store_uid = get(*service.get(), PR_STORE_PROVIDERS).bytes;
    const auto store = section(*admin_.get(), uid_of(store_uid), MAPI_FORCE_ACCESS);
    EXPECT_EQ(get(*store.get(), PR_RESOURCE_FLAGS).number, 0x40);
    EXPECT_EQ(get(*store.get(), PR_RESOURCE_TYPE).number, 33);
    EXPECT_EQ(get(*store.get(), PR_MDB_PROVIDER).bytes.at(15), 0xFF);
    const auto made = section(*admin_.get(), extra_section);
    EXPECT_EQ(get(*made.get(), PROP_TAG(PT_LONG, 0x6600)).number, 0x400);
}

TEST_F(MapiServiceFile, MP_VAd_1_extra_sections_are_rows_of_their_service_only) {
    MAPIUID uid = create_service(*admin_.get(), "DemoSvc");
    EXPECT_EQ(provider_rows(*admin_.get(), {PR_PROVIDER_UID}).size(), 1U);
    Owned<IProviderAdmin> providers;
    ASSERT_EQ(admin_->AdminProviders(&uid, 0, providers.put()), S_OK);
    Owned<IMAPITable> table;
    ASSERT_EQ(providers->GetProviderTable(0, table.put()), S_OK);
    const auto all = rows(*table.get(), {PR_INSTANCE_KEY, PR_RESOURCE_TYPE});
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[1][0].bytes, bytes_of(extra_section));
}

TEST_F(MapiServiceFile, MC_19_providers_have_a_resource_type_and_extra_sections_do_not) {
    MAPIUID uid = create_service(*admin_.get(), "DemoSvc");
    Owned<IProviderAdmin> providers;
    ASSERT_EQ(admin_->AdminProviders(&uid, 0, providers.put()), S_OK);
    Owned<IMAPITable> table;
    ASSERT_EQ(providers->GetProviderTable(0, table.put()), S_OK);
    const auto all = rows(*table.get(), {PR_RESOURCE_TYPE});
    EXPECT_EQ(all.at(0)[0].number, MAPI_STORE_PROVIDER);
    EXPECT_TRUE(all.at(1)[0].is_error());
}

TEST_F(MapiServiceFile, MP_Inf_1_keys_are_names_or_digits) {
    create_service(*admin_.get(), "DemoAB");
    EXPECT_EQ(get(*provider().get(), PROP_TAG(PT_STRING8, 0x6600)).narrow, "C:\\demo\\ab.txt");
}

TEST_F(MapiServiceFile, MP_Inf_2_constants_are_joined) {
    create_service(*admin_.get(), "DemoAB");
    EXPECT_EQ(get(*provider().get(), PR_RESOURCE_FLAGS).number,
              STATUS_NO_DEFAULT_STORE | STATUS_PRIMARY_IDENTITY);
    EXPECT_EQ(get(*provider().get(), PR_RESOURCE_TYPE).number, MAPI_AB_PROVIDER);
}

TEST_F(MapiServiceFile, MC_27_eight_digits_are_bytes_and_a_prefix_makes_a_number) {
    create_service(*admin_.get(), "DemoAB");
    EXPECT_EQ(get(*provider().get(), PROP_TAG(PT_LONG, 0x6601)).number, 0x2A);
    create_service(*admin_.get(), "DemoSvc");
    const auto rows = provider_rows(*admin_.get(), {PROP_TAG(PT_LONG, 0x6609)});
    EXPECT_EQ(rows.at(1)[0].number, 6);
}

TEST_F(MapiServiceFile, MP_Inf_6_the_identifier_of_a_service_is_never_from_the_file) {
    const MAPIUID uid = create_service(*admin_.get(), "DemoAB");
    EXPECT_NE(bytes_of(uid), std::vector<std::uint8_t>(16));
    EXPECT_EQ(get(*section(*admin_.get(), uid).get(), PR_SERVICE_UID).bytes, bytes_of(uid));
}

TEST_F(MapiServiceFile, MC_28_an_identifier_of_31_digits_leaves_the_section_out) {
    create_service(*admin_.get(), "DemoSvc");
    const auto rows = service_rows(*admin_.get(), {PR_SERVICE_EXTRA_UIDS});
    EXPECT_EQ(rows.at(0)[0].bytes.size(), 16U);
}

TEST_F(MapiServiceFile, MS_89_sections_merge_and_the_last_of_equal_keys_counts) {
    create_service(*admin_.get(), "DemoSvc");
    EXPECT_EQ(get(*provider().get(), PROP_TAG(PT_LONG, 0x6609)).number, 6);
}

TEST_F(MapiServiceFile, MS_89_a_service_without_a_section_is_not_found) {
    EXPECT_EQ(admin_->CreateMsgService(t("Empty"), nullptr, 0, 0), MAPI_E_NOT_FOUND);
    EXPECT_EQ(admin_->CreateMsgService(t("DEMOSVC"), nullptr, 0, 0), S_OK);
}

TEST_F(MapiServiceFile, MS_89_marked_encodings_are_read) {
    std::string wide = "\xFF\xFE";
    for (const char* unit = "[Services]\r\nA=\xDF\r\n[A]\r\nPR_RESOURCE_FLAGS=0x1\r\n"; *unit != 0;
         ++unit) {
        wide += *unit;
        wide += '\0';
    }
    describe(wide);
    create_service(*admin_.get(), "A");
    EXPECT_TRUE(service_rows(*admin_.get(), {PR_DISPLAY_NAME_W}).at(0)[0].text == u"ß");
    describe("\xEF\xBB\xBF[Services]\nA=\xC3\x9F\n[A]\n");
    create_service(*admin_.get(), "A");
    EXPECT_TRUE(service_rows(*admin_.get(), {PR_DISPLAY_NAME_W}).at(0)[0].text == u"ß");
}

TEST_F(MapiServiceFile, MS_89_lines_that_are_too_long_are_left_out) {
    describe("[Services]\nA=one\nA=" + std::string(9000, 'x') + "\n[A]\n");
    create_service(*admin_.get(), "A");
    EXPECT_EQ(service_rows(*admin_.get(), {PR_DISPLAY_NAME_A}).at(0)[0].narrow, "one");
}

TEST_F(MapiServiceFile, MP_PAd_2_default_services_come_from_the_file) {
    ASSERT_EQ(profiles_->CreateProfile(t("P2"), nullptr, 0, MAPI_DEFAULT_SERVICES), S_OK);
    const auto rows = service_rows(*services(*profiles_.get(), "P2").get(), {PR_SERVICE_NAME_A});
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0][0].narrow, "DemoAB");
}

TEST_F(MapiServiceFile, MP_SAd_12_a_service_without_an_entry_point_cannot_be_configured) {
    MAPIUID uid = create_service(*admin_.get(), "DemoSvc");
    SPropValue value = number_value(PROP_TAG(PT_LONG, 0x6600), 1);
    EXPECT_EQ(admin_->ConfigureMsgService(&uid, 0, 0, 1, &value), MAPI_E_NOT_INITIALIZED);
}

TEST_F(MapiServiceFile, MS_90_a_missing_file_is_a_failure_and_no_file_is_none) {
    set_variable("OLKACCT_MAPISVC", "/nowhere/mapisvc.inf");
    IProfAdmin* none = nullptr;
    EXPECT_EQ(MAPIAdminProfiles(0, &none), MAPI_E_CALL_FAILED);
    clear_variable("OLKACCT_MAPISVC");
    const auto built_in = services(*admin().get(), "P1");
    for (const char* const name : {"MSEMS", "MSPST MS", "MSUPST MS", "CONTAB", "EMABLT"})
        EXPECT_EQ(built_in->CreateMsgService(t(name), nullptr, 0, 0), S_OK) << name;
}

TEST_F(MapiServiceFile, MP_Inf_3_numbers_are_little_endian_bytes) {
    describe(
        "[Services]\nA=x\n[A]\nProviders=P\n[P]\nPR_RESOURCE_TYPE=MAPI_STORE_PROVIDER\n"
        "66090003=06000000\n660a000b=0100\n660b0014=0100000000000080\n660c0102=0aFF\n"
        "660d0003=060000\n660e0102=0aF\n");
    create_service(*admin_.get(), "A");
    const auto open = provider();
    EXPECT_EQ(get(*open.get(), PROP_TAG(PT_LONG, 0x6609)).number, 6);
    EXPECT_EQ(get(*open.get(), PROP_TAG(PT_BOOLEAN, 0x660A)).number, 1);
    EXPECT_EQ(get(*open.get(), PROP_TAG(PT_I8, 0x660B)).tag, PROP_TAG(PT_I8, 0x660B));
    EXPECT_EQ(get(*open.get(), PROP_TAG(PT_BINARY, 0x660C)).bytes,
              (std::vector<std::uint8_t>{0x0A, 0xFF}));
    EXPECT_TRUE(get(*open.get(), PROP_TAG(PT_LONG, 0x660D)).is_error());
    EXPECT_TRUE(get(*open.get(), PROP_TAG(PT_BINARY, 0x660E)).is_error());
}

TEST_F(MapiServiceFile, MP_Inf_8_missing_flags_of_a_provider_are_zero) {
    describe("[Services]\nA=x\n[A]\nProviders=P\n[P]\nPR_RESOURCE_TYPE=MAPI_STORE_PROVIDER\n");
    create_service(*admin_.get(), "A");
    EXPECT_EQ(get(*provider().get(), PR_RESOURCE_FLAGS).number, 0);
}

TEST_F(MapiServiceFile, MP_Inf_4_the_profile_keeps_the_base_names_of_files) {
    const MAPIUID uid = create_service(*admin_.get(), "DemoAB");
    EXPECT_EQ(get(*section(*admin_.get(), uid).get(), PR_SERVICE_DLL_NAME_A).narrow, "DEMOAB.DLL");
    EXPECT_EQ(get(*provider().get(), PR_PROVIDER_DLL_NAME_A).narrow, "DEMOAB.DLL");
}

TEST_F(MapiServiceFile, MP_Inf_5_a_secret_in_the_file_is_not_taken) {
    std::string text = example;
    text.replace(text.find("66090003=05000000"), 17, "67F1001f=swordfish\n67f2001e=swordfish");
    describe(text);
    create_service(*admin_.get(), "DemoSvc");
    const auto store = provider();
    // Nowhere protected, and nowhere as it was written.
    for (const ULONG tag : {PROP_TAG(PT_UNICODE, 0x67F1), PROP_TAG(PT_STRING8, 0x67F2)})
        EXPECT_TRUE(get(*store.get(), tag).is_error());
    std::ifstream in(source().substr(source().find(':') + 1), std::ios::binary);
    const std::string stored{std::istreambuf_iterator<char>(in), {}};
    ASSERT_FALSE(stored.empty());
    EXPECT_EQ(stored.find("swordfish"), std::string::npos);
    EXPECT_EQ(stored.find(std::string("s\0w\0o\0r\0d\0f", 11)), std::string::npos);
}

}  // namespace olkacct::test

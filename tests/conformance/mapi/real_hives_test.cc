// Real profiles: what is read agrees with what is stored, and edits leave the rest as it is.
#include "mapi_client.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/shared_hives.h"
#include "support/wide.h"

namespace olkacct::test {
namespace {

struct RealProfile {
    const char* file;
    std::vector<std::string> services;
};

// By their order in MAPI's table.
const std::vector<RealProfile>& real_profiles() {
    static const std::vector<RealProfile> all = {
        {"ntuser_win7_outlook2010_pop3.dat", {"OMSAB", "CONTAB", "MSUPST MS"}},
        {"ntuser_win7_outlook2010_deleted_accounts.dat", {"OMSAB", "CONTAB", "MSUPST MS"}},
        {"ntuser_win10_outlook16_no_mail.dat", {"CONTAB", "MSUPST MS"}},
        {"outlook16_x64_1pop.hive", {"CONTAB", "MSUPST MS"}},
    };
    return all;
}

std::string path_of(const RealProfile& profile) {
    return shared_hive("profiles/" + std::string(profile.file)).string();
}

std::string content_of(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST_F(MapiConformance, MP_SAd_1_the_services_of_real_profiles_are_listed) {
    OLKACCT_NEED_SHARED_HIVES();
    for (const RealProfile& profile : real_profiles()) {
        use_copy_of(path_of(profile));
        const auto open = services();
        std::vector<std::string> names;
        for (const auto& row : service_rows(*open.get(), {PR_SERVICE_NAME_A}))
            names.push_back(row[0].narrow);
        std::sort(names.begin(), names.end());
        auto expected = profile.services;
        std::sort(expected.begin(), expected.end());
        EXPECT_EQ(names, expected) << profile.file;
        for (const auto& row : provider_rows(*open.get(), {PR_PROVIDER_UID, PR_SERVICE_UID,
                                                           PR_RESOURCE_TYPE, PR_DISPLAY_NAME_W})) {
            EXPECT_EQ(row[0].bytes.size(), 16U);
            EXPECT_EQ(row[1].bytes.size(), 16U);
            EXPECT_FALSE(row[2].is_error());
            EXPECT_FALSE(row[3].text.empty()) << profile.file;
        }
    }
}

TEST_F(MapiConformance, MP_Sec_1_properties_of_real_profiles_can_be_set_and_taken_back) {
    OLKACCT_NEED_SHARED_HIVES();
    for (const RealProfile& profile : real_profiles()) {
        use_copy_of(path_of(profile));
        const auto open = services();
        const MAPIUID uid = service_uid(*open.get(), "MSUPST MS");
        const auto service = section(*open.get(), uid, MAPI_MODIFY);
        const auto before = tags(*service.get());
        const auto files = get(*service.get(), PR_SERVICE_SUPPORT_FILES_A).many;
        EXPECT_EQ(files.size(), 1U) << profile.file;
        auto name = wide(u"mspst.dll");
        LPWSTR list[] = {name.data()};
        SPropValue value{};
        value.ulPropTag = PR_SERVICE_DELETE_FILES_W;
        value.Value.MVszW = {1, list};
        ASSERT_EQ(set(*service.get(), value), S_OK);
        EXPECT_EQ(get(*service.get(), PR_SERVICE_DELETE_FILES_A).many, files) << profile.file;
        SPropTagArray tag{1, {PR_SERVICE_DELETE_FILES_W}};
        ASSERT_EQ(service->DeleteProps(&tag, nullptr), S_OK);
        EXPECT_EQ(tags(*service.get()), before) << profile.file;
    }
}

TEST_F(MapiConformance, MP_Opn_1_real_hives_that_are_only_read_are_not_touched) {
    OLKACCT_NEED_SHARED_HIVES();
    for (const RealProfile& profile : real_profiles()) {
        const auto copy = (folder_ / profile.file).string();
        std::filesystem::copy_file(path_of(profile), copy);
        std::filesystem::permissions(
            copy, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        ASSERT_EQ(OlkSetAccountSource(copy.c_str()), S_OK);
        const auto session = logon();
        Owned<IProfSect> global;
        MAPIUID uid = pbGlobalProfileSectionGuid;
        ASSERT_EQ(session->OpenProfileSection(&uid, nullptr, 0, global.put()), S_OK);
        EXPECT_TRUE(get(*global.get(), PR_PROFILE_NAME_W).text == u"Outlook");
        EXPECT_EQ(content_of(copy), content_of(path_of(profile))) << profile.file;
    }
}

TEST_F(MapiConformance, MP_SAd_8_services_come_and_go_in_real_profiles) {
    OLKACCT_NEED_SHARED_HIVES();
    for (const RealProfile& profile : real_profiles()) {
        use_copy_of(path_of(profile));
        const auto open = services();
        const std::vector<ULONG> columns = {PR_SERVICE_UID, PR_DISPLAY_NAME_W};
        const auto before = service_rows(*open.get(), columns);
        MAPIUID made = create_service(*open.get(), "MSEMS");
        EXPECT_EQ(service_rows(*open.get(), columns).size(), before.size() + 1);
        EXPECT_EQ(open->CreateMsgService(t("CONTAB"), nullptr, 0, 0), MAPI_E_NO_ACCESS);
        ASSERT_EQ(open->DeleteMsgService(&made), S_OK);
        const auto after = service_rows(*open.get(), columns);
        ASSERT_EQ(after.size(), before.size());
        for (std::size_t i = 0; i < after.size(); ++i)
            EXPECT_EQ(after[i][0].bytes, before[i][0].bytes);
    }
}

}  // namespace olkacct::test

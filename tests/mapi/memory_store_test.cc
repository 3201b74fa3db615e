// Sessions and administration on stores in memory, which have no path to be opened by.
#include <gtest/gtest.h>

#include "mapi/process.h"
#include "mapi/profile_admin.h"
#include "mapi/service_catalog.h"
#include "registry/memory/memory_store.h"
#include "support/store_content.h"

namespace olkacct::mapi {
namespace {

Host memory_host() {
    return {registry::make_memory_store("memory"),
            std::make_shared<const ServiceCatalog>(
                parse_inf(std::as_bytes(std::span(built_in_services()))))};
}

LPTSTR t(const char* text) { return const_cast<LPTSTR>(text); }

class MemoryProfiles : public ::testing::Test {
  protected:
    com::ComPtr<IMAPISession> logon(const char* profile, ULONG flags = 0) {
        com::ComPtr<IMAPISession> session;
        const Answer answer = process_.logon(
            {t(profile), nullptr, flags}, [this] { return Result<Host>(host_); }, session.put());
        EXPECT_EQ(answer.code, S_OK) << answer.text;
        return session;
    }
    com::ComPtr<IProfAdmin> admin() {
        return com::ComPtr<IProfAdmin>::attach(new ProfileAdminObject(host_, process_.live()));
    }
    std::size_t profiles() {
        const auto listed = visible_profiles(*host_.store, process_.live());
        return listed ? listed->size() : 99;
    }

    Host host_ = memory_host();
    Process process_;
};

}  // namespace

TEST_F(MemoryProfiles, are_made_logged_on_to_and_deleted) {
    ASSERT_EQ(admin()->CreateProfile(t("P1"), nullptr, 0, MAPI_DEFAULT_SERVICES), S_OK);
    auto session = logon("P1");
    com::ComPtr<IMsgServiceAdmin> services;
    ASSERT_EQ(session->AdminServices(0, services.put()), S_OK);
    com::ComPtr<IMAPITable> table;
    ASSERT_EQ(services->GetMsgServiceTable(0, table.put()), S_OK);
    ULONG count = 0;
    ASSERT_EQ(table->GetRowCount(0, &count), S_OK);
    EXPECT_EQ(count, 1U);
    ASSERT_EQ(admin()->DeleteProfile(t("P1"), 0), S_OK);
    EXPECT_EQ(profiles(), 0U);
    session.reset();
    const auto left = testing_support::read_all(*host_.store);
    EXPECT_EQ(profiles(), 0U);
}

TEST_F(MemoryProfiles, hold_what_sections_are_set_to) {
    ASSERT_EQ(admin()->CreateProfile(t("P1"), nullptr, 0, 0), S_OK);
    const auto session = logon("P1");
    MAPIUID uid = {{1}};
    com::ComPtr<IProfSect> section;
    ASSERT_EQ(session->OpenProfileSection(&uid, nullptr, MAPI_MODIFY, section.put()), S_OK);
    SPropValue value{};
    value.ulPropTag = PROP_TAG(PT_LONG, 0x6600);
    value.Value.l = 42;
    ASSERT_EQ(HrSetOneProp(section.get(), &value), S_OK);
    SPropValue* read = nullptr;
    ASSERT_EQ(HrGetOneProp(section.get(), value.ulPropTag, &read), S_OK);
    EXPECT_EQ(read->Value.l, 42);
    MAPIFreeBuffer(read);
    value.ulPropTag = PROP_TAG(PT_LONG, 0x67F0);
    EXPECT_EQ(HrSetOneProp(section.get(), &value), MAPI_E_NO_ACCESS);
}

TEST_F(MemoryProfiles, that_are_marked_vanish_from_the_store_with_their_last_session) {
    ASSERT_EQ(admin()->CreateProfile(t("P1"), nullptr, 0, 0), S_OK);
    const auto without = testing_support::read_all(*host_.store);
    ASSERT_EQ(admin()->CreateProfile(t("P2"), nullptr, 0, 0), S_OK);
    auto first = logon("P2");
    auto second = logon("P2");
    ASSERT_EQ(admin()->DeleteProfile(t("P2"), 0), S_OK);
    ASSERT_EQ(admin()->CreateProfile(t("P2"), nullptr, 0, 0), S_OK);
    first.reset();
    EXPECT_EQ(profiles(), 2U);
    second.reset();
    EXPECT_EQ(profiles(), 2U);
    ASSERT_EQ(admin()->DeleteProfile(t("P2"), 0), S_OK);
    EXPECT_TRUE(testing_support::read_all(*host_.store) == without);
}

TEST_F(MemoryProfiles, keep_no_object_of_a_session_that_is_logged_off) {
    ASSERT_EQ(admin()->CreateProfile(t("P1"), nullptr, 0, 0), S_OK);
    const auto session = logon("P1");
    MAPIUID uid = pbGlobalProfileSectionGuid;
    com::ComPtr<IProfSect> section;
    ASSERT_EQ(session->OpenProfileSection(&uid, nullptr, 0, section.put()), S_OK);
    ASSERT_EQ(session->Logoff(0, 0, 0), S_OK);
    EXPECT_EQ(section->SaveChanges(0), MAPI_E_INVALID_OBJECT);
    ASSERT_EQ(admin()->DeleteProfile(t("P1"), 0), S_OK);
    EXPECT_EQ(profiles(), 0U);
}

TEST(BuiltInServices, have_nothing_that_cannot_be_used) {
    const ServiceCatalog catalog(parse_inf(std::as_bytes(std::span(built_in_services()))));
    for (const Warning& warning : catalog.warnings())
        ADD_FAILURE() << warning.what << ": " << warning.where;
}

TEST(ServiceCatalog, tells_what_of_a_file_cannot_be_used) {
    const std::string_view text =
        "entry=before any section\n[Services]\nA=one\nB=two\n[A]\nPR_NOBODY=1\nProviders=P\n"
        "PR_RESOURCE_FLAGS=nothing\nSections=X\n[X]\nUID=12\n[open\n";
    const ServiceCatalog catalog(parse_inf(std::as_bytes(std::span(text))));
    EXPECT_EQ(catalog.warnings().size(), 7U);
    EXPECT_TRUE(catalog.service(u"a").has_value());
    EXPECT_FALSE(catalog.service(u"B").has_value());
    EXPECT_FALSE(catalog.service(u"C").has_value());
}

}  // namespace olkacct::mapi

// Section 11: memory that outlives its objects, and objects that outlive their manager.
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <string>
#include <thread>

#include "client.h"

namespace olkacct::test {

TEST_F(Conformance, AM_Mem_1_every_result_is_a_block_of_its_own) {
    const auto manager = open_manager();
    DWORD first_count = 0;
    DWORD second_count = 0;
    DWORD* first = nullptr;
    DWORD* second = nullptr;
    ASSERT_EQ(manager->GetOrder(&CLSID_OlkMail, &first_count, &first), S_OK);
    ASSERT_EQ(manager->GetOrder(&CLSID_OlkMail, &second_count, &second), S_OK);
    EXPECT_EQ(manager->FreeMemory(reinterpret_cast<BYTE*>(first)), S_OK);
    EXPECT_EQ(second[0], DWORD{imap});
    EXPECT_EQ(manager->FreeMemory(reinterpret_cast<BYTE*>(second)), S_OK);
}

TEST_F(Conformance, AM_Mem_2_results_outlive_every_object) {
    auto manager = open_manager();
    auto account = find(*manager.get(), pop3);
    ACCT_VARIANT variant{};
    ASSERT_EQ(account->GetProp(PROP_ACCT_NAME, &variant), S_OK);
    account.reset();
    manager.reset();
    const WCHAR expected[] = {'W', 'o', 'r', 'k', 0};
    EXPECT_EQ(std::memcmp(variant.Val.pwsz, expected, sizeof expected), 0);
    EXPECT_EQ(new_manager()->FreeMemory(reinterpret_cast<BYTE*>(variant.Val.pwsz)), S_OK);
}

TEST_F(Conformance, AM_Mem_3_blocks_are_aligned_and_strings_end_in_a_zero) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    for (const DWORD tag : {PROP_ACCT_NAME, PROP_ACCT_USER_EMAIL_ADDR, PROP_INET_SERVER}) {
        ACCT_VARIANT variant{};
        ASSERT_EQ(account->GetProp(tag, &variant), S_OK);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(variant.Val.pwsz) % alignof(std::max_align_t),
                  0U);
        EXPECT_EQ(std::char_traits<WCHAR>::length(variant.Val.pwsz),
                  read(*account.get(), tag).text.size());
        EXPECT_EQ(account->FreeMemory(reinterpret_cast<BYTE*>(variant.Val.pwsz)), S_OK);
    }
}

TEST_F(Conformance, S_54_any_FreeMemory_takes_any_block_on_any_thread) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    DWORD count = 0;
    DWORD* list = nullptr;
    ASSERT_EQ(manager->GetOrder(&CLSID_OlkMail, &count, &list), S_OK);
    std::thread([&] {
        EXPECT_EQ(account->FreeMemory(reinterpret_cast<BYTE*>(list)), S_OK);
    }).join();
#ifndef NDEBUG
    EXPECT_EQ(account->FreeMemory(reinterpret_cast<BYTE*>(list)), E_INVALIDARG);
    BYTE foreign[8] = {};
    EXPECT_EQ(manager->FreeMemory(foreign), E_INVALIDARG);
#endif
}

TEST_F(Conformance, S_55_accounts_work_after_their_manager_is_gone) {
    auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    manager.reset();
    EXPECT_EQ(helper_.references, 1U);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).text, u"Work");
    EXPECT_EQ(categories(*account.get()).size(), 1U);
    EXPECT_FALSE(error_text(*account.get(), E_FAIL).empty());
}

TEST_F(Conformance, S_56_a_deleted_account_answers_not_found_and_keeps_its_other_members) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    ACCT_VARIANT before{};
    ASSERT_EQ(account->GetProp(PROP_ACCT_NAME, &before), S_OK);
    SampleOptions options;
    options.without_pop3 = true;
    write_source(options);
    order(*manager.get(), CLSID_OlkMail);

    CLSID type{};
    DWORD count = 5;
    CLSID* list = nullptr;
    ACCT_VARIANT value = number_variant(1);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).hr, E_ACCT_NOT_FOUND);
    EXPECT_EQ(account->SetProp(PROP_ACCT_NAME, &value), E_ACCT_NOT_FOUND);
    EXPECT_EQ(account->SaveChanges(0), E_ACCT_NOT_FOUND);
    EXPECT_EQ(account->GetAccountInfo(&type, &count, &list), E_ACCT_NOT_FOUND);
    EXPECT_EQ(count, 0U);
    EXPECT_FALSE(error_text(*account.get(), E_ACCT_NOT_FOUND).empty());
    EXPECT_EQ(before.Val.pwsz[0], WCHAR{'W'});
    EXPECT_EQ(account->FreeMemory(reinterpret_cast<BYTE*>(before.Val.pwsz)), S_OK);
}

TEST_F(Conformance, S_44_a_profile_that_is_gone_stays_open) {
    const auto manager = open_manager();
    const auto before = ids(*manager.get(), nullptr);
    SampleOptions options;
    options.without_profile = true;
    write_source(options);
    EXPECT_EQ(ids(*manager.get(), nullptr), before);
    std::filesystem::remove(folder_ / "accounts.reg");
    EXPECT_EQ(ids(*manager.get(), nullptr), before);
    EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_ACCT_NAME).text, u"Work");
}

TEST_F(Conformance, S_55_objects_share_one_snapshot_that_GetOrder_and_enumeration_renew) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    SampleOptions options;
    options.pop3_name = "Renamed";
    write_source(options);
    // Reading a property and finding an account never touch the source.
    EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).text, u"Work");
    EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_ACCT_NAME).text, u"Work");
    ids(*manager.get(), nullptr);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).text, u"Renamed");
    write_source();
    order(*manager.get(), CLSID_OlkStore);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).text, u"Work");
}

}  // namespace olkacct::test

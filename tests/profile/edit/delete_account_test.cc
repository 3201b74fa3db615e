// Deleting accounts: what goes, what stays behind, and what is said about it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "olkacct/doctor.h"
#include "olkacct/guid.h"
#include "profile/edit/edit_sample.h"
#include "support/memory_hive.h"
#include "support/outlook_sample.h"
#include "support/property_bytes.h"
#include "support/sample_profile.h"
#include "support/shared_hives.h"

namespace olkacct::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

// The sample's profile in a store in memory.
Editor sample_editor() {
    const auto hive = open_in_memory(outlook_sample_hive());
    return memory_editor(testing_support::read_all(*hive));
}

Edit remove(std::uint32_t id) { return edits::delete_account({{}, id}); }

const DumpedKey* find_section(const std::vector<DumpedKey>& dump, std::uint32_t uid_seed) {
    const auto name = section_name(made_up_uid(uid_seed));
    const auto found = std::ranges::find(dump, name, &DumpedKey::path);
    return found == dump.end() ? nullptr : &*found;
}

std::vector<std::string> service_names(const Profile& profile) {
    std::vector<std::string> names;
    for (const Service& service : profile.services) {
        names.emplace_back(service.name.begin(), service.name.end());
    }
    return names;
}

TEST(DeleteAccount, takes_the_subkey_and_the_id_out_of_every_list) {
    const Editor editor = sample_editor();
    const auto next_id = profile_of(editor).next_account_id;
    run(editor, remove(sample_id::imap));
    const Profile profile = profile_of(editor);
    EXPECT_EQ(profile.find_account(sample_id::imap), nullptr);
    for (const auto& list : profile.stored_order) {
        EXPECT_THAT(list, Not(Contains(testing::Field(&OrderEntry::id, sample_id::imap))));
    }
    EXPECT_EQ(profile.next_account_id, next_id);
}

TEST(DeleteAccount, leaves_the_preferences_section_and_other_accounts_alone) {
    const Editor editor = sample_editor();
    const Profile before = profile_of(editor);
    run(editor, remove(sample_id::pop3));
    const Profile after = profile_of(editor);
    const auto dump = editor.source().dump(after);
    ASSERT_TRUE(dump.has_value());
    const DumpedKey* preferences = find_section(*dump, preferences_seed + sample_id::pop3);
    ASSERT_NE(preferences, nullptr);
    EXPECT_THAT(preferences->values, Not(IsEmpty()));
    EXPECT_EQ(after.services, before.services);
    for (const Account& account : after.accounts) {
        EXPECT_EQ(account.values, before.find_account(account.id)->values);
    }
    EXPECT_THAT(after.accounts, SizeIs(before.accounts.size() - 1));
}

TEST(DeleteAccount, empties_the_sections_of_its_service_and_leaves_their_keys) {
    const Editor editor = sample_editor();
    run(editor, remove(sample_id::data_file));
    const Profile profile = profile_of(editor);
    EXPECT_THAT(service_names(profile), ElementsAre("CONTAB", "INTERSTOR", "MSEMS"));
    const auto dump = editor.source().dump(profile);
    for (const std::uint32_t seed : {service_seed, provider_seed}) {
        const DumpedKey* section = find_section(*dump, seed + sample_id::data_file);
        ASSERT_NE(section, nullptr);
        EXPECT_THAT(section->values, IsEmpty());
    }
}

TEST(DeleteAccount, says_what_else_loses_its_data_file) {
    const Editor editor = sample_editor();
    const Plan plan = run(editor, remove(sample_id::data_file));
    std::vector<std::string> remarks;
    for (const Remark& remark : plan.remarks) {
        remarks.push_back(remark.what);
    }
    EXPECT_THAT(remarks, Contains(HasSubstr("account 2 delivers into the data file of account 3")));
    EXPECT_THAT(remarks, Contains(HasSubstr("default data file")));
}

TEST(DeleteAccount, takes_an_address_book_out_of_the_search_path) {
    const Editor editor = sample_editor();
    run(editor, remove(sample_id::address_book));
    const auto dump = editor.source().dump(profile_of(editor));
    const auto table = std::ranges::find(*dump, std::u16string(u"9207f3e0a3b11019908b08002b2a56c2"),
                                         &DumpedKey::path);
    ASSERT_NE(table, dump->end());
    for (const RegistryValue& value : table->values) {
        EXPECT_NE(value.name, u"11023d05");
        if (value.name == u"01023d01") {
            EXPECT_THAT(value.data, IsEmpty());
        }
    }
}

// Outlook names the address book there by PR_CONTAB_UID, which is not its provider's section.
TEST(DeleteAccount, takes_an_address_book_of_outlook_out_of_the_search_path) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto hive =
        Source::open(shared_hive("profiles/ntuser_win10_outlook16_no_mail.dat").string());
    ASSERT_TRUE(hive.has_value());
    const Editor editor = memory_editor(testing_support::read_all(hive->store()));
    run(editor, remove(1));
    const auto dump = editor.source().dump(profile_of(editor));
    const auto table = std::ranges::find(*dump, std::u16string(u"9207f3e0a3b11019908b08002b2a56c2"),
                                         &DumpedKey::path);
    ASSERT_NE(table, dump->end());
    for (const RegistryValue& value : table->values) {
        EXPECT_NE(value.name, u"11023d05");
        if (value.name == u"01023d01" || value.name == u"01023d11") {
            EXPECT_THAT(value.data, IsEmpty());
        }
    }
}

TEST(DeleteAccount, keeps_a_service_that_another_account_shares) {
    const Editor editor = memory_editor(
        profile_hive({order(store_list, {1, 2})},
                     {account(u"00000001", mapi_class, {binary(u"Service UID", uid(1))}),
                      account(u"00000002", mapi_class, {binary(u"Service UID", uid(1))})},
                     {key(section_key(1), {binary(u"01023d00", uid(2))}),
                      key(section_key(2), {binary(u"01023d0c", uid(1))})}));
    run(editor, remove(1));
    EXPECT_THAT(editor.source().dump(profile_of(editor)).value(),
                Contains(testing::AllOf(testing::Field(&DumpedKey::path, section_key(2)),
                                        testing::Field(&DumpedKey::values, SizeIs(1)))));
}

TEST(DeleteAccount, leaves_a_provider_that_belongs_to_another_service) {
    const Editor editor = memory_editor(
        profile_hive({order(store_list, {1})},
                     {account(u"00000001", mapi_class, {binary(u"Service UID", uid(1))})},
                     {key(section_key(1), {binary(u"01023d00", uid(2))}),
                      key(section_key(2), {binary(u"01023d0c", uid(9))})}));
    run(editor, remove(1));
    EXPECT_THAT(editor.source().dump(profile_of(editor)).value(),
                Contains(testing::AllOf(testing::Field(&DumpedKey::path, section_key(2)),
                                        testing::Field(&DumpedKey::values, SizeIs(1)))));
}

TEST(DeleteAccount, of_every_account_leaves_nothing_that_the_doctor_finds) {
    const Editor editor = sample_editor();
    const Profile before = profile_of(editor);
    for (const Account& account : before.accounts) {
        run(editor, remove(account.id));
    }
    EXPECT_THAT(profile_of(editor).accounts, IsEmpty());
    const auto findings = examine(editor.source());
    ASSERT_TRUE(findings.has_value());
    for (const Finding& finding : *findings) {
        // The sample has a dead id of its own.
        EXPECT_EQ(finding.check, "dead_order_entry") << finding.what;
    }
}

TEST(DeleteAccount, can_be_taken_back_value_for_value) {
    const Editor editor = sample_editor();
    const auto before = testing_support::read_all(editor.source().store());
    const Plan plan = run(editor, remove(sample_id::data_file));
    ASSERT_TRUE(editor.apply(inverse(plan)).has_value());
    auto after = testing_support::read_all(editor.source().store());
    EXPECT_NE(after, before) << "LastChangeVer rises";
    const Plan nothing = run(editor, [](profile::EditContext&) { return Result<void>(); });
    EXPECT_TRUE(nothing.empty());
    const Profile profile = profile_of(editor);
    EXPECT_THAT(service_names(profile), ElementsAre("CONTAB", "MSUPST MS", "INTERSTOR", "MSEMS"));
    EXPECT_NE(profile.find_account(sample_id::data_file), nullptr);
}

TEST(DeleteAccount, refuses_an_id_that_is_not_there) {
    EXPECT_EQ(refused(sample_editor(), remove(77)), ErrorCode::account_not_found);
    EXPECT_EQ(refused(sample_editor(), remove(sample_id::dead)), ErrorCode::account_not_found);
}

TEST(Sequence, does_all_or_nothing) {
    const Editor editor = sample_editor();
    EXPECT_EQ(refused(editor, edits::sequence({remove(sample_id::pop3), remove(77)})),
              ErrorCode::account_not_found);
    const auto version = profile_of(editor).last_change_ver.value_or(0);
    run(editor, edits::sequence({remove(sample_id::pop3), remove(sample_id::imap)}));
    EXPECT_EQ(profile_of(editor).last_change_ver, version + 1);
}

}  // namespace
}  // namespace olkacct::test

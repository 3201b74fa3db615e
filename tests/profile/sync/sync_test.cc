// Services and accounts in step: what is made, what goes, and when nothing is touched.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "olkacct/sync.h"
#include "olkacct/text.h"
#include "profile/edit/edit_context.h"
#include "profile/edit/edit_sample.h"
#include "support/memory_hive.h"
#include "support/outlook_sample.h"
#include "support/property_bytes.h"
#include "support/sample_profile.h"
#include "support/shared_hives.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::u16string_view table_name = u"9207f3e0a3b11019908b08002b2a56c2";

// Seeds of the MAPIUIDs below.
constexpr std::uint8_t book = 0x11;
constexpr std::uint8_t file = 0x22;
constexpr std::uint8_t mailbox = 0x33;
constexpr std::uint8_t of_imap = 0x44;
constexpr std::uint8_t provider = 0x80;  // of a service: added to its seed

constexpr std::uint32_t store = 33;
constexpr std::uint32_t address_book = 35;
constexpr std::uint32_t transport = 36;

RegistryValue section_text(std::u16string id, std::u16string_view content) {
    return old_text(u"001f" + id, content);
}

RegistryValue section_number(std::u16string name, std::uint32_t content) {
    return binary(std::move(name), dword_bytes(content));
}

std::u16string list_of(std::uint32_t kind) {
    return kind == store ? u"01023d00" : kind == address_book ? u"01023d01" : u"01023d02";
}

// The section of a service and that of its provider.
std::vector<Content> service(std::uint8_t seed, std::u16string_view name,
                             std::u16string_view display_name, std::uint32_t kind,
                             std::vector<std::byte> entry_id = {}) {
    const auto provider_seed = static_cast<std::uint8_t>(seed + provider);
    std::vector<RegistryValue> own = {section_number(u"00033e03", kind),
                                      section_text(u"3001", display_name),
                                      binary(u"01023d0c", uid(seed))};
    if (!entry_id.empty()) {
        own.push_back(binary(u"01020fff", std::move(entry_id)));
    }
    return {
        key(section_key(seed), {section_text(u"3d09", name), section_text(u"3001", display_name),
                                binary(list_of(kind), uid(provider_seed))}),
        key(section_key(provider_seed), std::move(own))};
}

Content table(std::initializer_list<std::uint8_t> services) {
    return key(std::u16string(table_name), {binary(u"01023d0e", joined_uids(services))});
}

Content wrapper(std::u16string name, std::uint8_t seed, std::u16string_view service_name) {
    return account(std::move(name), mapi_class,
                   {text(u"Account Name", service_name), binary(u"Service UID", uid(seed)),
                    text(u"Service Name", service_name), number(u"MAPI Provider", 4)});
}

std::vector<Content> joined(std::initializer_list<std::vector<Content>> parts) {
    std::vector<Content> all;
    for (const auto& part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

Editor editor_on(std::vector<Content> accounts, std::vector<Content> sections) {
    return memory_editor(profile_hive({number(u"NextAccountID", 5), number(u"Version", 2)},
                                      std::move(accounts), std::move(sections)));
}

Edit sync(StoresCheck stores = StoresCheck::run) { return edits::sync_accounts({}, stores); }

std::vector<std::uint32_t> ids(const Profile& profile) {
    std::vector<std::uint32_t> out;
    for (const Account& account : profile.accounts) {
        out.push_back(account.id);
    }
    return out;
}

std::string name_of(const Profile& profile, std::uint32_t id) {
    const Account* account = profile.find_account(id);
    const RegistryValue* name = account == nullptr ? nullptr : account->find_value(u"Account Name");
    return name == nullptr ? "-" : to_utf8(decode_string(*name));
}

std::vector<std::byte> value_of(const Profile& profile, std::uint32_t id,
                                std::u16string_view name) {
    const Account* account = profile.find_account(id);
    const RegistryValue* value = account == nullptr ? nullptr : account->find_value(name);
    return value == nullptr ? std::vector<std::byte>() : value->data;
}

// Whatever is done is taken back.
void expect_undone(const Editor& editor, const testing_support::Content& before, const Plan& done) {
    ASSERT_TRUE(editor.apply(inverse(done)));
    Content after = testing_support::read_all(editor.source().store());
    EXPECT_EQ(ids(profile_of(editor)).size(), read_profile(before).accounts.size());
    for (const Account& account : read_profile(before).accounts) {
        EXPECT_EQ(profile_of(editor).find_account(account.id)->values, account.values);
    }
    EXPECT_EQ(profile_of(editor).stored_order, read_profile(before).stored_order);
}

TEST(SyncAccounts, leaves_profiles_alone_in_which_nothing_differs) {
    for (const ProfileRoot root : {ProfileRoot::office_16, ProfileRoot::windows_messaging_nt,
                                   ProfileRoot::windows_messaging_9x}) {
        const auto hive = open_in_memory(outlook_sample_hive({.roots = {root}, .eas = true}));
        const auto plan = Editor(hive).plan(sync());
        ASSERT_TRUE(plan) << plan.error().what;
        EXPECT_TRUE(plan->empty()) << touched(*plan).size();
        EXPECT_THAT(plan->remarks, IsEmpty());
    }
}

TEST(SyncAccounts, leaves_real_profiles_alone) {
    OLKACCT_NEED_SHARED_HIVES();
    for (const char* name :
         {"ntuser_win10_outlook16_no_mail.dat", "ntuser_win7_outlook2010_deleted_accounts.dat",
          "ntuser_win7_outlook2010_pop3.dat", "outlook16_x64_1pop.hive",
          "outlook16_x64_1pop.reg"}) {
        const auto source = Source::open(shared_hive(std::string("profiles/") + name).string());
        ASSERT_TRUE(source) << name;
        const auto need = look_for_differences(*source, {}, StoresCheck::run);
        ASSERT_TRUE(need) << name << ": " << need.error().what;
        EXPECT_FALSE(need->any) << name;
        EXPECT_THAT(need->remarks, IsEmpty()) << name;
    }
}

TEST(SyncAccounts, makes_an_account_for_each_service_without_one) {
    const Editor editor =
        editor_on({}, joined({{table({book, file, mailbox})},
                              service(book, u"CONTAB", u"Address Book", address_book),
                              service(file, u"MSUPST MS", u"Letters", store),
                              service(mailbox, u"MSEMS", u"Microsoft Exchange", transport)}));
    const Content before = testing_support::read_all(editor.source().store());
    const Plan done = run(editor, sync());
    const Profile profile = profile_of(editor);
    EXPECT_THAT(ids(profile), ElementsAre(5, 6, 7));
    EXPECT_EQ(name_of(profile, 5), "Address Book");
    EXPECT_EQ(name_of(profile, 6), "Letters");
    EXPECT_EQ(name_of(profile, 7), "Microsoft Exchange");
    EXPECT_EQ(value_of(profile, 6, u"Service UID"), uid(file));
    EXPECT_EQ(value_of(profile, 5, u"MAPI Provider"), dword_bytes(2));
    EXPECT_EQ(value_of(profile, 6, u"MAPI Provider"), dword_bytes(4));
    EXPECT_EQ(value_of(profile, 7, u"MAPI Provider"), dword_bytes(5));
    EXPECT_TRUE(profile.find_account(7)->is_exchange);
    EXPECT_EQ(profile.next_account_id, 8U);
    EXPECT_THAT(profile.order(Category::mail), ElementsAre(7));
    EXPECT_THAT(profile.order(Category::address_book), ElementsAre(5));
    EXPECT_THAT(profile.order(Category::store), ElementsAre(6, 7));
    EXPECT_THAT(done.remarks, SizeIs(1)) << "of what only Outlook knows of the mailbox";
    EXPECT_TRUE(editor.plan(sync())->empty());
    expect_undone(editor, before, done);
}

TEST(SyncAccounts, makes_a_name_of_its_own_distinct) {
    const Editor editor = editor_on({wrapper(u"00000001", file, u"Letters")},
                                    joined({{table({file, mailbox})},
                                            service(file, u"MSUPST MS", u"Letters", store),
                                            service(mailbox, u"MSUPST MS", u"Letters", store)}));
    run(editor, sync());
    EXPECT_EQ(name_of(profile_of(editor), 5), "Letters (1)");
}

TEST(SyncAccounts, falls_back_to_the_name_of_the_service) {
    const Editor editor =
        editor_on({}, joined({{table({file})}, service(file, u"MSUPST MS", u"two\nlines", store)}));
    run(editor, sync());
    EXPECT_EQ(name_of(profile_of(editor), 5), "MSUPST MS");
}

TEST(SyncAccounts, services_of_other_accounts_get_no_second_one) {
    const std::vector<std::byte> entry_id = uid(0x55);
    const auto sections =
        joined({{table({of_imap})}, service(of_imap, u"INTERSTOR", u"I", store, entry_id)});
    const std::vector<std::vector<Content>> owners = {
        {account(u"00000001", imap_class, {binary(u"Service UID", uid(of_imap))})},
        {account(u"00000001", imap_class, {binary(u"IMAP Store EID", entry_id)})},
        {account(u"00000001", hotmail_class, {binary(u"HTTP Store EID", entry_id)})},
        {account(u"00000001", mapi_class, {text(u"Service Name", u"interstor")})}};
    for (const auto& accounts : owners) {
        const auto plan = editor_on(accounts, sections).plan(sync(StoresCheck::skip));
        ASSERT_TRUE(plan);
        EXPECT_THAT(touched(*plan), IsEmpty());
    }
}

TEST(SyncAccounts, the_data_file_of_a_POP3_account_gets_one_of_its_own) {
    const Editor editor = editor_on(
        {account(u"00000001", pop3_class, {binary(u"Delivery Store EntryID", uid(0x55))})},
        joined({{table({file})}, service(file, u"MSUPST MS", u"Letters", store, uid(0x55))}));
    run(editor, sync());
    EXPECT_THAT(ids(profile_of(editor)), ElementsAre(1, 5));
}

TEST(SyncAccounts, services_that_bring_nothing_get_no_account) {
    const Editor editor =
        editor_on({}, {table({file}), key(section_key(file), {section_text(u"3d09", u"ODD")})});
    EXPECT_TRUE(editor.plan(sync())->empty());
}

TEST(SyncAccounts, deletes_accounts_whose_service_is_gone) {
    // Of one the section is missing, of the other it is empty, as a deleted service leaves it.
    const Editor editor =
        editor_on({wrapper(u"00000001", book, u"CONTAB"), wrapper(u"00000002", file, u"MSUPST MS"),
                   wrapper(u"00000003", mailbox, u"MSUPST MS"), account(u"00000004", pop3_class)},
                  joined({{table({mailbox, file}), key(section_key(file))},
                          service(mailbox, u"MSUPST MS", u"Letters", store)}));
    const Content before = testing_support::read_all(editor.source().store());
    const Plan done = run(editor, sync());
    EXPECT_THAT(ids(profile_of(editor)), ElementsAre(3, 4));
    EXPECT_TRUE(editor.plan(sync())->empty());
    expect_undone(editor, before, done);
}

TEST(SyncAccounts, an_account_may_take_the_name_of_one_that_goes) {
    const Editor editor =
        editor_on({wrapper(u"00000001", book, u"Letters")},
                  joined({{table({file})}, service(file, u"MSUPST MS", u"Letters", store)}));
    run(editor, sync());
    EXPECT_THAT(ids(profile_of(editor)), ElementsAre(5));
    EXPECT_EQ(name_of(profile_of(editor), 5), "Letters");
}

TEST(SyncAccounts, a_service_that_only_the_table_lost_keeps_its_account) {
    const Editor editor =
        editor_on({wrapper(u"00000001", file, u"MSUPST MS")},
                  joined({{table({})}, service(file, u"MSUPST MS", u"Letters", store)}));
    const auto plan = editor.plan(sync());
    ASSERT_TRUE(plan);
    EXPECT_TRUE(plan->empty());
    ASSERT_THAT(plan->remarks, SizeIs(1));
    EXPECT_THAT(plan->remarks[0].what, HasSubstr("account 1 "));
}

TEST(SyncAccounts, a_profile_without_a_table_is_left_alone) {
    const auto accounts = {wrapper(u"00000001", file, u"MSUPST MS")};
    EXPECT_TRUE(editor_on(accounts, {}).plan(sync())->empty());
    EXPECT_TRUE(editor_on(accounts, {key(std::u16string(table_name))}).plan(sync())->empty());
}

TEST(SyncAccounts, nothing_is_deleted_while_a_section_cannot_be_read) {
    // An account loses its service; the preferences of another cannot be read.
    HiveBuilder hive = outlook_sample();
    const auto profile =
        hive.add_path(HiveBuilder::root, profiles_path(ProfileRoot::office_16) + u"\\Outlook");
    hive.remove_key(
        *hive.find_key(profile, section_name(made_up_uid(service_seed + sample_id::data_file))));
    const auto preferences =
        *hive.find_key(profile, section_name(made_up_uid(preferences_seed + sample_id::ldap)));
    Bytes bytes = hive.file();
    {
        const auto plan = Editor(open_in_memory(bytes)).plan(sync());
        ASSERT_TRUE(plan) << plan.error().what;
        EXPECT_FALSE(plan->empty());
    }
    // The offset of its list of values leads out of the hive.
    constexpr std::size_t value_list_offset = 0x1000 + 4 + 0x28;
    std::fill_n(
        bytes.begin() + static_cast<std::ptrdiff_t>(hive.cell(preferences)) + value_list_offset, 4,
        std::byte{0x7F});
    const auto plan = Editor(open_in_memory(bytes)).plan(sync());
    ASSERT_TRUE(plan) << plan.error().what;
    EXPECT_THAT(touched(*plan), IsEmpty());
    ASSERT_THAT(plan->remarks, SizeIs(1));
    EXPECT_THAT(plan->remarks[0].what, HasSubstr("not all of the profile can be read"));
}

TEST(SyncAccounts, an_unreadable_service_leaves_the_profile_alone) {
    HiveBuilder hive = outlook_sample();
    const auto profile =
        hive.add_path(HiveBuilder::root, profiles_path(ProfileRoot::office_16) + u"\\Outlook");
    const auto service =
        *hive.find_key(profile, section_name(made_up_uid(service_seed + sample_id::data_file)));
    Bytes bytes = hive.file();
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(hive.cell(service)) + 0x1000 + 4 + 0x28,
                4, std::byte{0x7F});
    const auto plan = Editor(open_in_memory(bytes)).plan(sync());
    ASSERT_TRUE(plan) << plan.error().what;
    EXPECT_THAT(touched(*plan), IsEmpty());
    EXPECT_THAT(plan->remarks, SizeIs(1));
}

TEST(SyncAccounts, a_profile_that_cannot_be_read_whole_is_given_no_account) {
    // A service has no account, and the values of an account, perhaps its own, cannot be read.
    HiveBuilder hive = outlook_sample();
    const auto accounts = hive.add_path(HiveBuilder::root, accounts_path());
    hive.remove_key(*hive.find_key(accounts, account_key_name(sample_id::data_file)));
    const auto other = *hive.find_key(accounts, account_key_name(sample_id::address_book));
    Bytes bytes = hive.file();
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(hive.cell(other)) + 0x1000 + 4 + 0x28,
                4, std::byte{0x7F});
    const auto plan = Editor(open_in_memory(bytes)).plan(sync());
    ASSERT_FALSE(plan);
    EXPECT_EQ(plan.error().code, ErrorCode::hive_damaged);
}

TEST(SyncAccounts, gives_an_account_the_store_of_its_service) {
    const std::vector<std::byte> entry_id = uid(0x55);
    const auto sections =
        joined({{table({of_imap})}, service(of_imap, u"INTERSTOR", u"I", store, entry_id)});
    for (const bool has_lost_one : {false, true}) {
        std::vector<RegistryValue> values = {binary(u"Service UID", uid(of_imap))};
        if (has_lost_one) {
            values.push_back(binary(u"IMAP Store EID", uid(0x66)));
        }
        const Editor editor = editor_on({account(u"00000001", imap_class, values)}, sections);
        const Content before = testing_support::read_all(editor.source().store());
        EXPECT_TRUE(editor.plan(sync(StoresCheck::skip))->empty());
        const Plan done = run(editor, sync());
        EXPECT_EQ(value_of(profile_of(editor), 1, u"IMAP Store EID"), entry_id);
        EXPECT_TRUE(editor.plan(sync())->empty());
        expect_undone(editor, before, done);
    }
}

TEST(SyncAccounts, keeps_a_store_that_the_profile_has_and_asks_for_no_wrapping) {
    std::vector<std::byte> wrapped = uid(0x01);
    auto inner = uid(0x55);
    inner.resize(24);
    wrapped.insert(wrapped.end(), inner.begin(), inner.end());
    const auto sections = joined({{table({of_imap, file})},
                                  service(of_imap, u"INTERSTOR", u"I", store, wrapped),
                                  service(file, u"MSUPST MS", u"F", store, uid(0x77))});
    for (const auto& stored : {wrapped, inner, uid(0x77)}) {
        const auto plan =
            editor_on(
                {account(u"00000001", imap_class,
                         {binary(u"Service UID", uid(of_imap)), binary(u"IMAP Store EID", stored)}),
                 wrapper(u"00000002", file, u"MSUPST MS")},
                sections)
                .plan(sync());
        ASSERT_TRUE(plan);
        EXPECT_THAT(touched(*plan), IsEmpty());
    }
}

TEST(SyncAllAccounts, does_every_profile_and_names_a_missing_one) {
    const auto hive = open_in_memory(outlook_sample_hive(
        {.roots = {ProfileRoot::office_16, ProfileRoot::office_15}, .profiles = {u"A", u"B"}}));
    const Editor editor(hive);
    EXPECT_TRUE(editor.plan(edits::sync_all_accounts({}, StoresCheck::run))->empty());
    const auto missing = editor.plan(edits::sync_all_accounts(u"C", StoresCheck::run));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::profile_not_found);
}

}  // namespace
}  // namespace olkacct::test

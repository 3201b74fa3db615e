// Copying profiles under another name and into the roots of other versions of Outlook.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "olkacct/doctor.h"
#include "profile/edit/edit_sample.h"
#include "profile/edit/sample_stores.h"
#include "profile/transfer.h"
#include "support/memory_hive.h"
#include "support/shared_hives.h"
#include "support/store_content.h"

namespace olkacct::test {
namespace {

using testing::IsEmpty;
using testing_support::Content;

Content content_of(const Editor& editor, ProfileRoot root, const std::u16string& name) {
    const auto transaction = editor.source().store().begin_read();
    const auto key =
        find_path(**transaction, (*transaction)->root(), profiles_path(root) + u"\\" + name);
    if (!key || !*key) {
        throw std::runtime_error("a profile is missing");
    }
    Content content = testing_support::read_all(**transaction, **key);
    content.name.clear();
    return content;
}

Content* find_key(Content& profile, std::u16string_view name) {
    const auto key = std::ranges::find(profile.subkeys, name, &Content::name);
    return key == profile.subkeys.end() ? nullptr : &*key;
}

// The two values that tell profiles apart.
Content without_identity(Content profile) {
    find_key(profile, u"3517490d76624c419a828607e2a54604")->values.clear();
    find_key(profile, u"8503020000000000c000000000000046")->values.clear();
    return profile;
}

Profile read_profile(const Editor& editor, ProfileRoot root, const std::u16string& name) {
    const auto contents = editor.source().read({.profile = name});
    const auto found = std::ranges::find(contents->profiles, root, &Profile::root);
    if (found == contents->profiles.end()) {
        throw std::runtime_error("a profile is missing");
    }
    return *found;
}

// What the accounts of a profile say, whatever form it is kept in.
std::vector<std::pair<std::string, PropertyValue>> properties_of(const Profile& profile) {
    std::vector<std::pair<std::string, PropertyValue>> out;
    for (const Account& account : profile.accounts) {
        for (const Property& property : get_properties(profile, account)) {
            if (property_key(*property.info) != "identity") {
                out.emplace_back(std::to_string(account.id) + property_key(*property.info),
                                 property.value);
            }
        }
    }
    return out;
}

void add_profiles(const Editor& to, const Source& from) {
    const auto reader = from.store().begin_read();
    const auto writer = to.source().store().begin_write();
    ASSERT_TRUE(profile::transfer_profiles(**reader, **writer).has_value());
    ASSERT_TRUE((*writer)->commit().has_value());
}

std::vector<std::string> findings(const Editor& editor, const std::u16string& profile) {
    std::vector<std::string> out;
    const auto found = examine(editor.source(), {.profile = profile});
    for (const Finding& finding : *found) {
        out.push_back(std::string(finding.check) + ": " + finding.what);
    }
    return out;
}

class CopyProfile : public testing::TestWithParam<StoreKind> {
  protected:
    Editor sample(const SampleOptions& options = {}) { return stores_.sample(GetParam(), options); }

  private:
    SampleStores stores_;
};

INSTANTIATE_TEST_SUITE_P(Stores, CopyProfile, testing::ValuesIn(all_store_kinds),
                         [](const auto& kind) { return store_kind_name(kind.param); });

TEST_P(CopyProfile, keeps_everything_but_the_name_and_the_search_key) {
    const Editor editor = sample();
    run(editor, edits::copy_profile({}, {.name = u"Copy"}));
    Content original = content_of(editor, office_16, u"Outlook");
    Content copy = content_of(editor, office_16, u"Copy");
    EXPECT_EQ(without_identity(copy), without_identity(original));
    EXPECT_EQ(find_key(copy, u"3517490d76624c419a828607e2a54604")->values[0].data,
              text_bytes(u"Copy"));
    const auto& key = find_key(copy, u"8503020000000000c000000000000046")->values[0];
    EXPECT_EQ(key.data.size(), 16U);
    EXPECT_NE(key, find_key(original, u"8503020000000000c000000000000046")->values[0]);
    EXPECT_FALSE(read_profile(editor, office_16, u"Copy").is_default);
}

TEST_P(CopyProfile, takes_the_form_of_the_other_version_and_comes_back_the_same) {
    const Editor editor = sample({.hotmail = true, .unlisted = true});
    run(editor, edits::copy_profile({}, {u"Old", nt}));
    const Profile original = read_profile(editor, office_16, u"Outlook");
    const Profile old = read_profile(editor, nt, u"Old");
    EXPECT_EQ(old.version, std::nullopt);
    EXPECT_TRUE(old.is_default);
    EXPECT_EQ(properties_of(old), properties_of(original));
    for (const Account& account : old.accounts) {
        for (const RegistryValue& value : account.values) {
            EXPECT_EQ(value.type == registry_type::sz, value.name == u"clsid");
        }
    }
    EXPECT_EQ(findings(editor, u"Old"), findings(editor, u"Outlook"));

    run(editor, edits::copy_profile({u"Old"}, {u"New", office_16}));
    EXPECT_EQ(without_identity(content_of(editor, office_16, u"New")),
              without_identity(content_of(editor, office_16, u"Outlook")));
}

TEST_P(CopyProfile, takes_the_offset_width_of_the_profiles_of_another_root) {
    const Editor editor = sample({.offset_width = 8});
    add_profiles(editor, Source(open_in_memory(outlook_sample_hive(
                             {.roots = {nt}, .profiles = {u"Narrow"}, .offset_width = 4}))));
    run(editor, edits::copy_profile({u"Outlook"}, {u"Copy", nt}));
    Content narrow = content_of(editor, nt, u"Narrow");
    Content copy = content_of(editor, nt, u"Copy");
    const auto* section = u"0a0d020000000000c000000000000046";
    EXPECT_EQ(find_key(copy, section)->values, find_key(narrow, section)->values);
    EXPECT_EQ(find_key(copy, u"9207f3e0a3b11019908b08002b2a56c2")->values,
              find_key(narrow, u"9207f3e0a3b11019908b08002b2a56c2")->values);
    EXPECT_FALSE(read_profile(editor, nt, u"Copy").is_default);
}

TEST_P(CopyProfile, says_that_an_older_outlook_does_not_know_active_sync) {
    const Editor editor = sample({.eas = true});
    EXPECT_THAT(run(editor, edits::copy_profile({}, {.root = ProfileRoot::office_15})).remarks,
                IsEmpty());
    const Plan done = run(editor, edits::copy_profile({}, {u"Old", nt}));
    ASSERT_EQ(done.remarks.size(), 1U);
    EXPECT_EQ(done.remarks[0].kind, RemarkKind::note);
}

TEST_P(CopyProfile, keeps_the_name_in_another_root_when_none_is_given) {
    const Editor editor = sample();
    run(editor, edits::copy_profile({u"Outlook"}, {.root = ProfileRoot::office_15}));
    EXPECT_EQ(read_profile(editor, ProfileRoot::office_15, u"Outlook").accounts.size(), 6U);
}

TEST_P(CopyProfile, refuses_names_that_are_taken_or_cannot_be) {
    const Editor editor = sample({.profiles = {u"A", u"B"}});
    EXPECT_EQ(refused(editor, edits::copy_profile({u"A"}, {.name = u"b"})),
              ErrorCode::already_exists);
    EXPECT_EQ(refused(editor, edits::copy_profile({u"A"}, {.root = office_16})),
              ErrorCode::already_exists);
    EXPECT_EQ(refused(editor, edits::copy_profile({u"A"}, {.name = u"a\\b"})),
              ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, edits::copy_profile({u"C"}, {.name = u"D"})),
              ErrorCode::profile_not_found);
}

TEST(CopyRealProfile, gives_other_versions_the_same_accounts_and_comes_back_the_same) {
    OLKACCT_NEED_SHARED_HIVES();
    SampleStores stores;
    for (const auto* name :
         {"ntuser_win7_outlook2010_pop3.dat", "ntuser_win7_outlook2010_deleted_accounts.dat",
          "ntuser_win10_outlook16_no_mail.dat", "outlook16_x64_1pop.hive"}) {
        SCOPED_TRACE(name);
        const auto source = Source::open(shared_hive(std::string("profiles/") + name).string());
        const Editor editor = stores.copy_of(StoreKind::hive, *source);
        const ProfileRoot home = profile_of(editor).root;
        const ProfileRoot other = home == office_16 ? nt : office_16;
        run(editor, edits::copy_profile({}, {u"There", other}));
        EXPECT_EQ(properties_of(read_profile(editor, other, u"There")),
                  properties_of(read_profile(editor, home, u"Outlook")));
        EXPECT_EQ(findings(editor, u"There"), findings(editor, u"Outlook"));
        run(editor, edits::copy_profile({u"There"}, {u"Back", home}));
        EXPECT_EQ(without_identity(content_of(editor, home, u"Back")),
                  without_identity(content_of(editor, home, u"Outlook")));
    }
}

// Every multi-value of the real profiles written for the other bitness and back.
TEST(CopyRealProfile, brings_multi_values_back_from_the_other_width) {
    OLKACCT_NEED_SHARED_HIVES();
    SampleStores stores;
    const Editor editor = stores.copy_of(
        StoreKind::memory,
        *Source::open(
            shared_hive("profiles/ntuser_win7_outlook2010_deleted_accounts.dat").string()));
    run(editor, edits::rename_profile({}, u"Narrow"));
    add_profiles(editor, *Source::open(shared_hive("profiles/outlook16_x64_1pop.hive").string()));
    run(editor, edits::copy_profile({u"Narrow"}, {u"Widened", office_16}));
    run(editor, edits::copy_profile({u"Widened"}, {u"Back", nt}));
    EXPECT_NE(without_identity(content_of(editor, office_16, u"Widened")).subkeys,
              without_identity(content_of(editor, nt, u"Narrow")).subkeys);
    EXPECT_EQ(without_identity(content_of(editor, nt, u"Back")),
              without_identity(content_of(editor, nt, u"Narrow")));
    EXPECT_THAT(findings(editor, u"Widened"), IsEmpty());
}

}  // namespace
}  // namespace olkacct::test

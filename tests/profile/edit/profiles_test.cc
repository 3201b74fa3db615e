// Creating, renaming, deleting and choosing profiles, in every kind of store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "olkacct/doctor.h"
#include "profile/edit/edit_sample.h"
#include "profile/edit/sample_stores.h"
#include "profile/profile_content.h"
#include "support/bytes.h"
#include "support/store_content.h"

namespace olkacct::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_support::Content;

const std::u16string nt_root = profiles_path(ProfileRoot::windows_messaging_nt);

// Everything below the key at this path.
Content content_at(const Editor& editor, std::u16string_view path) {
    const auto transaction = editor.source().store().begin_read();
    const auto key = find_path(**transaction, (*transaction)->root(), path);
    if (!key || !*key) {
        throw std::runtime_error("a key is missing");
    }
    return testing_support::read_all(**transaction, **key);
}

std::vector<std::u16string> profile_names(const Editor& editor) {
    std::vector<std::u16string> names;
    const auto contents = editor.source().read();
    for (const Profile& profile : contents->profiles) {
        names.push_back(profile.is_default ? u"*" + profile.name : profile.name);
    }
    return names;
}

class Profiles : public testing::TestWithParam<StoreKind> {
  protected:
    Editor empty() { return stores_.empty(GetParam()); }
    Editor sample(const SampleOptions& options = {}) { return stores_.sample(GetParam(), options); }

  private:
    SampleStores stores_;
};

INSTANTIATE_TEST_SUITE_P(Stores, Profiles, testing::ValuesIn(all_store_kinds),
                         [](const auto& kind) { return store_kind_name(kind.param); });

TEST_P(Profiles, are_created_with_the_sections_of_every_profile) {
    const Editor editor = empty();
    run(editor, edits::create_profile({u"Büro", ProfileRoot::office_16}));
    const auto contents = editor.source().read({.sections = true});
    ASSERT_EQ(contents->profiles.size(), 1U);
    const Profile& profile = contents->profiles.front();
    EXPECT_EQ(profile.name, u"Büro");
    EXPECT_TRUE(profile.is_default);
    EXPECT_EQ(profile.version, 2U);
    EXPECT_EQ(profile.next_account_id, 1U);
    EXPECT_EQ(profile.last_change_ver, 1U);
    EXPECT_THAT(
        profile.section_names,
        ElementsAre(u"0a0d020000000000c000000000000046", u"13dbb0c8aa05101a9bb000aa002fc45a",
                    u"3517490d76624c419a828607e2a54604", u"8503020000000000c000000000000046",
                    u"9207f3e0a3b11019908b08002b2a56c2", u"9375CFF0413111d3B88A00104B2A6676",
                    u"f86ed2903a4a11cfb57e524153480001"));
    const Content named = content_at(editor, profile.path + u"\\3517490d76624c419a828607e2a54604");
    ASSERT_EQ(named.values.size(), 1U);
    EXPECT_EQ(named.values[0],
              (RegistryValue{u"001f6000", registry_type::binary, text_bytes(u"Büro")}));
    const Content instance =
        content_at(editor, profile.path + u"\\8503020000000000c000000000000046");
    ASSERT_EQ(instance.values.size(), 1U);
    EXPECT_EQ(instance.values[0].name, u"0102300b");
    EXPECT_EQ(instance.values[0].data.size(), 16U);
    EXPECT_THAT(*examine(editor.source()), IsEmpty());
}

TEST_P(Profiles, have_the_accounts_key_that_outlook_writes) {
    const Editor editor = empty();
    run(editor, edits::create_profile({u"P", ProfileRoot::office_16}));
    std::vector<std::u16string> names;
    for (const RegistryValue& value :
         content_at(editor, accounts_path(ProfileRoot::office_16, u"P")).values) {
        names.push_back(value.name);
    }
    EXPECT_THAT(names, ElementsAre(u"{ED475418-B0D6-11D2-8C3B-00104B2A6676}", u"LastChangeVer",
                                   u"{ED475419-B0D6-11D2-8C3B-00104B2A6676}",
                                   u"{ED475420-B0D6-11D2-8C3B-00104B2A6676}", u"NextAccountID",
                                   u"Version"));
}

TEST_P(Profiles, of_older_versions_keep_their_default_beside_them_and_have_no_version) {
    const Editor editor = empty();
    run(editor, edits::create_profile({u"P", ProfileRoot::windows_messaging_nt}));
    const Content root = content_at(editor, nt_root);
    EXPECT_THAT(root.values, ElementsAre(testing_support::text_value(u"DefaultProfile", u"P")));
    EXPECT_EQ(editor.source().read()->profiles.at(0).version, std::nullopt);
    run(editor, edits::create_profile({u"Q", ProfileRoot::office_15}));
    EXPECT_THAT(content_at(editor, u"Software\\Microsoft\\Office\\15.0\\Outlook").values,
                ElementsAre(testing_support::text_value(u"DefaultProfile", u"Q")));
}

TEST_P(Profiles, are_created_in_the_newest_root_and_leave_its_default) {
    const Editor editor = sample(
        {.roots = {ProfileRoot::windows_messaging_nt, ProfileRoot::office_15}, .profiles = {u"A"}});
    run(editor, edits::create_profile({.name = u"B"}));
    const auto contents = editor.source().read({.profile = u"B"});
    ASSERT_EQ(contents->profiles.size(), 1U);
    EXPECT_EQ(contents->profiles[0].root, ProfileRoot::office_15);
    EXPECT_THAT(profile_names(editor), ElementsAre(u"*A", u"B", u"*A"));
}

TEST_P(Profiles, are_not_created_twice_nor_under_names_that_cannot_be) {
    const Editor editor = sample();
    EXPECT_EQ(refused(editor, edits::create_profile({u"OUTLOOK", {}})), ErrorCode::already_exists);
    for (const std::u16string& name :
         {std::u16string(), std::u16string(65, u'x'), std::u16string(u"a\\b"),
          std::u16string(u"a\nb"), std::u16string(u" a"), std::u16string(u"a ")}) {
        EXPECT_EQ(refused(editor, edits::create_profile({name, ProfileRoot::office_16})),
                  ErrorCode::invalid_argument);
    }
    EXPECT_EQ(refused(editor, edits::create_profile({std::u16string(64, u'x'), {}})),
              ErrorCode::ok);
}

TEST_P(Profiles, are_renamed_with_everything_in_them) {
    const Editor editor = sample({.profiles = {u"Outlook", u"Other"}});
    const Content before = content_at(editor, profiles_path(ProfileRoot::office_16) + u"\\Outlook");
    run(editor, edits::rename_profile({u"outlook"}, u"Work"));
    EXPECT_THAT(profile_names(editor), ElementsAre(u"Other", u"*Work"));
    Content expected = before;
    expected.name = u"Work";
    for (Content& section : expected.subkeys) {
        if (section.name == u"3517490d76624c419a828607e2a54604") {
            section.values.at(0).data = text_bytes(u"Work");
        }
    }
    EXPECT_EQ(content_at(editor, profiles_path(ProfileRoot::office_16) + u"\\Work"), expected);
}

TEST_P(Profiles, change_the_case_of_their_names) {
    const Editor editor = sample();
    run(editor, edits::rename_profile({}, u"OUTLOOK"));
    EXPECT_THAT(profile_names(editor), ElementsAre(u"*OUTLOOK"));
    EXPECT_EQ(editor.source().read()->profiles[0].accounts.size(), 6U);
}

TEST_P(Profiles, keep_their_names_when_the_new_one_is_taken_or_cannot_be) {
    const Editor editor = sample({.profiles = {u"A", u"B"}});
    EXPECT_EQ(refused(editor, edits::rename_profile({u"A"}, u"b")), ErrorCode::already_exists);
    EXPECT_EQ(refused(editor, edits::rename_profile({u"A"}, u"a\\b")), ErrorCode::invalid_argument);
    EXPECT_EQ(refused(editor, edits::rename_profile({u"C"}, u"D")), ErrorCode::profile_not_found);
    EXPECT_TRUE(run(editor, edits::rename_profile({u"A"}, u"A")).empty());
}

TEST_P(Profiles, pass_the_default_on_when_they_go) {
    const Editor editor = sample({.profiles = {u"B", u"A", u"C"}});
    EXPECT_THAT(profile_names(editor), ElementsAre(u"A", u"*B", u"C"));
    run(editor, edits::delete_profile({}));
    EXPECT_THAT(profile_names(editor), ElementsAre(u"*A", u"C"));
    run(editor, edits::delete_profile({u"C"}));
    EXPECT_THAT(profile_names(editor), ElementsAre(u"*A"));
    run(editor, edits::delete_profile({u"a"}));
    EXPECT_THAT(profile_names(editor), IsEmpty());
    EXPECT_THAT(content_at(editor, u"Software\\Microsoft\\Office\\16.0\\Outlook").values,
                IsEmpty());
    EXPECT_EQ(refused(editor, edits::delete_profile({})), ErrorCode::profile_not_found);
}

TEST_P(Profiles, become_the_default_of_their_root) {
    const Editor editor =
        sample({.roots = {ProfileRoot::office_16, ProfileRoot::windows_messaging_nt},
                .profiles = {u"A", u"B"}});
    run(editor, edits::set_default_profile({u"b", ProfileRoot::windows_messaging_nt}));
    EXPECT_THAT(profile_names(editor), ElementsAre(u"*A", u"B", u"A", u"*B"));
    run(editor, edits::set_default_profile({u"b"}));
    EXPECT_THAT(profile_names(editor), ElementsAre(u"A", u"*B", u"A", u"*B"));
    EXPECT_EQ(refused(editor, edits::set_default_profile({u"D"})), ErrorCode::profile_not_found);
}

// LastChangeVer only rises.
Content without_last_change(Content content) {
    std::erase_if(content.values,
                  [](const RegistryValue& value) { return value.name == u"LastChangeVer"; });
    for (Content& subkey : content.subkeys) {
        subkey = without_last_change(std::move(subkey));
    }
    return content;
}

TEST_P(Profiles, come_back_when_what_was_done_is_undone) {
    const Editor editor = sample({.profiles = {u"A", u"B"}});
    const auto all = [&] {
        return without_last_change(content_at(editor, u"Software\\Microsoft\\Office"));
    };
    const Content before = all();
    for (const Edit& edit :
         {edits::delete_profile({u"A"}), edits::rename_profile({u"A"}, u"Z"),
          edits::create_profile({.name = u"N"}), edits::copy_profile({u"A"}, {.name = u"N"})}) {
        const Plan done = run(editor, edit);
        EXPECT_NE(all(), before);
        ASSERT_TRUE(editor.apply(inverse(done)).has_value());
        EXPECT_EQ(all(), before);
        EXPECT_THAT(profile_names(editor), ElementsAre(u"*A", u"B"));
    }
}

}  // namespace
}  // namespace olkacct::test

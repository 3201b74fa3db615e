// Anti-spam settings in the preferences section of an account.
#include "mail/spam_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "profile/edit/edit_sample.h"
#include "support/bytes.h"

namespace olkacct::mail {
namespace {

using namespace olkacct::test;
using testing::ElementsAre;
using testing::IsEmpty;

const AccountRef work{.profile = {}, .id = 13};

RegistryValue section_text(std::u16string name, std::u16string_view content) {
    return binary(std::move(name), text_bytes(content));
}

RegistryValue threshold(std::uint32_t stored) { return binary(u"0003041b", dword_bytes(stored)); }

// The account with a link to section 7, and the sections that are there.
Editor editor_with(std::vector<Content> sections) {
    return memory_editor(profile_hive(
        {order(mail_list, {13})},
        {account(u"0000000D", pop3_class,
                 {text(u"Account Name", u"Work"), binary(u"Preferences UID", uid(7))})},
        std::move(sections)));
}

SpamSettings settings_in(const Editor& editor) {
    const Profile profile = profile_of(editor);
    const auto settings = read_spam_settings(editor.source(), profile, profile.accounts.at(0));
    EXPECT_TRUE(settings && *settings);
    return settings && *settings ? **settings : SpamSettings();
}

TEST(SpamSettings, are_empty_without_a_section_or_values) {
    EXPECT_EQ(settings_in(editor_with({})), SpamSettings());
    EXPECT_EQ(settings_in(editor_with({key(section_key(7))})), SpamSettings());
}

TEST(SpamSettings, are_read_as_outlook_writes_them) {
    const Editor editor = editor_with(
        {key(section_key(7), {section_text(u"001f0418", u" ann@abc.example ;; ABC.example;"),
                              section_text(u"001f0419", u"list@abc.example"),
                              section_text(u"001f041a", u";"), threshold(3)})});
    EXPECT_EQ(
        settings_in(editor),
        (SpamSettings{
            {u"ann@abc.example", u"ABC.example"}, {u"list@abc.example"}, {}, SpamLevel::high}));
}

TEST(SpamSettings, have_the_levels_of_the_table_and_low_for_any_other) {
    const std::pair<std::uint32_t, SpamLevel> levels[] = {
        {0xFFFFFFFF, SpamLevel::none}, {6, SpamLevel::low}, {5, SpamLevel::medium},
        {3, SpamLevel::high},          {0, SpamLevel::low}, {0x80000006, SpamLevel::low}};
    for (const auto& [stored, level] : levels) {
        EXPECT_EQ(settings_in(editor_with({key(section_key(7), {threshold(stored)})})).level, level)
            << stored;
    }
}

TEST(SpamSettings, of_an_account_without_preferences_are_none) {
    const Editor editor = memory_editor(profile_hive(
        {}, {account(u"0000000D", pop3_class, {text(u"Account Name", u"Work")}),
             account(u"0000000E", pop3_class,
                     {text(u"Account Name", u"Short"), binary(u"Preferences UID", {})})}));
    const Profile profile = profile_of(editor);
    for (const Account& account : profile.accounts) {
        const auto settings = read_spam_settings(editor.source(), profile, account);
        ASSERT_TRUE(settings);
        EXPECT_FALSE(*settings);
    }
    EXPECT_EQ(refused(editor, set_spam_settings(work, {.level = SpamLevel::high})),
              ErrorCode::account_not_found);
}

TEST(SpamSettings, are_written_without_a_semicolon_at_the_end) {
    const Editor editor = editor_with({key(section_key(7), {threshold(6)})});
    const Plan plan = run(editor, set_spam_settings(work, {.junk_senders = SenderList{u"a@b", u"c"},
                                                           .level = SpamLevel::none}));
    EXPECT_THAT(touched(plan), ElementsAre("001f041a", "0003041b"));
    EXPECT_EQ(plan.changes.at(0).after->data, text_bytes(u"a@b;c"));
    EXPECT_EQ(plan.changes.at(1).after->data, dword_bytes(0xFFFFFFFF));
    EXPECT_EQ(settings_in(editor), (SpamSettings{{}, {}, {u"a@b", u"c"}, SpamLevel::none}));
}

TEST(SpamSettings, make_the_section_that_is_not_there_as_outlook_names_it) {
    const Editor editor = editor_with({});
    const Plan plan = run(editor, set_spam_settings(work, {.level = SpamLevel::medium}));
    ASSERT_EQ(plan.changes.size(), 3U);
    EXPECT_EQ(plan.changes[1].after->data, text_bytes(u"AcctSettings0013"));
    EXPECT_EQ(settings_in(editor).level, SpamLevel::medium);
}

TEST(SpamSettings, that_say_the_same_are_not_written) {
    const Editor editor = editor_with(
        {key(section_key(7), {section_text(u"001f0418", u"Ann@abc.example;"), threshold(6)})});
    EXPECT_THAT(
        run(editor, set_spam_settings(work, {.trusted_senders = SenderList{u"ann@ABC.example"},
                                             .trusted_recipients = SenderList{},
                                             .level = SpamLevel::low}))
            .changes,
        IsEmpty());
    EXPECT_THAT(run(editor_with({}), set_spam_settings(work, {.level = SpamLevel::none})).changes,
                IsEmpty());
}

TEST(SpamSettings, refuse_senders_that_would_not_be_read_back) {
    const Editor editor = editor_with({});
    for (const char16_t* bad : {u"", u"a;b", u" a", u"a ", u"a\tb", u"a\nb"}) {
        EXPECT_EQ(refused(editor, set_spam_settings(work, {.junk_senders = SenderList{bad}})),
                  ErrorCode::invalid_argument);
    }
    const SenderList many(5000, u"ann@abc.example");
    EXPECT_EQ(refused(editor, set_spam_settings(work, {.trusted_senders = many})),
              ErrorCode::invalid_argument);
}

TEST(SpamSettings, lists_are_split_and_joined) {
    EXPECT_THAT(split_senders(u""), IsEmpty());
    EXPECT_THAT(split_senders(u" ; ;\t"), IsEmpty());
    EXPECT_THAT(split_senders(u"a;b c ; d"), ElementsAre(u"a", u"b c", u"d"));
    EXPECT_EQ(joined_senders({}), u"");
    EXPECT_EQ(joined_senders({u"a", u"b"}), u"a;b");
}

}  // namespace
}  // namespace olkacct::mail

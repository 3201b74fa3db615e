// Edits are planned without a change, done all or nothing, guarded when applied, and undone.
#include "olkacct/editor.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "olkacct/text.h"
#include "profile/edit/edit_context.h"
#include "registry/memory/memory_store.h"
#include "support/store_content.h"

namespace olkacct::testing_support {
namespace {

constexpr std::u16string_view accounts_path =
    u"Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\P\\9375CFF0413111d3B88A00104B2A6676";

RegistryValue number(std::u16string name, std::uint32_t content) {
    RegistryValue value{std::move(name), registry_type::dword, {}};
    for (unsigned shift = 0; shift < 32; shift += 8) {
        value.data.push_back(static_cast<std::byte>(content >> shift));
    }
    return value;
}

Content hive(std::uint8_t version = 5) {
    Content accounts{
        .name = u"9375CFF0413111d3B88A00104B2A6676",
        .values = {value(u"LastChangeVer", registry_type::binary,
                         std::string{static_cast<char>(version), 0, 0, 0, 0, 0, 0, 0}),
                   number(u"NextAccountID", 2)},
        .subkeys = {{.name = u"00000001", .values = {text_value(u"Account Name", u"Work")}}}};
    Content content{.name = u"P", .subkeys = {accounts}};
    for (const auto* name :
         {u"Profiles", u"Outlook", u"16.0", u"Office", u"Microsoft", u"Software"}) {
        content = {.name = name, .subkeys = {content}};
    }
    return {.subkeys = {content}};
}

Editor editor_of(const Content& content) {
    return Editor(registry::make_memory_store("m", to_tree(content)));
}

Edit rename_account(std::u16string name) {
    return [name](profile::EditContext& context) -> Result<void> {
        const auto profile = context.open({});
        if (!profile) {
            return tl::unexpected(profile.error());
        }
        auto& transaction = context.transaction();
        const auto key = transaction.find(profile->accounts, u"00000001");
        context.changed(profile->content.path);
        return transaction.set_value(**key, text_value(u"Account Name", name));
    };
}

std::uint64_t last_change(const Editor& editor) {
    return editor.source().read()->profiles.at(0).last_change_ver.value_or(0);
}

std::u16string account_name(const Editor& editor) {
    const auto contents = editor.source().read();
    return decode_string(*contents->profiles.at(0).accounts.at(0).find_value(u"Account Name"));
}

TEST(Editor, plans_without_changing_anything) {
    const Editor editor = editor_of(hive());
    const auto before = read_all(editor.source().store());
    const auto plan = editor.plan(rename_account(u"Home"));
    ASSERT_TRUE(plan.has_value());
    ASSERT_EQ(plan->changes.size(), 2U);
    EXPECT_EQ(plan->changes[0].after, text_value(u"Account Name", u"Home"));
    EXPECT_EQ(plan->changes[1].after->name, u"LastChangeVer");
    EXPECT_EQ(read_all(editor.source().store()), before);
}

TEST(Editor, raises_last_change_ver_by_one_with_each_change) {
    const Editor editor = editor_of(hive());
    ASSERT_TRUE(editor.run(rename_account(u"Home")).has_value());
    EXPECT_EQ(last_change(editor), 6U);
    EXPECT_EQ(account_name(editor), u"Home");
}

TEST(Editor, commits_nothing_when_nothing_changes) {
    const Editor editor = editor_of(hive());
    const auto done = editor.run(rename_account(u"Work"));
    ASSERT_TRUE(done.has_value());
    EXPECT_TRUE(done->empty());
    EXPECT_EQ(last_change(editor), 5U);
}

TEST(Editor, leaves_last_change_ver_at_its_end) {
    Content content = hive();
    auto& values = content.subkeys[0]
                       .subkeys[0]
                       .subkeys[0]
                       .subkeys[0]
                       .subkeys[0]
                       .subkeys[0]
                       .subkeys[0]
                       .subkeys[0]
                       .values;
    values[0].data.assign(8, std::byte{0xFF});
    const Editor editor = editor_of(content);
    ASSERT_TRUE(editor.run(rename_account(u"Home")).has_value());
    EXPECT_EQ(last_change(editor), 0xFFFFFFFFFFFFFFFFU);
}

TEST(Editor, changes_nothing_when_an_edit_fails_half_way) {
    const Editor editor = editor_of(hive());
    const auto before = read_all(editor.source().store());
    const auto done = editor.run([](profile::EditContext& context) -> Result<void> {
        (void)rename_account(u"Home")(context);
        return fail(ErrorCode::invalid_argument, "no");
    });
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(read_all(editor.source().store()), before);
}

TEST(Editor, begins_again_when_another_writer_was_faster) {
    const Editor editor = editor_of(hive());
    int runs = 0;
    const auto done = editor.run([&](profile::EditContext& context) -> Result<void> {
        if (++runs == 1) {
            EXPECT_TRUE(editor.run(rename_account(u"Other")).has_value());
        }
        return rename_account(u"Mine")(context);
    });
    ASSERT_TRUE(done.has_value());
    EXPECT_EQ(runs, 2);
    EXPECT_EQ(account_name(editor), u"Mine");
    EXPECT_EQ(last_change(editor), 7U);
}

TEST(Editor, applies_a_plan_and_raises_the_counter_anew) {
    const Editor editor = editor_of(hive());
    const auto plan = editor.plan(rename_account(u"Home"));
    ASSERT_TRUE(editor.apply(*plan).has_value());
    EXPECT_EQ(account_name(editor), u"Home");
    EXPECT_EQ(last_change(editor), 6U);
}

TEST(Editor, commits_nothing_when_it_may_not_after_all) {
    const Editor editor = editor_of(hive());
    Plan told;
    const auto done = editor.run(rename_account(u"Home"), [&told](const Plan& plan) {
        told = plan;
        return Result<void>(fail(ErrorCode::disk_full, "no room for the journal"));
    });
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, ErrorCode::disk_full);
    EXPECT_EQ(told.changes.size(), 2U);
    EXPECT_EQ(account_name(editor), u"Work");
}

TEST(Editor, checks_a_plan_without_applying_it) {
    const Editor editor = editor_of(hive());
    const auto plan = editor.plan(rename_account(u"Home"));
    EXPECT_TRUE(editor.check(*plan).has_value());
    EXPECT_EQ(account_name(editor), u"Work");
    ASSERT_TRUE(editor.apply(*plan).has_value());
    EXPECT_EQ(editor.check(*plan).error().code, ErrorCode::plan_outdated);
}

TEST(Editor, refuses_a_plan_for_another_state) {
    const Editor editor = editor_of(hive());
    const auto plan = editor.plan(rename_account(u"Home"));
    ASSERT_TRUE(editor.run(rename_account(u"Other")).has_value());
    const auto before = read_all(editor.source().store());
    const auto done = editor.apply(*plan);
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, ErrorCode::plan_outdated);
    EXPECT_EQ(read_all(editor.source().store()), before);
}

TEST(Editor, takes_a_plan_back_while_the_counters_go_on) {
    const Editor editor = editor_of(hive());
    const auto done = editor.run([](profile::EditContext& context) -> Result<void> {
        const auto profile = context.open({.name = u"p"});
        context.changed(profile->content.path);
        auto& transaction = context.transaction();
        const auto made = transaction.create_key(profile->accounts, u"00000002");
        EXPECT_TRUE(transaction.set_value(*made, text_value(u"Account Name", u"New")));
        EXPECT_TRUE(transaction.set_value(profile->accounts, number(u"NextAccountID", 3)));
        return transaction.delete_key(**transaction.find(profile->accounts, u"00000001"));
    });
    ASSERT_TRUE(done.has_value());
    ASSERT_TRUE(editor.apply(inverse(*done)).has_value());
    const auto profile = editor.source().read()->profiles.at(0);
    ASSERT_EQ(profile.accounts.size(), 1U);
    EXPECT_EQ(profile.accounts[0].id, 1U);
    EXPECT_EQ(profile.next_account_id, 3U);
    EXPECT_EQ(profile.last_change_ver, 7U);
}

TEST(Editor, names_what_is_missing_when_no_profile_is_meant) {
    const auto run = [](const Content& content, const ProfileRef& wanted) {
        return editor_of(content)
            .run([&wanted](profile::EditContext& context) -> Result<void> {
                return context.open(wanted).map([](const auto&) {});
            })
            .map([](const Plan&) {});
    };
    EXPECT_EQ(run({}, {}).error().code, ErrorCode::profile_not_found);
    EXPECT_EQ(run(hive(), {.name = u"Q"}).error().code, ErrorCode::profile_not_found);
    EXPECT_EQ(run(hive(), {.name = u"P", .root = ProfileRoot::office_15}).error().code,
              ErrorCode::profile_not_found);
    EXPECT_TRUE(run(hive(), {.name = u"p"}).has_value());
}

TEST(Editor, refuses_a_source_that_cannot_be_written) {
    EXPECT_EQ(Editor::open("/nowhere/NTUSER.DAT").error().code, ErrorCode::source_not_found);
}

}  // namespace
}  // namespace olkacct::testing_support

// Numbers of new accounts.
#include "profile/edit/counters.h"

#include <gtest/gtest.h>

#include "olkacct/property.h"
#include "profile/edit/encode.h"
#include "registry/memory/memory_store.h"
#include "support/store_content.h"

namespace olkacct::testing_support {
namespace {

using profile::EditContext;
using profile::number_value;

constexpr std::u16string_view mail_list = u"{ED475418-B0D6-11D2-8C3B-00104B2A6676}";

Editor editor_of(std::vector<RegistryValue> values, std::vector<Content> accounts) {
    Content content{.name = u"9375CFF0413111d3B88A00104B2A6676",
                    .values = std::move(values),
                    .subkeys = std::move(accounts)};
    for (const auto* name :
         {u"P", u"Profiles", u"Outlook", u"16.0", u"Office", u"Microsoft", u"Software"}) {
        content = {.name = name, .subkeys = {content}};
    }
    return Editor(registry::make_memory_store("m", to_tree({.subkeys = {content}})));
}

// Two ids taken in one edit; the errors of the first.
Result<std::vector<std::uint32_t>> take_two(const Editor& editor) {
    std::vector<std::uint32_t> ids;
    const auto done = editor.run([&](EditContext& context) -> Result<void> {
        ids.clear();
        auto profile = context.open({});
        for (int i = 0; i < 2; ++i) {
            const auto id = profile::take_account_id(context, *profile);
            if (!id) {
                return tl::unexpected(id.error());
            }
            ids.push_back(*id);
        }
        return {};
    });
    return done.map([&](const Plan&) { return ids; });
}

std::uint32_t next_id(const Editor& editor) {
    return editor.source().read()->profiles.at(0).next_account_id.value_or(0);
}

using Ids = std::vector<std::uint32_t>;

TEST(TakeAccountId, gives_the_counter_and_raises_it) {
    const Editor editor = editor_of({number_value(u"NextAccountID", 5)}, {{.name = u"00000002"}});
    EXPECT_EQ(take_two(editor), (Ids{5, 6}));
    EXPECT_EQ(next_id(editor), 7U);
}

TEST(TakeAccountId, starts_at_one_in_an_empty_profile) {
    EXPECT_EQ(take_two(editor_of({}, {})), (Ids{1, 2}));
}

TEST(TakeAccountId, goes_above_every_account_when_the_counter_is_behind) {
    const Editor editor = editor_of({number_value(u"NextAccountID", 2)}, {{.name = u"0000000A"}});
    EXPECT_EQ(take_two(editor), (Ids{11, 12}));
}

TEST(TakeAccountId, passes_over_an_id_that_an_order_list_names) {
    const Editor editor = editor_of({profile::binary_value(mail_list, profile::encode_number(3)),
                                     number_value(u"NextAccountID", 3)},
                                    {});
    EXPECT_EQ(take_two(editor), (Ids{4, 5}));
}

TEST(TakeAccountId, ends_with_the_last_number) {
    const Editor editor =
        editor_of({number_value(u"NextAccountID", 0xFFFFFFFF)}, {{.name = u"00000001"}});
    const auto ids = take_two(editor);
    ASSERT_FALSE(ids.has_value());
    EXPECT_EQ(ids.error().code, ErrorCode::limit_exceeded);
    EXPECT_EQ(next_id(editor), 0xFFFFFFFFU);
}

}  // namespace
}  // namespace olkacct::testing_support

// Taking profiles from store to store.
#include "profile/transfer.h"

#include <gtest/gtest.h>

#include "olkacct/source.h"
#include "registry/memory/memory_store.h"
#include "registry/open_store.h"
#include "support/shared_hives.h"
#include "support/store_access.h"
#include "support/temp_dir.h"

namespace olkacct::testing_support {
namespace {

using profile::TransferOptions;

Content profile(std::u16string name, std::u16string_view marker) {
    return {.name = std::move(name),
            .values = {text_value(u"marker", marker)},
            .subkeys = {{.name = u"9375CFF0413111d3B88A00104B2A6676",
                         .values = {text_value(u"NextAccountID", u"x")}}}};
}

Content office_16(std::vector<Content> profiles, std::u16string_view default_profile) {
    Content outlook{.name = u"Outlook", .subkeys = {{.name = u"Profiles", .subkeys = profiles}}};
    if (!default_profile.empty()) {
        outlook.values = {text_value(u"DefaultProfile", default_profile)};
    }
    return {
        .subkeys = {
            {.name = u"Software",
             .subkeys = {{.name = u"Microsoft",
                          .subkeys = {{.name = u"Office",
                                       .subkeys = {{.name = u"16.0", .subkeys = {outlook}}}}}}}}}};
}

std::shared_ptr<registry::Store> memory(const Content& content) {
    return registry::make_memory_store("memory", to_tree(content));
}

Result<std::vector<profile::TransferredProfile>> transfer(registry::Store& from,
                                                          registry::Store& to,
                                                          const TransferOptions& options = {}) {
    const auto reader = from.begin_read();
    const auto writer = to.begin_write();
    if (!reader || !writer) throw std::runtime_error("a store does not open");
    auto done = profile::transfer_profiles(**reader, **writer, options);
    if (done) {
        EXPECT_TRUE((*writer)->commit().has_value());
    }
    return done;
}

TEST(Transfer, takes_all_profiles_and_the_default) {
    const Content source = office_16({profile(u"A", u"1"), profile(u"B", u"2")}, u"b");
    const auto target = memory({});
    const auto done = transfer(*memory(source), *target);
    ASSERT_TRUE(done.has_value());
    EXPECT_EQ(done->size(), 2U);
    EXPECT_EQ((*done)[0].path, u"Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\A");
    EXPECT_EQ((*done)[0].copied.counts.values, 2U);
    EXPECT_EQ(read_all(*target), source);
}

TEST(Transfer, takes_one_profile_and_leaves_the_targets_own_default) {
    const auto source = memory(office_16({profile(u"A", u"1"), profile(u"B", u"2")}, u"B"));
    const auto target = memory(office_16({profile(u"C", u"3")}, u"C"));
    ASSERT_TRUE(transfer(*source, *target, {.profile = u"b"}).has_value());
    EXPECT_EQ(read_all(*target), office_16({profile(u"B", u"2"), profile(u"C", u"3")}, u"C"));

    const auto without_default = memory({});
    ASSERT_TRUE(transfer(*source, *without_default, {.profile = u"A"}).has_value());
    EXPECT_EQ(read_all(*without_default), office_16({profile(u"A", u"1")}, u""));
}

TEST(Transfer, replaces_a_profile_only_when_it_is_told_to) {
    const auto source = memory(office_16({profile(u"a", u"new")}, u""));
    Content old = profile(u"A", u"old");
    old.subkeys.push_back({.name = u"leftover"});
    const auto target = memory(office_16({old}, u""));
    const auto refused = transfer(*source, *target);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::already_exists);
    EXPECT_EQ(read_all(*target), office_16({sorted(old)}, u""));

    const auto done = transfer(*source, *target, {.replace = true});
    ASSERT_TRUE(done.has_value());
    EXPECT_TRUE(done->front().replaced);
    EXPECT_EQ(read_all(*target), office_16({profile(u"a", u"new")}, u""));
}

TEST(Transfer, says_when_there_is_nothing_to_take) {
    EXPECT_EQ(transfer(*memory({}), *memory({})).error().code, ErrorCode::profile_not_found);
    EXPECT_EQ(
        transfer(*memory(office_16({profile(u"A", u"1")}, u"")), *memory({}), {.profile = u"B"})
            .error()
            .code,
        ErrorCode::profile_not_found);
}

TEST(Transfer, gives_every_real_profile_the_same_accounts_in_a_database_and_an_export) {
    OLKACCT_NEED_SHARED_HIVES();
    const test::TempDir folder;
    int number = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(test::shared_hive("profiles"))) {
        if (entry.path().extension() != ".hive") continue;
        const auto source = Source::open(entry.path().string());
        ASSERT_TRUE(source.has_value());
        const auto expected = source->read();
        ASSERT_TRUE(expected.has_value());
        for (const char* ending : {".db", ".reg"}) {
            const std::string name = (folder / (std::to_string(++number) + ending)).string();
            const auto target = registry::create_store(name, base::system_files());
            ASSERT_TRUE(target.has_value());
            const auto done = transfer(source->store(), **target);
            ASSERT_TRUE(done.has_value()) << entry.path() << done.error().what;
            EXPECT_EQ(done->size(), expected->profiles.size());
            const auto found = Source::open(name)->read();
            ASSERT_TRUE(found.has_value());
            ASSERT_EQ(found->profiles.size(), expected->profiles.size());
            for (std::size_t i = 0; i < found->profiles.size(); ++i) {
                const Profile& left = found->profiles[i];
                const Profile& right = expected->profiles[i];
                EXPECT_EQ(left.path, right.path);
                EXPECT_EQ(left.is_default, right.is_default);
                ASSERT_EQ(left.accounts.size(), right.accounts.size());
                for (std::size_t j = 0; j < left.accounts.size(); ++j) {
                    EXPECT_TRUE(left.accounts[j].values == right.accounts[j].values);
                }
            }
        }
    }
    EXPECT_GT(number, 0);
}

}  // namespace
}  // namespace olkacct::testing_support

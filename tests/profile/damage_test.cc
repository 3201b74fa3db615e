// Reading from a store that fails in places: what is sound is kept, what is dropped is said.
#include <gtest/gtest.h>

#include <functional>

#include "profile/profile_content.h"
#include "profile/profile_dump.h"
#include "profile/profile_reader.h"
#include "profile/read_context.h"
#include "registry/memory/memory_store.h"

namespace olkacct::test {
namespace {

using registry::KeyId;

// Passes calls on, except those that `breaks` names by the key they are for.
class BrokenTransaction final : public registry::ReadTransaction {
  public:
    using Breaks = std::function<bool(std::string_view call, std::u16string_view key)>;

    BrokenTransaction(std::unique_ptr<ReadTransaction> inner, ErrorCode code, Breaks breaks)
        : inner_(std::move(inner)), code_(code), breaks_(std::move(breaks)) {}

    KeyId root() const override { return inner_->root(); }
    Result<registry::KeyInfo> info(KeyId key) override {
        return broken("info", key) ? failure() : inner_->info(key);
    }
    Result<std::optional<KeyId>> find(KeyId parent, std::u16string_view name) override {
        return breaks_("find", name) ? failure() : inner_->find(parent, name);
    }
    Result<std::vector<registry::Subkey>> subkeys(KeyId key) override {
        return broken("subkeys", key) ? failure() : inner_->subkeys(key);
    }
    Result<std::vector<RegistryValue>> values(KeyId key) override {
        return broken("values", key) ? failure() : inner_->values(key);
    }
    Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name) override {
        return broken("value", key) ? failure() : inner_->value(key, name);
    }
    Result<std::vector<std::byte>> security(KeyId key) override { return inner_->security(key); }
    const std::vector<Warning>& warnings() const override { return inner_->warnings(); }
    Result<void> verify() override { return inner_->verify(); }

  private:
    bool broken(std::string_view call, KeyId key) {
        const auto info = inner_->info(key);
        return info && breaks_(call, info->name);
    }
    tl::unexpected<Error> failure() const { return fail(code_, "a cell is broken", "at 0x20"); }

    std::unique_ptr<ReadTransaction> inner_;
    ErrorCode code_;
    Breaks breaks_;
};

Content two_accounts() {
    return profile_hive({order(mail_list, {1, 2})},
                        {account(u"00000001", pop3_class), account(u"00000002", pop3_class)},
                        {key(u"section")});
}

std::unique_ptr<BrokenTransaction> broken(ErrorCode code, BrokenTransaction::Breaks breaks) {
    const auto store = registry::make_memory_store("m", testing_support::to_tree(two_accounts()));
    return std::make_unique<BrokenTransaction>(std::move(*store->begin_read()), code,
                                               std::move(breaks));
}

TEST(Damage, in_one_account_leaves_the_others_whole) {
    const auto transaction = broken(ErrorCode::hive_damaged, [](auto call, auto key) {
        return call == "values" && key == u"00000001";
    });
    const auto contents = profile::read_profiles(*transaction, {});
    ASSERT_TRUE(contents.has_value());
    const Profile& profile = contents->profiles.at(0);
    ASSERT_EQ(profile.accounts.size(), 2U);
    EXPECT_TRUE(profile.accounts[0].values.empty());
    EXPECT_EQ(profile.accounts[1].type, AccountType::pop3);
    EXPECT_EQ(contents->warnings, (std::vector<Warning>{{"a cell is broken", "at 0x20"}}));
}

TEST(Damage, in_the_values_of_the_accounts_key_leaves_the_accounts) {
    const auto transaction = broken(ErrorCode::hive_truncated, [](auto call, auto key) {
        return call == "values" && key.starts_with(u"9375");
    });
    const auto contents = profile::read_profiles(*transaction, {});
    ASSERT_TRUE(contents.has_value());
    EXPECT_EQ(contents->profiles.at(0).order(Category::mail), (std::vector<std::uint32_t>{1, 2}));
    EXPECT_EQ(contents->warnings.size(), 1U);
}

TEST(Damage, at_any_one_call_below_the_profiles_never_loses_the_profile) {
    for (const std::string_view call : {"info", "find", "subkeys", "values", "value"}) {
        for (const std::u16string_view key :
             {u"9375CFF0413111d3B88A00104B2A6676", u"00000002", u"P", u"section"}) {
            const auto transaction = broken(
                ErrorCode::hive_damaged,
                [&](auto broken_call, auto name) { return broken_call == call && name == key; });
            const auto contents =
                profile::read_profiles(*transaction, {.sections = true, .services = true});
            ASSERT_TRUE(contents.has_value()) << call;
            EXPECT_EQ(contents->profiles.size(), 1U) << call;
        }
    }
}

TEST(Damage, that_leaves_no_profile_is_an_error_with_its_place) {
    for (const std::u16string_view key : {u"Software", u"Microsoft", u"Outlook", u"Profiles"}) {
        const auto transaction = broken(ErrorCode::hive_damaged, [&](auto call, auto name) {
            return call == "find" && name == key;
        });
        const auto contents = profile::read_profiles(*transaction, {});
        ASSERT_FALSE(contents.has_value());
        EXPECT_EQ(contents.error().code, ErrorCode::hive_damaged);
        EXPECT_EQ(contents.error().where, "at 0x20");
    }
}

TEST(Damage, is_not_what_a_failing_disk_or_a_change_underneath_is) {
    for (const ErrorCode code : {ErrorCode::io_error, ErrorCode::changed_while_reading}) {
        for (const std::string_view call : {"find", "subkeys", "values"}) {
            const auto transaction =
                broken(code, [&](auto broken_call, auto) { return broken_call == call; });
            const auto contents = profile::read_profiles(*transaction, {});
            ASSERT_FALSE(contents.has_value()) << call;
            EXPECT_EQ(contents.error().code, code);
        }
    }
}

TEST(Damage, of_a_dumped_key_is_told_with_the_key) {
    const auto transaction = broken(ErrorCode::hive_damaged, [](auto call, auto key) {
        return call == "values" && key == u"00000002";
    });
    const auto keys =
        profile::dump_key(*transaction, std::u16string(office_16_path) + u"\\Profiles\\P");
    ASSERT_TRUE(keys.has_value());
    std::vector<std::u16string> paths;
    std::size_t warnings = 0;
    for (const DumpedKey& dumped : *keys) {
        paths.push_back(dumped.path);
        warnings += dumped.warnings.size();
        EXPECT_EQ(dumped.warnings.empty(), !dumped.path.ends_with(u"00000002"));
    }
    EXPECT_EQ(paths, (std::vector<std::u16string>{u"", u"9375CFF0413111d3B88A00104B2A6676",
                                                  u"9375CFF0413111d3B88A00104B2A6676\\00000001",
                                                  u"9375CFF0413111d3B88A00104B2A6676\\00000002",
                                                  u"section"}));
    EXPECT_EQ(warnings, 1U);
}

TEST(Damage, of_a_profile_that_is_gone_is_said) {
    const auto transaction = broken(ErrorCode::hive_damaged, [](auto, auto) { return false; });
    const auto keys = profile::dump_key(*transaction, u"Software\\Nothing");
    ASSERT_FALSE(keys.has_value());
    EXPECT_EQ(keys.error().code, ErrorCode::key_not_found);
}

TEST(ReadLimit, stops_keeping_values_that_are_shown_again_and_again) {
    // A million bytes, as a hive can show them under each of many accounts for nothing.
    const std::vector<RegistryValue> large = {binary(u"v", std::vector<std::byte>(1U << 20))};
    const auto transaction = broken(ErrorCode::hive_damaged, [](auto, auto) { return false; });
    profile::ReadContext context(*transaction);
    int taken = 0;
    while (context.within_limit() && taken < 1000) {
        context.spend(large);
        ++taken;
    }
    EXPECT_LT(taken, 130);
    EXPECT_GT(taken, 120);
    context.spend(large);
    EXPECT_EQ(context.take_warnings().size(), 1U) << "said once";
}

}  // namespace
}  // namespace olkacct::test

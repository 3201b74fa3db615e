// A profile that was read once and is brought up to date by the change log: it is what reading all
// of it again gives.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "profile/edit/edit_sample.h"
#include "profile/edit/sample_stores.h"
#include "profile/profile_reader.h"

namespace olkacct::profile {
namespace {

using test::sample_id::eas;
using test::sample_id::exchange;
using test::sample_id::imap;
using test::sample_id::pop3;

constexpr std::uint32_t acct_name = 0x0002001F;
constexpr std::uint32_t display_name = 0x000B001F;

class Reread : public testing::Test {
  protected:
    Reread() : editor_(stores_.sample(test::StoreKind::sqlite, {.eas = true, .unlisted = true})) {}

    void SetUp() override { known_ = test::profile_of(editor_); }

    [[nodiscard]] registry::Store& store() const { return editor_.source().store(); }

    void write(std::u16string_view below_profile, const RegistryValue& value) {
        const auto transaction = *store().begin_write();
        const auto key = *registry::find_path(*transaction, transaction->root(),
                                              known_.path + std::u16string(below_profile));
        ASSERT_TRUE(key);
        ASSERT_TRUE(transaction->set_value(*key, value));
        ASSERT_TRUE(transaction->commit());
    }

    [[nodiscard]] registry::ChangeList log(std::uint64_t since) const {
        return *(*store().begin_read())->changes_since(since);
    }

    // What was committed since `known_` was read goes into it; false when that takes all.
    bool reread() {
        const auto transaction = *store().begin_read();
        const auto changes = *transaction->changes_since(sequence_);
        const Profile before = known_;
        const auto done = reread_accounts(*transaction, known_, changes.changes);
        EXPECT_TRUE(done);
        expect_same_accounts(known_, *done ? test::profile_of(editor_) : before);
        return *done;
    }

    static void expect_same_accounts(const Profile& found, const Profile& expected) {
        ASSERT_EQ(found.accounts.size(), expected.accounts.size());
        for (std::size_t i = 0; i < found.accounts.size(); ++i) {
            const Account& one = found.accounts[i];
            const Account& other = expected.accounts[i];
            EXPECT_EQ(one.id, other.id);
            EXPECT_EQ(one.values, other.values) << one.id;
            EXPECT_EQ(one.type_id, other.type_id) << one.id;
            EXPECT_EQ(one.categories, other.categories) << one.id;
        }
        EXPECT_EQ(found.stored_order, expected.stored_order);
    }

    test::SampleStores stores_;
    Editor editor_;
    Profile known_;
    std::uint64_t sequence_ = log(0).latest;
};

Edit new_name(std::uint32_t id, std::u16string name) {
    return edits::set_properties({.id = id}, {{acct_name, std::move(name)}});
}

TEST_F(Reread, takes_new_values_of_the_accounts_that_were_touched) {
    test::run(editor_, new_name(pop3, u"One"));
    test::run(editor_, new_name(eas, u"Two"));
    test::run(editor_, new_name(pop3, u"Three"));
    test::run(editor_, edits::clear_properties({.id = imap}, {display_name}));
    const Profile before = known_;
    EXPECT_TRUE(reread());
    EXPECT_NE(before.find_account(pop3)->values, known_.find_account(pop3)->values);
    EXPECT_NE(before.find_account(imap)->values, known_.find_account(imap)->values);
    EXPECT_EQ(before.find_account(exchange)->values, known_.find_account(exchange)->values);
}

TEST_F(Reread, has_nothing_to_do_without_changes) { EXPECT_TRUE(reread()); }

TEST_F(Reread, leaves_to_a_whole_reading_whatever_moves_accounts) {
    const std::vector<std::pair<const char*, Edit>> all = {
        {"unlisted", new_name(test::sample_id::unlisted, u"Un")},
        {"order", edits::set_default_account({.id = imap})},
        {"deletion", edits::delete_account({.id = imap})},
        {"Exchange", new_name(exchange, u"Ex")},
    };
    for (const auto& [what, edit] : all) {
        known_ = test::profile_of(editor_);
        sequence_ = log(0).latest;
        test::run(editor_, edit);
        EXPECT_FALSE(reread()) << what;
    }
}

TEST_F(Reread, leaves_to_a_whole_reading_what_says_what_an_account_is) {
    const auto* const type = known_.find_account(imap)->find_value(u"clsid");
    ASSERT_NE(type, nullptr);
    write(u"\\9375CFF0413111d3B88A00104B2A6676\\00000002", *type);
    EXPECT_FALSE(reread());
}

TEST_F(Reread, leaves_to_a_whole_reading_an_account_that_was_deleted_and_made_again) {
    const std::u16string path = known_.path + u"\\9375CFF0413111d3B88A00104B2A6676";
    for (const bool is_made : {false, true}) {
        const auto transaction = *store().begin_write();
        const auto accounts = *registry::find_path(*transaction, transaction->root(), path);
        ASSERT_TRUE(accounts);
        if (is_made) {
            const auto key = transaction->create_key(*accounts, u"00000002");
            ASSERT_TRUE(key);
            const auto* const type = known_.find_account(imap)->find_value(u"clsid");
            ASSERT_TRUE(transaction->set_value(*key, *type));
        } else {
            ASSERT_TRUE(transaction->delete_key(**transaction->find(*accounts, u"00000002")));
        }
        ASSERT_TRUE(transaction->commit());
    }
    EXPECT_FALSE(reread());
}

TEST_F(Reread, leaves_to_a_whole_reading_what_lies_elsewhere_in_the_profile) {
    write(u"", {u"A value of the profile", registry_type::sz, {}});
    EXPECT_FALSE(reread());
}

}  // namespace
}  // namespace olkacct::profile

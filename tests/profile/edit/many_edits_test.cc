// Many accounts made in one plan: what one costs does not grow with those before it.
#include <gtest/gtest.h>

#include <algorithm>

#include "olkacct/property.h"
#include "profile/edit/edit_context.h"
#include "profile/edit/new_accounts.h"
#include "registry/change_recorder.h"
#include "registry/store.h"

namespace olkacct::test {
namespace {

using registry::KeyId;

// Counts what is read from below.
class CountedReads final : public registry::WriteTransaction {
  public:
    explicit CountedReads(registry::WriteTransaction& below) : below_(below) {}

    std::size_t reads = 0;

    KeyId root() const override { return below_.root(); }
    Result<registry::KeyInfo> info(KeyId key) override { return counted(below_.info(key)); }
    Result<std::optional<KeyId>> find(KeyId parent, std::u16string_view name) override {
        return counted(below_.find(parent, name));
    }
    Result<std::vector<registry::Subkey>> subkeys(KeyId key) override {
        return counted(below_.subkeys(key));
    }
    Result<std::vector<RegistryValue>> values(KeyId key) override {
        return counted(below_.values(key));
    }
    Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name) override {
        return counted(below_.value(key, name));
    }
    Result<std::vector<std::byte>> security(KeyId key) override {
        return counted(below_.security(key));
    }
    const std::vector<Warning>& warnings() const override { return below_.warnings(); }
    Result<void> verify() override { return below_.verify(); }
    Result<KeyId> create_key(KeyId parent, std::u16string_view name) override {
        return below_.create_key(parent, name);
    }
    Result<void> set_value(KeyId key, RegistryValue value) override {
        return below_.set_value(key, std::move(value));
    }
    Result<void> delete_value(KeyId key, std::u16string_view name) override {
        return below_.delete_value(key, name);
    }
    Result<void> delete_key(KeyId key) override { return below_.delete_key(key); }
    Result<void> commit() override { return below_.commit(); }

  private:
    template <class T>
    T counted(T found) {
        ++reads;
        return found;
    }

    registry::WriteTransaction& below_;
};

std::vector<Edit> new_accounts(int count) {
    std::vector<Edit> all = {edits::create_account({}, new_data_file())};
    for (int i = 0; i < count; ++i) {
        all.push_back(
            edits::create_account({}, new_pop3(u"Work" + std::u16string(1, char16_t(0x4E00 + i)))));
    }
    return all;
}

std::size_t reads_for(int count) {
    const Editor editor = memory_editor(empty_profile());
    const auto transaction = editor.source().store().begin_write();
    CountedReads counter(**transaction);
    registry::ChangeRecorder recorder(counter);
    const profile::EditWorld world = profile::system_world();
    profile::EditContext context(editor.source().store(), recorder, world);
    const auto done = edits::sequence(new_accounts(count))(context);
    EXPECT_TRUE(done.has_value()) << done.error().what;
    return counter.reads;
}

TEST(ManyEdits, read_for_each_new_account_as_much_as_for_the_first) {
    const std::size_t few = reads_for(20);
    const std::size_t more = reads_for(40);
    const std::size_t most = reads_for(60);
    EXPECT_EQ(most - more, more - few);
}

TEST(ManyEdits, write_down_each_list_and_counter_once) {
    const Editor editor = memory_editor(empty_profile());
    const Plan plan = run(editor, edits::sequence(new_accounts(30)));
    auto names = touched(plan);
    EXPECT_EQ(std::ranges::count(names, "NextAccountID"), 1);
    EXPECT_EQ(std::ranges::count(names, "Account Name"), 31);
    const Profile profile = profile_of(editor);
    EXPECT_EQ(profile.accounts.size(), 31U);
    EXPECT_EQ(profile.order(Category::mail).size(), 30U);
    EXPECT_TRUE(editor.apply(inverse(plan)).has_value());
    EXPECT_EQ(profile_of(editor).accounts.size(), 0U);
}

// As when each is made by an edit of its own.
TEST(ManyEdits, see_what_edits_of_another_kind_did_between_them) {
    const Editor editor = memory_editor(empty_profile());
    const auto first = std::make_shared<std::uint32_t>(0);
    const auto last = std::make_shared<std::uint32_t>(0);
    run(editor, edits::sequence({edits::create_account({}, new_data_file()),
                                 edits::create_account({}, new_pop3(u"Work"), first),
                                 edits::set_properties({{}, 2}, {{tag::name, u"Home"}}),
                                 edits::create_account({}, new_pop3(u"Work"), last)}));
    EXPECT_EQ(*first, 2U);
    EXPECT_EQ(*last, 3U);
    const Profile profile = profile_of(editor);
    EXPECT_EQ(decode_string(*profile.find_account(*last)->find_value(u"Account Name")), u"Work")
        << "the first Work has another name by now";
}

}  // namespace
}  // namespace olkacct::test

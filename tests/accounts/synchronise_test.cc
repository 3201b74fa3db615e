// What AccountManager::synchronise does to a source, gives back, and leaves behind when it fails.
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "accounts/account_manager.h"
#include "registry/hive/hive_store.h"
#include "support/crash_files.h"
#include "support/fault_layer.h"
#include "support/outlook_sample.h"
#include "support/property_bytes.h"
#include "support/sample_profile.h"

namespace olkacct::accounts {
namespace {

using Ids = std::vector<std::uint32_t>;

// The sample without the account of its data file, and without the service of its address book.
test::Bytes differing_hive() {
    test::HiveBuilder hive = test::outlook_sample();
    const auto remove = [&hive](const std::u16string& path, const std::u16string& name) {
        hive.remove_key(*hive.find_key(hive.add_path(test::HiveBuilder::root, path), name));
    };
    remove(test::accounts_path(), test::account_key_name(test::sample_id::data_file));
    remove(
        test::profiles_path(ProfileRoot::office_16) + u"\\Outlook",
        test::section_name(test::made_up_uid(test::service_seed + test::sample_id::address_book)));
    return hive.file();
}

// A hive in memory of which any call may fail.
class Hive {
  public:
    Hive() { files_->put("source", differing_hive()); }

    static Result<Source> open(const std::shared_ptr<base::FileSystem>& files) {
        auto store = registry::open_hive_store("source", {.files = files});
        if (!store) return tl::unexpected(store.error());
        return Source(std::move(*store));
    }
    std::shared_ptr<AccountManager> manager() const {
        return AccountManager::open(open(layer).value(), u"Outlook", [this] { return open(layer); })
            .value();
    }
    Ids stored() const { return ids(open(files_).value().read()->profiles.at(0)); }
    static Ids ids(const Profile& profile) {
        Ids out;
        for (const Account& account : profile.accounts) out.push_back(account.id);
        return out;
    }

  private:
    std::shared_ptr<test::CrashFiles> files_ = std::make_shared<test::CrashFiles>();

  public:
    std::shared_ptr<test::FaultLayer> layer = std::make_shared<test::FaultLayer>(files_);
};

TEST(Synchronise, shows_what_it_did_and_gives_a_plan_that_can_be_taken_back) {
    const Hive hive;
    const auto manager = hive.manager();
    const auto before = manager->snapshot();
    const auto done = manager->synchronise(StoresCheck::run);
    ASSERT_TRUE(done) << done.error().what;
    EXPECT_FALSE(done->empty());
    EXPECT_EQ(Hive::ids(*manager->snapshot()), hive.stored());
    EXPECT_EQ(manager->snapshot()->find_account(test::sample_id::address_book), nullptr);
    EXPECT_NE(manager->snapshot()->find_account(*before->next_account_id), nullptr);
    const auto again = manager->synchronise(StoresCheck::run);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->empty());

    const auto source = Hive::open(hive.layer);
    ASSERT_TRUE(Editor(source->shared_store()).apply(inverse(*done)));
    const auto renewed = manager->renew();
    EXPECT_EQ(Hive::ids(*renewed), Hive::ids(*before));
    EXPECT_EQ(renewed->stored_order, before->stored_order);
}

TEST(Synchronise, does_all_of_it_or_nothing_wherever_it_fails) {
    Ids whole;
    std::size_t failures = 0;
    bool has_failed = true;
    for (std::size_t call = 1; has_failed; ++call) {
        SCOPED_TRACE(call);
        const Hive hive;
        const auto manager = hive.manager();
        const Ids before = hive.stored();
        hive.layer->fails_at = hive.layer->counted() + call;
        const auto done = manager->synchronise(StoresCheck::run);
        has_failed = hive.layer->has_failed();
        hive.layer->fails_at.reset();
        failures += done ? 0 : 1;
        const Ids after = hive.stored();
        if (after != before) {
            whole = whole.empty() ? after : whole;
            EXPECT_EQ(after, whole);
        } else {
            EXPECT_FALSE(done);
        }
        EXPECT_EQ(Hive::ids(*manager->renew()), after);
    }
    EXPECT_GT(failures, 5U);
    EXPECT_FALSE(whole.empty());
}

}  // namespace
}  // namespace olkacct::accounts

// What is pending when a write fails, and that a source which must be opened again is.
#include "accounts/account_manager.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "accounts/property_access.h"
#include "registry/hive/hive_store.h"
#include "registry/regfile/regfile_store.h"
#include "support/crash_files.h"
#include "support/fault_layer.h"
#include "support/outlook_sample.h"

namespace olkacct::accounts {
namespace {

constexpr std::uint32_t name_tag = 0x0002001F;
constexpr std::uint32_t account_id = test::sample_id::pop3;

std::string reg_text() {
    const std::string key =
        "[HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\Outlook\\"
        "9375CFF0413111d3B88A00104B2A6676";
    return "Windows Registry Editor Version 5.00\r\n\r\n" + key + "]\r\n\r\n" + key +
           "\\00000002]\r\n\"clsid\"=\"{ED475411-B0D6-11D2-8C3B-00104B2A6676}\"\r\n"
           "\"Account Name\"=\"Work\"\r\n\r\n";
}

// A source in memory of which any call may fail.
class Failing {
  public:
    explicit Failing(bool hive) : hive_(hive) {
        const std::string text = reg_text();
        const auto bytes = std::as_bytes(std::span(text));
        files_->put("source",
                    hive ? test::outlook_sample_hive() : test::Bytes(bytes.begin(), bytes.end()));
    }

    Result<Source> open(const std::shared_ptr<base::FileSystem>& files) const {
        auto store = hive_ ? registry::open_hive_store("source", {.files = files})
                           : registry::open_regfile_store("source", {.files = files});
        if (!store) return tl::unexpected(store.error());
        return Source(std::move(*store));
    }
    std::shared_ptr<AccountManager> manager(bool can_open_again = true) const {
        HeldSource::Open again;
        if (can_open_again) again = [this] { return open(layer); };
        return AccountManager::open(open(layer).value(), u"Outlook", again).value();
    }
    std::u16string stored_name() const {
        const auto source = open(files_).value();
        const Profile profile = source.read()->profiles.at(0);
        const auto name = get_property(profile, *profile.find_account(account_id), name_tag);
        return std::get<std::u16string>(name->value);
    }
    void fail_at(std::size_t call, ErrorCode code) const {
        layer->code = code;
        layer->fails_at = layer->counted() + call;
    }

  private:
    bool hive_;
    std::shared_ptr<test::CrashFiles> files_ = std::make_shared<test::CrashFiles>();

  public:
    std::shared_ptr<test::FaultLayer> layer = std::make_shared<test::FaultLayer>(files_);
};

// Empty when there is none.
std::u16string shown_name(const AccountManager& manager) {
    const auto value = read_property(manager.view(account_id), *find_property(name_tag));
    return value ? std::get<std::u16string>(*value) : std::u16string();
}

// Fails each call of a save once, in one manager each; of `kind` only, if it is given.
void fail_each_call(bool hive, ErrorCode code, std::optional<test::FileCallKind> kind = {}) {
    std::size_t failed_saves = 0;
    bool has_failed = true;
    for (std::size_t call = 1; has_failed; ++call) {
        SCOPED_TRACE(call);
        const Failing failing(hive);
        const auto manager = failing.manager();
        ASSERT_EQ(manager->set_property(account_id, name_tag, u"New"), ErrorCode::ok);
        failing.layer->only = kind;
        failing.fail_at(call, code);
        const auto first = manager->save(account_id);
        has_failed = failing.layer->has_failed();
        failing.layer->fails_at.reset();
        EXPECT_EQ(shown_name(*manager), u"New");
        if (!first) {
            ++failed_saves;
            ASSERT_NE(manager->view(account_id).pending, nullptr) << "nothing is lost";
        }
        const auto second = manager->save(account_id);
        ASSERT_TRUE(second.has_value()) << second.error().what;
        EXPECT_EQ(manager->view(account_id).pending, nullptr);
        EXPECT_EQ(shown_name(*manager), u"New");
        EXPECT_EQ(failing.stored_name(), u"New");
    }
    EXPECT_GT(failed_saves, 0U);
}

TEST(AccountManager, keeps_what_is_pending_when_a_call_on_a_hive_fails_and_saves_it_later) {
    fail_each_call(true, ErrorCode::io_error);
    fail_each_call(true, ErrorCode::disk_full, test::FileCallKind::write);
}

TEST(AccountManager, keeps_what_is_pending_when_a_call_on_an_export_fails_and_saves_it_later) {
    fail_each_call(false, ErrorCode::io_error);
    fail_each_call(false, ErrorCode::disk_full, test::FileCallKind::write);
}

TEST(AccountManager, cannot_save_after_a_failure_when_nobody_can_open_the_source_again) {
    const Failing failing(true);
    const auto manager = failing.manager(false);
    ASSERT_EQ(manager->set_property(account_id, name_tag, u"New"), ErrorCode::ok);
    failing.layer->only = test::FileCallKind::sync;
    failing.fail_at(1, ErrorCode::io_error);
    EXPECT_EQ(manager->save(account_id).error().code, ErrorCode::io_error);
    EXPECT_EQ(manager->save(account_id).error().code, ErrorCode::reopen_needed);
    EXPECT_EQ(shown_name(*manager), u"New");
}

TEST(AccountManager, deletes_and_orders_after_a_failure) {
    const Failing failing(true);
    const auto manager = failing.manager();
    failing.layer->only = test::FileCallKind::sync;
    failing.fail_at(1, ErrorCode::disk_full);
    EXPECT_EQ(manager->delete_account(account_id).error().code, ErrorCode::disk_full);
    EXPECT_NE(manager->snapshot()->find_account(account_id), nullptr);
    EXPECT_TRUE(manager->delete_account(account_id).has_value());
    EXPECT_EQ(manager->snapshot()->find_account(account_id), nullptr);
    auto stores = manager->snapshot()->order(Category::store);
    ASSERT_GT(stores.size(), 1U);
    std::swap(stores.front(), stores.back());
    failing.fail_at(1, ErrorCode::io_error);
    const auto id_at = [&stores](std::size_t at) { return stores[at]; };
    EXPECT_EQ(manager->set_order(Category::store, stores.size(), id_at).error().code,
              ErrorCode::io_error);
    EXPECT_TRUE(manager->set_order(Category::store, stores.size(), id_at).has_value());
    EXPECT_EQ(manager->snapshot()->order(Category::store), stores);
}

TEST(AccountManager, stays_with_the_profile_of_the_outlook_it_opened) {
    const auto files = std::make_shared<test::CrashFiles>();
    const auto put = [&](std::vector<ProfileRoot> roots) {
        files->put("source", test::outlook_sample_hive({.roots = std::move(roots)}));
    };
    put({ProfileRoot::office_15});
    auto store = registry::open_hive_store("source", {.files = files});
    const auto manager = AccountManager::open(Source(std::move(*store)), u"outlook").value();
    put({ProfileRoot::office_15, ProfileRoot::office_16});
    EXPECT_EQ(manager->renew()->root, ProfileRoot::office_15);
    ASSERT_EQ(manager->set_property(account_id, name_tag, u"New"), ErrorCode::ok);
    ASSERT_TRUE(manager->save(account_id).has_value());
    EXPECT_EQ(shown_name(*manager), u"New");
    const auto all = Source(registry::open_hive_store("source", {.files = files}).value()).read();
    EXPECT_EQ(all->profiles.at(0).root, ProfileRoot::office_16);
    const auto other =
        get_property(all->profiles.at(0), *all->profiles.at(0).find_account(account_id), name_tag);
    EXPECT_NE(std::get<std::u16string>(other->value), u"New");
}

}  // namespace
}  // namespace olkacct::accounts

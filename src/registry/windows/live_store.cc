// The store of the live registry: every transaction opens its key anew.
#include "registry/windows/live_store.h"

#include <windows.h>

#include <atomic>
#include <utility>

#include "base/upcase.h"
#include "olkacct/text.h"
#include "registry/planned_write.h"
#include "registry/windows/live_journal.h"
#include "registry/windows/live_read.h"
#include "registry/windows/live_secret.h"
#include "registry/windows/live_watch.h"
#include "registry/windows/live_write.h"

namespace olkacct::registry {
namespace {

/// Wine writes its registry to the disk some seconds later, whatever it is asked for.
bool is_wine() {
    const HMODULE system = ::GetModuleHandleW(L"ntdll.dll");
    return system != nullptr && ::GetProcAddress(system, "wine_get_version") != nullptr;
}

class LiveStore final : public Store {
  public:
    explicit LiveStore(std::u16string_view path) : path_(path), name_("registry:" + to_wtf8(path)) {
        capabilities_ = {
            .write = true, .atomic = true, .durable = !is_wine(), .watch = true, .secrets = true};
    }

    [[nodiscard]] const Capabilities& capabilities() const override { return capabilities_; }
    [[nodiscard]] const std::string& name() const override { return name_; }

    [[nodiscard]] std::string identity() const override {
        return "registry:" + to_wtf8(base::upcased(path_));
    }

    Result<std::unique_ptr<ReadTransaction>> begin_read() override {
        return ready().and_then([this] { return LiveRead::begin(path_); }).map([](auto read) {
            return std::unique_ptr<ReadTransaction>(std::move(read));
        });
    }

    Result<std::unique_ptr<WriteTransaction>> begin_write() override {
        return ready()
            .and_then([this] {
                return LiveWrite::begin(path_, name_, [failed = failed_] { failed->store(true); });
            })
            .map([](auto write) { return std::unique_ptr<WriteTransaction>(std::move(write)); });
    }

    Result<std::unique_ptr<WriteTransaction>> begin_plan() override {
        return begin_read().map([this](auto read) { return plan_over(std::move(read), name_); });
    }

    Result<std::unique_ptr<Watch>> watch() override { return watch_live_registry(path_); }

    Result<std::vector<std::byte>> protect(std::u16string_view value_name,
                                           const Secret& secret) override {
        return protect_for_user(value_name, secret);
    }

  private:
    /// No commit is half done.
    Result<void> ready() const {
        if (failed_->load()) {
            return fail(ErrorCode::reopen_needed, "an earlier write to the registry failed", name_);
        }
        return finish_interrupted();
    }

    std::u16string path_;
    std::string name_;
    Capabilities capabilities_;
    /// Shared with transactions, which may outlive the store.
    std::shared_ptr<std::atomic<bool>> failed_ = std::make_shared<std::atomic<bool>>(false);
};

}  // namespace

Result<std::shared_ptr<Store>> open_live_store(std::u16string_view path) {
    auto store = std::make_shared<LiveStore>(path);
    // So that a wrong path is told now.
    return store->begin_read().map(
        [&store](const auto&) { return std::static_pointer_cast<Store>(store); });
}

}  // namespace olkacct::registry

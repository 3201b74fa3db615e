// IOlkAccountManager::Init: one caller at a time, no lock while the helper is called (S-13, S-16).
#include <string>
#include <tuple>
#include <utility>

#include "accounts/com/identity.h"
#include "accounts/com/manager.h"
#include "base/com/account_source.h"
#include "base/com/guard.h"
#include "olkacct/source.h"

namespace olkacct::accounts {
namespace {

// Whatever keeps the settings from being read has one documented code (AM-Init-4).
HRESULT open_failure(const Error& error) {
    return error.code == ErrorCode::out_of_memory ? E_OUTOFMEMORY : E_OLK_REGISTRY;
}

// Whoever says ACCT_INIT_NOSYNCH_MAPI_ACCTS wants Init to write nothing. What goes wrong never
// fails Init (S-15).
void synchronise(AccountManager& core, DWORD flags) noexcept {
    if ((flags & ACCT_INIT_NOSYNCH_MAPI_ACCTS) != 0) return;
    const auto stores =
        (flags & ACCT_INIT_NO_STORES_CHECK) != 0 ? StoresCheck::skip : StoresCheck::run;
    std::ignore = com::guarded([&] { return core.synchronise(stores) ? S_OK : E_FAIL; });
}

}  // namespace

// Waits until no other thread is inside Init. From inside one of the helper's callbacks there is
// nothing to wait for: the turn is refused, as it is once the manager is initialised.
class ManagerObject::InitTurn {
  public:
    explicit InitTurn(ManagerObject& manager) : manager_(manager) {
        const auto self = std::this_thread::get_id();
        std::unique_lock lock(manager_.mutex_);
        if (manager_.initializing_ == self) return;
        manager_.turn_ended_.wait(lock, [&] { return !manager_.initializing_; });
        if (manager_.ready_.load(std::memory_order_relaxed)) return;
        manager_.initializing_ = self;
        taken_ = true;
    }
    InitTurn(const InitTurn&) = delete;
    InitTurn& operator=(const InitTurn&) = delete;
    ~InitTurn() {
        if (!taken_) return;
        {
            const std::lock_guard lock(manager_.mutex_);
            manager_.initializing_.reset();
        }
        manager_.turn_ended_.notify_all();
    }

    [[nodiscard]] bool taken() const { return taken_; }

  private:
    ManagerObject& manager_;
    bool taken_ = false;
};

// All members still work while sinks and the helper are told: they may come back here. In the order
// of S-48.
ManagerObject::~ManagerObject() {
    sinks_.remove_all();
    if (lender_ != nullptr) lender_->close();
}

HRESULT ManagerObject::Init(IOlkAccountHelper* pAcctHelper, DWORD dwFlags) noexcept {
    return com::guarded([&] {
        // The client may release the manager inside a callback of the helper (S-58).
        const auto self = com::ComPtr<ManagerObject>::copy(this);
        const InitTurn turn(*this);
        if (!turn.taken()) return E_OLK_ALREADY_INITIALIZED;
        return pAcctHelper == nullptr ? E_INVALIDARG : open(pAcctHelper, dwFlags);
    });
}

HRESULT ManagerObject::open(IOlkAccountHelper* helper, DWORD flags) {
    auto lender = std::make_shared<SessionLender>(*helper);
    std::u16string profile;
    if (const HRESULT hr = ask_identity(*helper, profile); FAILED(hr)) return hr;

    const auto path_or_url = com::account_source();
    if (!path_or_url) return E_OLK_REGISTRY;
    auto source = Source::open(*path_or_url);
    if (!source) return open_failure(source.error());
    auto core = AccountManager::open(
        std::move(*source), profile, [path = *path_or_url] { return Source::open(path); },
        (flags & ACCT_INIT_NO_NOTIFICATIONS) == 0);
    if (!core) return open_failure(core.error());
    synchronise(**core, flags);

    const std::lock_guard lock(mutex_);
    lender_ = std::move(lender);
    core_ = std::move(*core);
    ready_.store(true, std::memory_order_release);
    return S_OK;
}

}  // namespace olkacct::accounts

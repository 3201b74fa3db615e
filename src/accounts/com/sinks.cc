// Calling clients' sinks by the numbers and rules of section 10.
#include "accounts/com/sinks.h"

#include <limits>
#include <utility>

#include "accounts/com/foreign.h"
#include "base/com/module_count.h"

namespace olkacct::accounts {
namespace {

DWORD number_of(AccountEventKind kind) {
    switch (kind) {
        case AccountEventKind::created:
            return NOTIFY_ACCT_CREATED;
        case AccountEventKind::changed:
            return NOTIFY_ACCT_CHANGED;
        case AccountEventKind::predeleted:
            return NOTIFY_ACCT_PREDELETED;
        case AccountEventKind::deleted:
            return NOTIFY_ACCT_DELETED;
        case AccountEventKind::order_changed:
            break;
    }
    return NOTIFY_ACCT_ORDER_CHANGED;
}

class SinkListener final : public Listener {
  public:
    explicit SinkListener(IOlkAccountNotify& sink) : sink_(hold(sink)) {}

    void notify(const AccountEvent& event) noexcept override {
        // Its result is ignored: it vetoes nothing (S-50). Nor does what it throws.
        (void)call_foreign([&] {
            return sink_.get()->Notify(number_of(event.kind), event.account, OLK_ACCOUNT_NO_FLAGS);
        });
    }

  private:
    static IOlkAccountNotify* hold(IOlkAccountNotify& sink) {
        sink.AddRef();
        return &sink;
    }

    const com::ModuleGuard module_;
    const Foreign<IOlkAccountNotify> sink_;
};

}  // namespace

void Sinks::remove_all() {
    for (;;) {
        DWORD cookie = 0;
        {
            const std::lock_guard lock(mutex_);
            if (registrations_.empty()) return;
            cookie = registrations_.begin()->first;
        }
        remove(cookie);
    }
}

HRESULT Sinks::add(AccountManager& core, IOlkAccountNotify& sink, DWORD& cookie) {
    auto listener = std::make_unique<SinkListener>(sink);
    DWORD made = 0;
    {
        // Held until the sink can be found: it may be called, and end its registration, at once.
        const std::lock_guard lock(mutex_);
        if (last_cookie_ == std::numeric_limits<DWORD>::max()) return E_OUTOFMEMORY;
        // Once: whoever has a cookie reads it without the lock.
        if (events_ == nullptr) events_ = core.events();
        // Room first, so that nothing fails once the sink can be called.
        auto& registration = registrations_[last_cookie_ + 1];
        try {
            registration = events_->add(std::move(listener), core.follows());
        } catch (...) {
            registrations_.erase(last_cookie_ + 1);
            throw;
        }
        cookie = made = ++last_cookie_;
    }
    try {
        events_->follow_if_wanted(std::make_shared<com::ModuleGuard>());
    } catch (...) {
        cookie = 0;
        remove(made);
        throw;
    }
    return S_OK;
}

bool Sinks::remove(DWORD cookie) {
    std::shared_ptr<Registration> ended;
    {
        const std::lock_guard lock(mutex_);
        const auto found = registrations_.find(cookie);
        if (found == registrations_.end()) return false;
        ended = std::move(found->second);
        registrations_.erase(found);
    }
    events_->remove(ended);
    return true;
}

}  // namespace olkacct::accounts

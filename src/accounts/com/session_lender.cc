// Sections 9.3 and 9.4 of the specification.
#include "accounts/com/session_lender.h"

#include <algorithm>
#include <utility>

#include "accounts/com/session_values.h"

namespace olkacct::accounts {
namespace {

// The pointer may be any interface of the session (AM-Ses-4). Neither a failure's pointer nor a
// success without one is believed.
Foreign<IMAPISession> query_session(IUnknown& unknown) noexcept {
    void* found = nullptr;
    const HRESULT hr =
        call_foreign([&] { return unknown.QueryInterface(IID_IMAPISession, &found); });
    return Foreign(FAILED(hr) ? nullptr : static_cast<IMAPISession*>(found));
}

}  // namespace

// One stay inside read(): the session is released before the thread is counted out.
class SessionLender::Visit {
  public:
    explicit Visit(SessionLender& lender) : lender_(lender), has_entered_(lender.enter()) {
        if (has_entered_) session_ = lender.ask();
    }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;
    ~Visit() {
        session_.reset();
        if (has_entered_) lender_.leave();
    }

    [[nodiscard]] IMAPISession* session() const { return session_.get(); }

  private:
    SessionLender& lender_;
    const bool has_entered_;
    Foreign<IMAPISession> session_;
};

SessionLender::SessionLender(IOlkAccountHelper& helper) : helper_(&helper) { helper.AddRef(); }

SessionLender::~SessionLender() { close(); }

std::optional<std::vector<std::byte>> SessionLender::read(SessionValue value) {
    const Visit visit(*this);
    if (visit.session() == nullptr) return std::nullopt;
    return value == SessionValue::identity ? read_identity(*visit.session())
                                           : read_default_store(*visit.session());
}

bool SessionLender::enter() {
    const auto self = std::this_thread::get_id();
    const std::lock_guard lock(mutex_);
    if (is_closed_ || std::ranges::find(inside_, self) != inside_.end()) return false;
    inside_.push_back(self);
    return true;
}

Foreign<IMAPISession> SessionLender::ask() noexcept {
    IOlkAccountHelper* helper = nullptr;
    {
        std::unique_lock lock(mutex_);
        asked_.wait(lock, [this] { return !is_asking_; });
        if (is_closed_) return {};
        is_asking_ = true;
        helper = helper_;
    }
    LPUNKNOWN given = nullptr;
    const HRESULT hr = call_foreign([&] { return helper->GetMapiSession(&given); });
    const Foreign unknown(FAILED(hr) ? nullptr : given);
    {
        const std::lock_guard lock(mutex_);
        is_asking_ = false;
        is_obtained_ = is_obtained_ || unknown;
    }
    asked_.notify_all();
    return unknown ? query_session(*unknown.get()) : Foreign<IMAPISession>();
}

void SessionLender::leave() noexcept {
    bool is_last = false;
    {
        const std::lock_guard lock(mutex_);
        std::erase(inside_, std::this_thread::get_id());
        is_last = is_closed_ && inside_.empty();
    }
    if (is_last) hand_off();
}

void SessionLender::close() noexcept {
    bool is_last = false;
    {
        const std::lock_guard lock(mutex_);
        is_last = !is_closed_ && inside_.empty();
        is_closed_ = true;
    }
    if (is_last) hand_off();
}

// S_OK and E_NOTIMPL mean the same here, and every other code too (AM-Hof-3, AM-Hof-4, C-18).
void SessionLender::hand_off() noexcept {
    IOlkAccountHelper* const helper = std::exchange(helper_, nullptr);
    if (is_obtained_) call_foreign([&] { return helper->HandsOffSession(); });
    Foreign(helper).reset();
}

}  // namespace olkacct::accounts

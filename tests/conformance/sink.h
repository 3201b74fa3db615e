// A sink of a client: what it heard, and what it does when it hears.
#pragma once

#include <olkacct/acctmgmt.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <ostream>
#include <stdexcept>
#include <thread>
#include <vector>

namespace olkacct::test {

struct Heard {
    DWORD event = 0;
    DWORD account = 0;
    DWORD flags = 0;

    bool operator==(const Heard&) const = default;
};

inline void PrintTo(const Heard& heard, std::ostream* out) {
    static const char* const names[] = {"?",       "changed",       "created",
                                        "deleted", "order changed", "predeleted"};
    *out << (heard.event < std::size(names) ? names[heard.event] : "?") << ' ' << heard.account;
    if (heard.flags != 0) *out << " flags " << heard.flags;
}

// Lives on a test's stack and counts its references. Declared before its manager: this one gives
// its reference back when it ends.
class Sink final : public IOlkAccountNotify {
  public:
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void** object) override {
        ++other_calls;
        *object = nullptr;
        return E_NOINTERFACE;
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++references; }
    ULONG STDMETHODCALLTYPE Release() override { return --references; }
    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT, LPWSTR*) override {
        ++other_calls;
        return E_NOTIMPL;
    }
    HRESULT STDMETHODCALLTYPE Notify(DWORD event, DWORD account, DWORD flags) override {
        {
            const std::lock_guard lock(mutex_);
            heard_.push_back({event, account, flags});
            thread_ = std::this_thread::get_id();
        }
        if (inside) inside({event, account, flags});
        {
            const std::lock_guard lock(mutex_);
            ++ended_;
        }
        more_.notify_all();
        if (throws) throw std::runtime_error("a sink's own trouble");
        return result;
    }

    std::vector<Heard> heard() const {
        const std::lock_guard lock(mutex_);
        return heard_;
    }
    // What was heard and not taken yet.
    std::vector<Heard> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(heard_, {});
    }
    // As soon as so many calls in all have ended, or after ten seconds: what was not taken.
    std::vector<Heard> wait_for(std::size_t count) {
        std::unique_lock lock(mutex_);
        more_.wait_for(lock, std::chrono::seconds(10), [&] { return ended_ >= count; });
        return heard_;
    }
    // On which it was called last.
    std::thread::id thread() const {
        const std::lock_guard lock(mutex_);
        return thread_;
    }

    std::function<void(const Heard&)> inside;
    bool throws = false;
    HRESULT result = S_OK;
    std::atomic<ULONG> references = 1;
    std::atomic<int> other_calls = 0;

  private:
    mutable std::mutex mutex_;
    std::condition_variable more_;
    std::vector<Heard> heard_;
    std::size_t ended_ = 0;
    std::thread::id thread_;
};

}  // namespace olkacct::test

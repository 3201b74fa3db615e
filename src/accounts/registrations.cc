// Calls under way, and waiting for them without two threads waiting for each other.
#include "accounts/registrations.h"

#include <algorithm>
#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <utility>

namespace olkacct::accounts {
namespace {

using ThreadId = std::thread::id;

// One for all registrations of the process: threads may wait for calls of each other across
// managers and profiles. Never destroyed, because a client's own statics may come here at exit.
struct Calls {
    std::mutex mutex;  ///< over the registrations, too
    std::condition_variable changed;
    /// What each waiting thread waits for.
    std::map<ThreadId, const Registration*> waiting;
};

Calls& calls() {
    static Calls* const one = new Calls;
    return *one;
}

// Whether `self` waits, for the end of the calls of `registration`, on itself.
bool waits_for_itself(const Calls& calls, const Registration& registration, ThreadId self) {
    std::set<ThreadId> seen;
    std::vector<ThreadId> next;
    const auto add = [&](const Registration& awaited) {
        for (const ThreadId thread : awaited.calls)
            if (thread != self && seen.insert(thread).second) next.push_back(thread);
    };
    add(registration);
    while (!next.empty()) {
        const auto found = calls.waiting.find(next.back());
        next.pop_back();
        if (found == calls.waiting.end()) continue;
        if (std::ranges::count(found->second->calls, self) != 0) return true;
        add(*found->second);
    }
    return false;
}

bool others_are_in(const Registration& registration, ThreadId self) {
    return std::ranges::any_of(registration.calls,
                               [self](ThreadId thread) { return thread != self; });
}

bool is_awaited(const Registration& registration) {
    return std::ranges::any_of(
        calls().waiting, [&](const auto& waiting) { return waiting.second == &registration; });
}

// One call; none when the registration has ended.
class Call {
  public:
    explicit Call(Registration& registration) : registration_(registration) {
        const std::lock_guard lock(calls().mutex);
        if (!registration.is_active) return;
        registration.calls.push_back(std::this_thread::get_id());
        begun_ = true;
    }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;
    ~Call() {
        if (!begun_) return;
        std::unique_ptr<Listener> last;
        {
            const std::lock_guard lock(calls().mutex);
            auto& running = registration_.calls;
            running.erase(std::ranges::find(running, std::this_thread::get_id()));
            // Whoever waits for the end of this call gives it back before he returns.
            if (!registration_.is_active && running.empty() && !is_awaited(registration_))
                last = std::move(registration_.listener);
        }
        calls().changed.notify_all();
    }

    [[nodiscard]] bool begun() const { return begun_; }

  private:
    Registration& registration_;
    bool begun_ = false;
};

}  // namespace

std::shared_ptr<Registration> Registrations::add(std::unique_ptr<Listener> listener,
                                                 bool hears_elsewhere) {
    auto registration = std::make_shared<Registration>();
    registration->listener = std::move(listener);
    registration->hears_elsewhere = hears_elsewhere;
    const std::lock_guard lock(calls().mutex);
    list_.push_back(registration);
    return registration;
}

void Registrations::remove(const std::shared_ptr<Registration>& registration) {
    std::unique_ptr<Listener> last;
    const ThreadId self = std::this_thread::get_id();
    std::unique_lock lock(calls().mutex);
    registration->is_active = false;
    std::erase(list_, registration);
    if (others_are_in(*registration, self)) {
        calls().waiting[self] = registration.get();
        // Others may wait for what changes now.
        calls().changed.notify_all();
        calls().changed.wait(lock, [&] {
            return !others_are_in(*registration, self) ||
                   waits_for_itself(calls(), *registration, self);
        });
        calls().waiting.erase(self);
    }
    if (registration->calls.empty()) last = std::move(registration->listener);
    lock.unlock();
}

void Registrations::deliver(const AccountEvent& event, Origin origin) {
    std::vector<std::shared_ptr<Registration>> now;
    {
        const std::lock_guard lock(calls().mutex);
        std::ranges::copy_if(list_, std::back_inserter(now), [origin](const auto& one) {
            return origin == Origin::this_process || one->hears_elsewhere;
        });
    }
    for (const auto& registration : now) {
        const Call call(*registration);
        if (call.begun()) registration->listener->notify(event);
    }
}

bool Registrations::any_hears_elsewhere() const {
    const std::lock_guard lock(calls().mutex);
    return std::ranges::any_of(list_, [](const auto& one) { return one->hears_elsewhere; });
}

}  // namespace olkacct::accounts

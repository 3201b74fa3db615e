// Who has asked to hear of events, and calling them: in the order in which they asked, with no lock
// held, whatever they do meanwhile.
#pragma once

#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

#include "accounts/account_events.h"

namespace olkacct::accounts {

/// Where a change was made.
enum class Origin : std::uint8_t { this_process, elsewhere };

class Listener {
  public:
    Listener() = default;
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    virtual ~Listener() = default;

    /// May do anything, also from several threads at once. Its failures are its own.
    virtual void notify(const AccountEvent& event) noexcept = 0;
};

/// One listener's place among the others; kept to end it.
struct Registration {
    std::unique_ptr<Listener> listener;
    bool hears_elsewhere = true;
    bool is_active = true;
    /// The threads that are in notify; one that is in it twice stands here twice.
    std::vector<std::thread::id> calls;
};

/// Thread-safe.
class Registrations {
  public:
    /// A listener that does not hear elsewhere is told what happened in this process only.
    std::shared_ptr<Registration> add(std::unique_ptr<Listener> listener, bool hears_elsewhere);

    /// No call begins after this has returned. Waits for those that other threads are in (S-52),
    /// unless one of them waits, itself or through others, for a call that this thread is in. The
    /// listener is destroyed here, or by the last call that still runs.
    void remove(const std::shared_ptr<Registration>& registration);

    /// Calls whoever was there when this began and still is when its turn comes (S-51).
    void deliver(const AccountEvent& event, Origin origin);

    [[nodiscard]] bool any_hears_elsewhere() const;

  private:
    std::vector<std::shared_ptr<Registration>> list_;
};

}  // namespace olkacct::accounts

// A manager's helper after Init: asked for its MAPI session when a value needs one, and told when
// the manager has finished with it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "accounts/com/foreign.h"
#include "accounts/property_access.h"
#include "olkacct/acctmgmt.h"
#include "olkacct/mapi.h"

namespace olkacct::accounts {

/// Shared by the manager and all that it handed out, because accounts outlive it (S-55) and ask
/// after it too; then there is no session any more. Any thread. No lock is held while the helper or
/// its session is called, and no two threads call the helper at once (S-03).
///
/// A session is held inside read() alone (AM-Ses-2). HandsOffSession is called once, if a session
/// was ever obtained, when the manager has gone and the last read() has ended; the helper is
/// released after that (S-48).
class SessionLender {
  public:
    /// Takes a reference on the helper and uses the pointer as it is (S-17).
    explicit SessionLender(IOlkAccountHelper& helper);
    SessionLender(const SessionLender&) = delete;
    SessionLender& operator=(const SessionLender&) = delete;
    ~SessionLender();

    /// Asks the helper for its session and the session for the value. Nothing without a session,
    /// whatever the reason (S-45), and when the session has no such value; also for a thread that
    /// comes back from inside the helper or the session.
    std::optional<std::vector<std::byte>> read(SessionValue value);

    /// Ends it, with the last read() that still runs. Further calls do nothing.
    void close() noexcept;

  private:
    class Visit;

    bool enter();
    Foreign<IMAPISession> ask() noexcept;
    void leave() noexcept;
    void hand_off() noexcept;

    std::mutex mutex_;
    /// Null once it is released.
    IOlkAccountHelper* helper_;
    /// Threads inside read().
    std::vector<std::thread::id> inside_;
    std::condition_variable asked_;
    /// One of them is inside the helper.
    bool is_asking_ = false;
    bool is_obtained_ = false;
    bool is_closed_ = false;
};

}  // namespace olkacct::accounts

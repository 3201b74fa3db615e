// Who is told of the events of one session. Specification 17.
#pragma once

#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/com/com_ptr.h"
#include "olkacct/mapi.h"

namespace olkacct::mapi {

/// Any thread. No lock is held while a sink is called or released.
class Advisers {
  public:
    /// A connection number, never 0; the sink is kept until remove or the end.
    ULONG_PTR add(ULONG events, IMAPIAdviseSink* sink);

    /// False for an unknown number. Waits for a running OnNotify of this connection on another
    /// thread; inside its own OnNotify the sink is released after that returns (MS-84). The sink is
    /// not called again.
    bool remove(ULONG_PTR connection);

    /// Takes all back without waiting: the session has ended, and none is called again.
    void remove_all();

    /// Tells everyone who wants events of this kind, on this thread. Critical errors go to all.
    void tell(ULONG event, const NOTIFICATION& notification);

  private:
    struct Connection {
        ULONG_PTR number = 0;
        ULONG events = 0;
        com::ComPtr<IMAPIAdviseSink> sink;
        bool is_dead = false;
        std::vector<std::thread::id> running;  ///< threads inside OnNotify
    };

    bool enter(Connection& connection);
    void leave(Connection& connection);

    std::mutex mutex_;
    std::condition_variable left_;
    std::list<std::shared_ptr<Connection>> connections_;
    ULONG_PTR next_ = 1;
};

/// A client's own logoff (MS-85).
NOTIFICATION logoff_notification();
/// The end of the shared session (MS-22).
NOTIFICATION end_of_session_notification();

}  // namespace olkacct::mapi

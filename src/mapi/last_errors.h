// The last failure of each thread on one object (MS-87).
#pragma once

#include <list>
#include <mutex>
#include <string>
#include <thread>

#include "mapi/answer.h"

namespace olkacct::mapi {

class LastErrors {
  public:
    /// Keeps a failure in place of the thread's earlier one; a success changes nothing. When memory
    /// is out it is forgotten.
    void remember(const Answer& answer) noexcept;

    /// The body of every GetLastError: a MAPIERROR when `hr` is the failure that this thread met
    /// last, else null. S_OK, MAPI_E_INVALID_PARAMETER, MAPI_E_NOT_ENOUGH_MEMORY.
    HRESULT give(HRESULT hr, ULONG flags, MAPIERROR** error) const noexcept;

  private:
    struct Kept {
        std::thread::id thread;
        HRESULT code = S_OK;
        std::string text;
    };

    mutable std::mutex mutex_;
    /// Latest first. Threads may end without telling, so only so many are kept.
    std::list<Kept> kept_;
};

}  // namespace olkacct::mapi

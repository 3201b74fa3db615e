// What MAPI keeps for a process: its initialisation, the shared session, the profiles in use.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

#include "base/com/com_ptr.h"
#include "mapi/answer.h"
#include "mapi/live_profiles.h"

namespace olkacct::mapi {

/// One logon (specification 8.2).
struct LogonRequest {
    LPTSTR profile_name = nullptr;
    LPTSTR password = nullptr;
    ULONG flags = 0;
};

/// State of the process, because the entry points have no object to keep it in: `mapi_process()`.
/// Tests make their own. Any thread.
class Process {
  public:
    /// MAPI_E_INVALID_PARAMETER, MAPI_E_UNKNOWN_FLAGS (MC-04).
    HRESULT initialize(const MAPIINIT_0* how) noexcept;
    /// A surplus call is ignored.
    void uninitialize() noexcept;
    [[nodiscard]] bool is_initialized() const noexcept { return users_.load() != 0; }

    [[nodiscard]] LiveProfiles& live() noexcept { return live_; }

    /// Logons come one after the other (MP-Log-3). `open` gives the host; it is not asked when a
    /// shared session is joined.
    Answer logon(const LogonRequest& request, const std::function<Result<Host>()>& open,
                 IMAPISession** session);

  private:
    Result<std::shared_ptr<ProfilePin>> begin(const LogonRequest& request, const Host& host);

    std::atomic<unsigned> users_{0};
    LiveProfiles live_;
    std::timed_mutex logon_mutex_;
    std::weak_ptr<ProfilePin> shared_;
};

Process& mapi_process();

}  // namespace olkacct::mapi

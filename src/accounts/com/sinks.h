// The sinks of one manager: IOlkAccountManager::Advise and Unadvise.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "accounts/account_manager.h"
#include "olkacct/acctmgmt.h"

namespace olkacct::accounts {

/// Any thread. No lock is held while a sink is called.
class Sinks {
  public:
    Sinks() = default;
    Sinks(const Sinks&) = delete;
    Sinks& operator=(const Sinks&) = delete;
    ~Sinks() { remove_all(); }

    /// Registers the sink once more (S-31). The cookie is written when it can be used, before any
    /// event comes. E_OUTOFMEMORY when every cookie was given.
    HRESULT add(AccountManager& core, IOlkAccountNotify& sink, DWORD& cookie);
    /// False when there is no such registration.
    bool remove(DWORD cookie);
    /// Silently (S-57).
    void remove_all();

  private:
    std::mutex mutex_;
    /// Null until the first is added; then whoever is told.
    std::shared_ptr<ProfileEvents> events_;
    std::map<DWORD, std::shared_ptr<Registration>> registrations_;
    DWORD last_cookie_ = 0;
};

}  // namespace olkacct::accounts

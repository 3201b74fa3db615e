// One profile that objects are open on: its store, the name it lies under, and the name it shows.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "profile/edit/find_profile.h"
#include "profile/messaging/section_view.h"
#include "registry/store.h"

namespace olkacct::mapi {

class ServiceCatalog;

/// What all objects of one logon or one profile administration share: where profiles are, and what
/// services there are.
struct Host {
    std::shared_ptr<registry::Store> store;
    std::shared_ptr<const ServiceCatalog> catalog;
};

/// Shared by the objects on the profile. Holds no content: every call reads the store anew, so that
/// all objects on a section are one property bag (MS-48). Any thread.
class ProfileHandle {
  public:
    ProfileHandle(Host host, const profile::ProfilePlace& place);

    [[nodiscard]] const Host& host() const { return host_; }
    [[nodiscard]] registry::Store& store() const { return *host_.store; }
    [[nodiscard]] ProfileRef where() const;
    /// PR_PROFILE_NAME.
    [[nodiscard]] const std::u16string& shown_name() const { return shown_name_; }

    /// The profile lies under another name now, which nobody is to see.
    void moved_to(std::u16string name);

    using Read =
        std::function<Result<void>(registry::ReadTransaction&, const profile::ProfilePlace&)>;
    /// In one revision. profile_not_found once the profile is gone.
    [[nodiscard]] Result<void> read(const Read& read) const;

    using Change = std::function<Result<void>(profile::EditContext&, const profile::ProfilePlace&)>;
    /// All or nothing, durable when it returns; `change` may run more than once.
    [[nodiscard]] Result<void> edit(const Change& change) const;

  private:
    const Host host_;
    const std::u16string shown_name_;
    mutable std::mutex mutex_;
    ProfileRef where_;
};

}  // namespace olkacct::mapi

// Profiles with sessions on them, and what waits for the last of these to end. Specification 12.6.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "mapi/advisers.h"
#include "mapi/profile_handle.h"

namespace olkacct::mapi {

class LiveProfiles;

/// Keeps a profile in use. The last one of a profile to go does what was put off, on its thread.
class ProfilePin {
  public:
    ProfilePin(LiveProfiles& live, std::shared_ptr<ProfileHandle> profile)
        : live_(live), profile_(std::move(profile)) {}
    ProfilePin(const ProfilePin&) = delete;
    ProfilePin& operator=(const ProfilePin&) = delete;
    ~ProfilePin();

    [[nodiscard]] const std::shared_ptr<ProfileHandle>& profile() const { return profile_; }

    /// The sessions that share this pin, to tell each other of the end of the shared session.
    void join(const std::shared_ptr<Advisers>& session);
    [[nodiscard]] std::vector<std::shared_ptr<Advisers>> others(const Advisers& than) const;

  private:
    LiveProfiles& live_;
    const std::shared_ptr<ProfileHandle> profile_;
    mutable std::mutex mutex_;
    std::vector<std::weak_ptr<Advisers>> sessions_;
};

/// Of one process. Any thread; stores are not touched under its lock.
class LiveProfiles {
  public:
    /// All pins of a profile share one handle.
    std::shared_ptr<ProfilePin> pin(const Host& host, const profile::ProfilePlace& place);

    /// Whether the profile is marked to be deleted, so that nobody else may see it.
    [[nodiscard]] bool is_marked(const registry::Store& store,
                                 const profile::ProfilePlace& place) const;
    /// False when the profile is not in use: the caller deletes it at once.
    bool mark_deleted(const registry::Store& store, const profile::ProfilePlace& place);
    /// The same for another name.
    bool put_off_rename(const registry::Store& store, const profile::ProfilePlace& place,
                        std::u16string name);

    /// Gives the name of a marked profile free, which lives on under one that nobody sees (MS-50).
    Result<void> step_aside(const std::shared_ptr<registry::Store>& store,
                            const std::u16string& name);

  private:
    friend class ProfilePin;

    struct Entry {
        std::shared_ptr<ProfileHandle> profile;
        int pins = 0;
        bool is_marked = false;
        std::optional<std::u16string> new_name;
    };

    void unpin(const std::shared_ptr<ProfileHandle>& profile) noexcept;
    Entry* find(const registry::Store& store, const ProfileRef& profile);

    mutable std::mutex mutex_;
    std::vector<Entry> entries_;
};

}  // namespace olkacct::mapi

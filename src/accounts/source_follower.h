// What happens to the accounts of a source, step by step, for one who only looks.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "accounts/account_events.h"
#include "olkacct/error.h"
#include "olkacct/profile.h"
#include "olkacct/source.h"

namespace olkacct::accounts {

/// Which profiles are followed.
struct FollowedProfiles {
    std::u16string name = {};  ///< empty: all
    std::optional<ProfileRoot> root = {};
};

/// One step of one profile.
struct ProfileStep {
    std::uint64_t sequence = 0;  ///< of the commit, where the source counts them
    std::shared_ptr<const Profile> before;
    AccountEvents events;
    /// Of a profile that is gone, one without accounts.
    std::shared_ptr<const Profile> after;
};

/// Not thread-safe.
class SourceFollower {
  public:
    /// Of what comes after now; with `since`, of what the source's log has after that number: its
    /// accounts are shown as they are now. not_supported_by_store for a source that keeps no log,
    /// invalid_argument when it does not have all of that.
    static Result<SourceFollower> begin(Source source, FollowedProfiles wanted,
                                        std::optional<std::uint64_t> since);

    /// What was done since, each step once, those of a commit together. After an error nothing is
    /// lost. Profiles that come and go do so with all their accounts.
    Result<std::vector<ProfileStep>> look();

    /// The last commit that look() or begin() knows of; 0 where the source does not count.
    [[nodiscard]] std::uint64_t sequence() const { return sequence_; }

  private:
    using Snapshot = std::shared_ptr<const Profile>;

    SourceFollower(Source source, FollowedProfiles wanted)
        : source_(std::move(source)), wanted_(std::move(wanted)) {}

    Source source_;
    FollowedProfiles wanted_;
    std::vector<Snapshot> told_;
    std::uint64_t sequence_ = 0;
};

}  // namespace olkacct::accounts

// The accounts of one profile of one source, as one snapshot that is renewed on request.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "accounts/known_absences.h"
#include "olkacct/error.h"
#include "olkacct/profile.h"
#include "olkacct/source.h"

namespace olkacct::accounts {

/// Shared by whoever shows the accounts (a manager, its account objects and enumerators), because
/// each of them may outlive the others (S-55). Thread-safe.
class AccountManager {
  public:
    /// Reads the profile named `profile_name`; of several with that name the one of the newest
    /// Outlook. profile_not_found, or the source's error.
    static Result<std::shared_ptr<AccountManager>> open(Source source, std::u16string profile_name);

    /// What was read last. Never touches the source and never allocates; never null.
    [[nodiscard]] std::shared_ptr<const Profile> snapshot() const;

    /// Reads the source again. When it or the profile can no longer be read, the last snapshot
    /// stays: a manager keeps showing what it opened (S-44).
    std::shared_ptr<const Profile> renew();

    /// What is known to be absent of the account `id` in the present snapshot; emptied when it is
    /// renewed. Whoever holds it must hold the manager too.
    KnownAbsences& known_absences(std::uint32_t id);

    /// Keeps that `snapshot` has no such property, unless it is no longer the present one.
    void remember_absence(const std::shared_ptr<const Profile>& snapshot, KnownAbsences& absences,
                          const PropertyInfo& info);

  private:
    AccountManager(Source source, std::u16string profile_name,
                   std::shared_ptr<const Profile> snapshot);

    const Source source_;
    const std::u16string profile_name_;
    /// Held while the source is read, so that an older read never replaces a newer one.
    std::mutex renewing_;
    /// Held only to copy or replace the pointer, and over what is known to be absent from it.
    mutable std::mutex mutex_;
    std::shared_ptr<const Profile> snapshot_;
    /// By account id; an element stays where it is as long as the manager lives.
    std::map<std::uint32_t, KnownAbsences> absences_;
};

}  // namespace olkacct::accounts

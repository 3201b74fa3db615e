// The accounts of one profile of one source: one snapshot that is renewed on request, the values
// that are set and not saved yet, and the changes that the Account Management API knows.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "accounts/enumeration.h"
#include "accounts/held_source.h"
#include "accounts/known_absences.h"
#include "accounts/pending_values.h"
#include "accounts/profile_events.h"
#include "olkacct/error.h"
#include "olkacct/profile.h"
#include "olkacct/source.h"
#include "olkacct/sync.h"

namespace olkacct::accounts {

/// Shared by whoever shows the accounts (a manager, its account objects and enumerators), because
/// each of them may outlive the others (S-55). Thread-safe.
class AccountManager final : private ProfileView {
  public:
    /// Reads the profile named `profile_name`; of several with that name the one of the newest
    /// Outlook, with which it stays. profile_not_found, or the source's error. `open_again` as
    /// HeldSource takes it. `follows`: what others do to the profile is shown together with its
    /// events once anybody in this process listens for them (ProfileEvents).
    static Result<std::shared_ptr<AccountManager>> open(Source source,
                                                        const std::u16string& profile_name,
                                                        HeldSource::Open open_again = nullptr,
                                                        bool follows = true);
    ~AccountManager() override;

    /// What was read last. Never touches the source and never allocates; never null.
    [[nodiscard]] std::shared_ptr<const Profile> snapshot() const;

    /// The snapshot and what is pending of one account, of one moment. As cheap as snapshot().
    [[nodiscard]] AccountView view(std::uint32_t id) const;

    /// Reads the source again, unless the profile is followed: then the snapshot is renewed by
    /// itself. When the source or the profile can no longer be read, the last snapshot stays: a
    /// manager keeps showing what it opened (S-44). What is pending of accounts that are gone is
    /// dropped.
    std::shared_ptr<const Profile> renew();

    /// What is known to be absent of the account `id`, pending values included; emptied when the
    /// snapshot is renewed or a value is set. Whoever holds it must hold the manager too.
    KnownAbsences& known_absences(std::uint32_t id);

    /// Keeps that `view` has no such property, unless it is no longer the present one.
    void remember_absence(const AccountView& view, KnownAbsences& absences,
                          const PropertyInfo& info);

    /// Makes a checked value pending. It belongs to the account and is there for all who share this
    /// manager until it is saved, the account is deleted or the manager goes (AM-Sav-2, S-22).
    /// account_not_found.
    ErrorCode set_property(std::uint32_t id, std::uint32_t tag, PropertyValue value);

    /// Saves what is pending of the account, all or nothing, over whatever others have saved
    /// meanwhile (S-23). When it fails the values stay pending, except those for which Outlook's
    /// place is not known: they go with not_supported_by_store, so that the next call can save the
    /// rest. account_not_found, profile_not_found, and what writing the store gives.
    ///
    /// Those who listen are told of it, as of the next three, before this returns (S-50). They may
    /// call everything here.
    Result<void> save(std::uint32_t id);

    /// At once, with what is pending of it (S-20); account_not_found also while it is being deleted
    /// (S-21). profile_not_found, and what writing the store gives.
    Result<void> delete_account(std::uint32_t id);

    /// Brings MAPI accounts into step with services (edits::sync_accounts) and gives what was done,
    /// one change set. A profile in which nothing differs is only read. What writing the store
    /// gives; not_supported_by_store where it cannot be written.
    Result<Plan> synchronise(StoresCheck stores);

    /// At once. The checks and errors of read_new_order, then those of writing the store; the
    /// order as it is changes nothing.
    Result<void> set_order(Category category, std::size_t count, const IdAt& ids);

    /// Whoever else wants to hear of this profile, and of what this manager does to it.
    [[nodiscard]] const std::shared_ptr<ProfileEvents>& events() const { return events_; }
    [[nodiscard]] bool follows() const { return follows_; }

  private:
    AccountManager(Source source, HeldSource::Open open_again,
                   std::shared_ptr<const Profile> snapshot, bool follows);

    void show(std::shared_ptr<const Profile> fresh) override;
    /// In the same moment in which the fresh snapshot is shown, stops showing the `saved` values of
    /// the account.
    void show_saved(std::shared_ptr<const Profile> fresh, std::uint32_t id,
                    const PendingValues& saved);
    /// With mutex_ held.
    void forget(std::uint32_t id, const PendingValues& saved);
    /// For when a write failed: account_not_found if that explains it better.
    tl::unexpected<Error> failure(std::uint32_t id, Error error);

    HeldSource source_;
    const ProfileRef profile_;
    const bool follows_;
    /// Shared with all managers of the profile in this process.
    const std::shared_ptr<ProfileEvents> events_;
    /// Held from taking what is pending until it is stored, so that a value that was set later is
    /// stored later.
    std::mutex saving_;
    /// Held only to copy or replace the pointers, and over what is known to be absent from them.
    mutable std::mutex mutex_;
    std::shared_ptr<const Profile> snapshot_;
    /// By account id; no element is null.
    std::map<std::uint32_t, std::shared_ptr<const PendingValues>> pending_;
    /// By account id; an element stays where it is as long as the manager lives.
    std::map<std::uint32_t, KnownAbsences> absences_;
};

}  // namespace olkacct::accounts

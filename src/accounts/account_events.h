// What can happen to accounts, and what happened between two states of a profile.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "olkacct/change.h"
#include "olkacct/profile.h"
#include "registry/store.h"

namespace olkacct::accounts {

enum class AccountEventKind : std::uint8_t {
    created,
    changed,
    predeleted,  ///< before the account goes, while it can still be read
    deleted,
    order_changed,  ///< of no account in particular
};

struct AccountEvent {
    AccountEventKind kind{};
    std::uint32_t account = 0;  ///< 0 for order_changed

    bool operator==(const AccountEvent&) const = default;
};

/// Deletions, creations, changes, each by rising id, then the order. `predeleted` is never among
/// them: whoever tells of a deletion tells of that first.
using AccountEvents = std::vector<AccountEvent>;

/// What makes `after` of `before`. That accounts come or go is by itself no change of an order
/// (S-53). Nothing for what no client can see.
AccountEvents difference(const Profile& before, const Profile& after);

/// What an edit that was done did to the profile at `profile_path`.
AccountEvents events_of(std::u16string_view profile_path, std::span<const Change> changes);

/// `shown` after the events, with the values and orders of `newest`. An account that `newest` no
/// longer has keeps the values it had.
Profile carried_on(const Profile& shown, const Profile& newest, const AccountEvents& events);

struct EventStep {
    std::uint64_t sequence = 0;  ///< of the commit, where the store counts them
    AccountEvents events;
    std::shared_ptr<const Profile> after;
};

/// The way from `before` to `after`, which are never null, step by step; the last ends at `after`.
/// `log` is what the store's log says of it, commit by commit: then there is a step for each commit
/// that did anything, and what the log does not tell (whole keys, sections) is found by the
/// difference and stands in the last. Without a log there is one step.
std::vector<EventStep> steps_between(const std::shared_ptr<const Profile>& before,
                                     const std::shared_ptr<const Profile>& after,
                                     std::span<const registry::KeyChange> log);

}  // namespace olkacct::accounts

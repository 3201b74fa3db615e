// Comparing profiles, and reading logs of changes as events.
#include "accounts/account_events.h"

#include <algorithm>
#include <utility>

#include "profile/account_touches.h"

namespace olkacct::accounts {
namespace {

using Kind = AccountEventKind;
using Touch = profile::AccountTouches::Touch;

// What a client can see of the account itself. Its categories follow from the orders.
bool same_account(const Account& a, const Account& b) {
    return a.values == b.values && a.is_exchange == b.is_exchange && a.emsmdb_uid == b.emsmdb_uid &&
           a.exchange_address == b.exchange_address;
}

std::vector<std::uint32_t> order_of_common(const Profile& profile, const Profile& other,
                                           Category category) {
    auto order = profile.order(category);
    std::erase_if(order, [&](std::uint32_t id) { return other.find_account(id) == nullptr; });
    return order;
}

bool same_orders(const Profile& before, const Profile& after) {
    return before.stored_order == after.stored_order ||
           std::ranges::all_of(all_categories, [&](Category category) {
               return order_of_common(before, after, category) ==
                      order_of_common(after, before, category);
           });
}

AccountEvents events_of(const profile::AccountTouches& touches) {
    AccountEvents events;
    const auto add = [&](Touch wanted, Kind kind) {
        for (const auto& [id, touch] : touches.accounts)
            if (touch == wanted) events.push_back({kind, id});
    };
    add(Touch::deleted, Kind::deleted);
    add(Touch::created, Kind::created);
    const bool comes_or_goes = !events.empty();
    add(Touch::changed, Kind::changed);
    if (touches.order && !comes_or_goes) events.push_back({Kind::order_changed, 0});
    return events;
}

// Sorted by id.
void put(std::vector<Account>& accounts, const Account& account) {
    const auto place = std::ranges::lower_bound(accounts, account.id, {}, &Account::id);
    if (place != accounts.end() && place->id == account.id)
        *place = account;
    else
        accounts.insert(place, account);
}

// The lists of `next` are those of `newest`: accounts that are not gone yet stand behind, where
// they were listed.
void keep_listed(Profile& next, const Profile& shown, const Profile& newest) {
    for (const Category category : all_categories) {
        const auto at = static_cast<std::size_t>(category);
        for (OrderEntry& entry : next.stored_order[at])
            entry.missing = next.find_account(entry.id) == nullptr;
        for (const OrderEntry& entry : shown.stored_order[at])
            if (next.find_account(entry.id) != nullptr && newest.find_account(entry.id) == nullptr)
                next.stored_order[at].push_back({entry.id, false});
    }
}

}  // namespace

AccountEvents difference(const Profile& before, const Profile& after) {
    AccountEvents deleted;
    AccountEvents created;
    AccountEvents changed;
    auto old = before.accounts.begin();
    auto now = after.accounts.begin();
    while (old != before.accounts.end() || now != after.accounts.end()) {
        if (now == after.accounts.end() || (old != before.accounts.end() && old->id < now->id)) {
            deleted.push_back({Kind::deleted, old++->id});
        } else if (old == before.accounts.end() || now->id < old->id) {
            created.push_back({Kind::created, now++->id});
        } else {
            if (!same_account(*old, *now)) changed.push_back({Kind::changed, now->id});
            ++old;
            ++now;
        }
    }
    AccountEvents events = std::move(deleted);
    events.insert(events.end(), created.begin(), created.end());
    events.insert(events.end(), changed.begin(), changed.end());
    if (!same_orders(before, after)) events.push_back({Kind::order_changed, 0});
    return events;
}

AccountEvents events_of(std::u16string_view profile_path, std::span<const Change> changes) {
    return events_of(profile::touches_of(profile_path, changes));
}

Profile carried_on(const Profile& shown, const Profile& newest, const AccountEvents& events) {
    Profile next = newest;
    next.accounts = shown.accounts;
    for (const AccountEvent& event : events) {
        if (event.kind == Kind::deleted) {
            std::erase_if(next.accounts,
                          [&](const Account& account) { return account.id == event.account; });
        } else if (const Account* const fresh = newest.find_account(event.account)) {
            put(next.accounts, *fresh);
        }
    }
    for (Account& account : next.accounts) {
        if (const Account* const fresh = newest.find_account(account.id)) {
            account.categories = fresh->categories;
            account.unlisted = fresh->unlisted;
        }
    }
    keep_listed(next, shown, newest);
    return next;
}

std::vector<EventStep> steps_between(const std::shared_ptr<const Profile>& before,
                                     const std::shared_ptr<const Profile>& after,
                                     std::span<const registry::KeyChange> log) {
    if (log.empty()) return {{0, difference(*before, *after), after}};
    std::vector<EventStep> steps;
    bool elsewhere = false;
    auto shown = before;
    for (auto from = log.begin(); from != log.end();) {
        const std::uint64_t sequence = from->sequence;
        const auto to = std::find_if(from, log.end(), [sequence](const auto& change) {
            return change.sequence != sequence;
        });
        const auto touches = profile::touches_of(after->path, std::span(from, to));
        from = to;
        elsewhere = elsewhere || touches.elsewhere;
        auto events = events_of(touches);
        const bool is_last = from == log.end();
        if (events.empty() && !is_last) continue;
        const bool needs_state = !is_last || elsewhere;
        auto next = needs_state && !events.empty()
                        ? std::make_shared<const Profile>(carried_on(*shown, *after, events))
                        : shown;
        if (is_last && elsewhere) {
            const auto rest = difference(*next, *after);
            events.insert(events.end(), rest.begin(), rest.end());
        }
        shown = is_last ? after : std::move(next);
        steps.push_back({sequence, std::move(events), shown});
    }
    return steps;
}

}  // namespace olkacct::accounts

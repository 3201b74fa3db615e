// Opening, showing and renewing the snapshot.
#include "accounts/account_manager.h"

#include <utility>

#include "olkacct/text.h"

namespace olkacct::accounts {
namespace {

tl::unexpected<Error> no_profile(const std::u16string& name, std::string where) {
    return fail(ErrorCode::profile_not_found, "there is no profile " + to_display(name),
                std::move(where));
}

}  // namespace

Result<std::shared_ptr<AccountManager>> AccountManager::open(Source source,
                                                             const std::u16string& profile_name,
                                                             HeldSource::Open open_again,
                                                             bool follows) {
    ReadOptions options;
    options.profile = profile_name;
    auto contents = source.read(options);
    if (!contents) return tl::unexpected(std::move(contents.error()));
    if (contents->profiles.empty()) return no_profile(profile_name, source.name());
    // Contents puts the newest Outlook's root first.
    auto snapshot = std::make_shared<const Profile>(std::move(contents->profiles.front()));
    return std::shared_ptr<AccountManager>(
        new AccountManager(std::move(source), std::move(open_again), std::move(snapshot), follows));
}

AccountManager::AccountManager(Source source, HeldSource::Open open_again,
                               std::shared_ptr<const Profile> snapshot, bool follows)
    : source_(source, open_again),
      profile_{snapshot->name, snapshot->root},
      follows_(follows),
      events_(ProfileEvents::of(source, *snapshot, open_again)),
      snapshot_(std::move(snapshot)) {
    events_->attach(*this, follows_);
}

AccountManager::~AccountManager() { events_->detach(*this); }

std::shared_ptr<const Profile> AccountManager::snapshot() const {
    const std::lock_guard lock(mutex_);
    return snapshot_;
}

AccountView AccountManager::view(std::uint32_t id) const {
    const std::lock_guard lock(mutex_);
    const auto pending = pending_.find(id);
    return {id, snapshot_, pending == pending_.end() ? nullptr : pending->second};
}

std::shared_ptr<const Profile> AccountManager::renew() {
    events_->renew(*this, source_);
    return snapshot();
}

void AccountManager::show(std::shared_ptr<const Profile> fresh) {
    show_saved(std::move(fresh), 0, {});
}

void AccountManager::show_saved(std::shared_ptr<const Profile> fresh, std::uint32_t id,
                                const PendingValues& saved) {
    const std::lock_guard lock(mutex_);
    // Swapped, so that the old snapshot is destroyed after the lock is gone.
    snapshot_.swap(fresh);
    forget(id, saved);
    std::erase_if(pending_, [this](const auto& entry) {
        return snapshot_->find_account(entry.first) == nullptr;
    });
    for (auto& [account, absences] : absences_) absences.clear();
}

void AccountManager::forget(std::uint32_t id, const PendingValues& saved) {
    const auto found = pending_.find(id);
    if (found == pending_.end()) return;
    found->second = without(found->second, saved);
    if (found->second == nullptr) pending_.erase(found);
}

KnownAbsences& AccountManager::known_absences(std::uint32_t id) {
    const std::lock_guard lock(mutex_);
    return absences_[id];
}

void AccountManager::remember_absence(const AccountView& view, KnownAbsences& absences,
                                      const PropertyInfo& info) {
    const std::lock_guard lock(mutex_);
    const auto pending = pending_.find(view.id);
    const auto* const shown = pending == pending_.end() ? nullptr : pending->second.get();
    if (view.profile == snapshot_ && view.pending.get() == shown) absences.insert(info);
}

}  // namespace olkacct::accounts

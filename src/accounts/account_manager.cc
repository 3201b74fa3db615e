// Opening and renewing the snapshot.
#include "accounts/account_manager.h"

#include <utility>

#include "olkacct/text.h"

namespace olkacct::accounts {
namespace {

Result<std::shared_ptr<const Profile>> read_profile(const Source& source,
                                                    const std::u16string& name) {
    ReadOptions options;
    options.profile = name;
    auto contents = source.read(options);
    if (!contents) return tl::unexpected<Error>(std::move(contents.error()));
    if (contents->profiles.empty())
        return fail(ErrorCode::profile_not_found, "there is no profile " + to_display(name),
                    source.name());
    // Contents puts the newest Outlook's root first.
    return std::make_shared<const Profile>(std::move(contents->profiles.front()));
}

}  // namespace

Result<std::shared_ptr<AccountManager>> AccountManager::open(Source source,
                                                             std::u16string profile_name) {
    auto snapshot = read_profile(source, profile_name);
    if (!snapshot) return tl::unexpected<Error>(std::move(snapshot.error()));
    return std::shared_ptr<AccountManager>(new AccountManager(
        std::move(source), std::move(profile_name), std::move(snapshot.value())));
}

AccountManager::AccountManager(Source source, std::u16string profile_name,
                               std::shared_ptr<const Profile> snapshot)
    : source_(std::move(source)),
      profile_name_(std::move(profile_name)),
      snapshot_(std::move(snapshot)) {}

std::shared_ptr<const Profile> AccountManager::snapshot() const {
    const std::lock_guard lock(mutex_);
    return snapshot_;
}

std::shared_ptr<const Profile> AccountManager::renew() {
    const std::lock_guard renewing(renewing_);
    auto fresh = read_profile(source_, profile_name_);
    if (!fresh) return snapshot();
    const std::lock_guard lock(mutex_);
    // Swapped, so that the old snapshot is destroyed after the lock is gone.
    snapshot_.swap(fresh.value());
    for (auto& [id, absences] : absences_) absences.clear();
    return snapshot_;
}

KnownAbsences& AccountManager::known_absences(std::uint32_t id) {
    const std::lock_guard lock(mutex_);
    return absences_[id];
}

void AccountManager::remember_absence(const std::shared_ptr<const Profile>& snapshot,
                                      KnownAbsences& absences, const PropertyInfo& info) {
    const std::lock_guard lock(mutex_);
    if (snapshot == snapshot_) absences.insert(info);
}

}  // namespace olkacct::accounts

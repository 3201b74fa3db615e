// Pins, marks, and what is done at the end.
#include "mapi/live_profiles.h"

#include <algorithm>

#include "base/upcase.h"
#include "olkacct/editor.h"
#include "profile/messaging/profile_edits.h"

namespace olkacct::mapi {
namespace {

bool is_same(const ProfileRef& left, const ProfileRef& right) {
    return left.root == right.root && base::same_name(left.name, right.name);
}

ProfileRef ref_of(const profile::ProfilePlace& place) {
    return {.name = place.name, .root = place.root.root};
}

// A name that no user gives a profile.
std::u16string hidden_name() {
    profile::Uid uid;
    profile::system_world().random(uid);
    return u"~" + profile::key_name(uid);
}

}  // namespace

ProfilePin::~ProfilePin() { live_.unpin(profile_); }

void ProfilePin::join(const std::shared_ptr<Advisers>& session) {
    const std::lock_guard lock(mutex_);
    std::erase_if(sessions_, [](const auto& each) { return each.expired(); });
    sessions_.push_back(session);
}

std::vector<std::shared_ptr<Advisers>> ProfilePin::others(const Advisers& than) const {
    std::vector<std::shared_ptr<Advisers>> found;
    const std::lock_guard lock(mutex_);
    for (const auto& each : sessions_)
        if (auto session = each.lock(); session && session.get() != &than)
            found.push_back(std::move(session));
    return found;
}

LiveProfiles::Entry* LiveProfiles::find(const registry::Store& store, const ProfileRef& profile) {
    const auto found = std::ranges::find_if(entries_, [&](const Entry& entry) {
        return entry.profile->store().name() == store.name() &&
               is_same(entry.profile->where(), profile);
    });
    return found == entries_.end() ? nullptr : &*found;
}

std::shared_ptr<ProfilePin> LiveProfiles::pin(const Host& host,
                                              const profile::ProfilePlace& place) {
    auto made = std::make_shared<ProfileHandle>(host, place);
    const std::lock_guard lock(mutex_);
    // Nothing may fail once there is a pin: it would be given back under the lock.
    entries_.reserve(entries_.size() + 1);
    Entry* entry = find(*host.store, ref_of(place));
    auto pin = std::make_shared<ProfilePin>(*this, entry == nullptr ? made : entry->profile);
    if (entry == nullptr) entry = &entries_.emplace_back(Entry{std::move(made), 0, false, {}});
    ++entry->pins;
    return pin;
}

bool LiveProfiles::is_marked(const registry::Store& store,
                             const profile::ProfilePlace& place) const {
    const std::lock_guard lock(mutex_);
    const Entry* const entry = const_cast<LiveProfiles*>(this)->find(store, ref_of(place));
    return entry != nullptr && entry->is_marked;
}

bool LiveProfiles::mark_deleted(const registry::Store& store, const profile::ProfilePlace& place) {
    const std::lock_guard lock(mutex_);
    Entry* const entry = find(store, ref_of(place));
    if (entry != nullptr) entry->is_marked = true;
    return entry != nullptr;
}

bool LiveProfiles::put_off_rename(const registry::Store& store, const profile::ProfilePlace& place,
                                  std::u16string name) {
    const std::lock_guard lock(mutex_);
    Entry* const entry = find(store, ref_of(place));
    if (entry != nullptr) entry->new_name = std::move(name);
    return entry != nullptr;
}

Result<void> LiveProfiles::step_aside(const std::shared_ptr<registry::Store>& store,
                                      const std::u16string& name) {
    std::vector<std::shared_ptr<ProfileHandle>> in_the_way;
    {
        const std::lock_guard lock(mutex_);
        for (const Entry& entry : entries_)
            if (entry.is_marked && entry.profile->store().name() == store->name() &&
                base::same_name(entry.profile->where().name, name))
                in_the_way.push_back(entry.profile);
    }
    for (const auto& profile : in_the_way) {
        const std::u16string hidden = hidden_name();
        const auto done = Editor(store).run(edits::rename_mapi_profile(profile->where(), hidden));
        if (!done) return tl::unexpected(done.error());
        profile->moved_to(hidden);
    }
    return {};
}

void LiveProfiles::unpin(const std::shared_ptr<ProfileHandle>& profile) noexcept {
    Entry ended;
    {
        const std::lock_guard lock(mutex_);
        const auto entry = std::ranges::find(entries_, profile, &Entry::profile);
        if (entry == entries_.end() || --entry->pins != 0) return;
        ended = std::move(*entry);
        entries_.erase(entry);
    }
    // Nobody is left to tell of a failure; the profile then stays as it is.
    try {
        const Editor editor(profile->host().store);
        if (ended.is_marked) {
            static_cast<void>(editor.run(edits::delete_mapi_profile(profile->where())));
        } else if (ended.new_name) {
            static_cast<void>(
                editor.run(edits::rename_mapi_profile(profile->where(), *ended.new_name)));
        }
    } catch (...) {
        return;
    }
}

}  // namespace olkacct::mapi

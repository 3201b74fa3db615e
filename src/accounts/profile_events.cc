// The table of profiles in use, changes made in this process, and who shows them.
#include "accounts/profile_events.h"

#include <algorithm>
#include <map>
#include <system_error>
#include <utility>

#include "base/upcase.h"
#include "olkacct/text.h"

namespace olkacct::accounts {
namespace {

// Never destroyed, because a client's own statics may come here at exit.
struct Table {
    std::mutex mutex;
    std::map<std::string, std::weak_ptr<ProfileEvents>> profiles;
};

Table& table() {
    static Table* const one = new Table;
    return *one;
}

std::string key_of(const Source& source, ProfileRoot root, const std::u16string& name) {
    std::u16string folded = name;
    std::ranges::transform(folded, folded.begin(),
                           [](char16_t unit) { return base::upcase(unit); });
    return source.store().identity() + '\n' + std::to_string(static_cast<int>(root)) + '\n' +
           to_wtf8(folded);
}

}  // namespace

std::shared_ptr<ProfileEvents> ProfileEvents::of(const Source& source, const Profile& profile,
                                                 HeldSource::Open open_again) {
    std::string key = key_of(source, profile.root, profile.name);
    const std::lock_guard lock(table().mutex);
    auto& known = table().profiles[key];
    if (auto there = known.lock()) return there;
    auto made =
        std::make_shared<ProfileEvents>(std::move(key), source, profile, std::move(open_again));
    known = made;
    return made;
}

std::shared_ptr<ProfileEvents> ProfileEvents::find(const Source& source,
                                                   const ProfileRef& profile) {
    if (!profile.root) return nullptr;
    const std::string key = key_of(source, *profile.root, profile.name);
    const std::lock_guard lock(table().mutex);
    const auto known = table().profiles.find(key);
    return known == table().profiles.end() ? nullptr : known->second.lock();
}

ProfileEvents::ProfileEvents(std::string key, Source source, const Profile& profile,
                             HeldSource::Open open_again)
    : key_(std::move(key)),
      profile_{profile.name, profile.root},
      path_(profile.path),
      source_(std::move(source), std::move(open_again)) {}

ProfileEvents::~ProfileEvents() {
    const std::lock_guard lock(table().mutex);
    const auto known = table().profiles.find(key_);
    // Another may have been made meanwhile.
    if (known != table().profiles.end() && known->second.expired()) table().profiles.erase(known);
}

void ProfileEvents::attach(ProfileView& view, bool hears_elsewhere) {
    const std::lock_guard gate(gate_);
    views_.push_back({&view, hears_elsewhere});
    if (hears_elsewhere && is_followed()) view.show(told_);
}

void ProfileEvents::detach(ProfileView& view) {
    const std::lock_guard gate(gate_);
    std::erase_if(views_, [&view](const View& one) { return one.view == &view; });
}

void ProfileEvents::renew(ProfileView& view, HeldSource& source) {
    const std::lock_guard gate(gate_);
    const auto found =
        std::ranges::find_if(views_, [&](const View& one) { return one.view == &view; });
    if (is_followed() && found != views_.end() && found->hears_elsewhere) return;
    if (auto fresh = read_profile(source, profile_)) view.show(std::move(*fresh));
}

void ProfileEvents::follow_if_wanted(const std::shared_ptr<void>& keep) {
    const std::lock_guard gate(gate_);
    if (following_ == nullptr && registrations_.any_hears_elsewhere()) start_following(keep);
}

void ProfileEvents::remove(const std::shared_ptr<Registration>& registration) {
    registrations_.remove(registration);
    if (const auto ended = stop_following()) ended->thread.join();
}

ProfileEvents::Change ProfileEvents::run(HeldSource& source, const Edit& edit,
                                         const Editing& editing) {
    const std::lock_guard gate(gate_);
    Change change{source.run(edit)};
    if (!change.done) return change;
    const Plan& plan = *change.done;
    auto fresh = read_profile(source, profile_);
    change.events = events_of(path_, plan.changes);
    if (change.events.empty() && !plan.empty() && editing.account != 0)
        change.events = {{AccountEventKind::changed, editing.account}};
    if (is_followed() && plan.sequence != 0) own_.insert(plan.sequence);
    show_everywhere(fresh ? std::move(*fresh) : nullptr, change.events, editing);
    return change;
}

void ProfileEvents::tell(const Change& change) {
    for (const AccountEvent& event : change.events)
        registrations_.deliver(event, Origin::this_process);
}

void ProfileEvents::show_everywhere(std::shared_ptr<const Profile> fresh,
                                    const AccountEvents& events, const Editing& editing) {
    if (is_followed()) {
        // Only what was done here: the rest is shown together with its events.
        told_ = std::make_shared<const Profile>(
            carried_on(*told_, fresh == nullptr ? *told_ : *fresh, events));
        ++generation_;
        show_followed(fresh == nullptr ? Editing{} : editing);
    }
    if (fresh == nullptr) return;
    for (const View& one : views_) {
        if (is_followed() && one.hears_elsewhere) continue;
        if (one.view == editing.view && editing.show)
            editing.show(fresh);
        else
            one.view->show(fresh);
    }
}

void ProfileEvents::show_followed(const Editing& editing) {
    for (const View& one : views_) {
        if (!one.hears_elsewhere) continue;
        if (one.view == editing.view && editing.show)
            editing.show(told_);
        else
            one.view->show(told_);
    }
}

ProfileEvents::Deletion::Deletion(ProfileEvents& events, std::uint32_t id)
    : events_(events), id_(id) {
    const std::lock_guard gate(events_.gate_);
    begun_ = !events_.announced_.contains(id) && events_.deleting_.insert(id).second;
}

ProfileEvents::Deletion::~Deletion() {
    if (!begun_) return;
    const std::lock_guard gate(events_.gate_);
    events_.deleting_.erase(id_);
    const auto& following = events_.following_;
    if (following == nullptr) return;
    if (done_elsewhere_) events_.announced_.insert(id_);
    following->look_again = true;
    if (following->watch) following->watch->interrupt();
}

void ProfileEvents::Deletion::announce() {
    events_.registrations_.deliver({AccountEventKind::predeleted, id_}, Origin::this_process);
}

Result<Plan> run_and_tell(HeldSource& source, const ProfileRef& profile, const Edit& edit,
                          std::uint32_t account) {
    const auto events = ProfileEvents::find(source.current(), profile);
    if (events == nullptr) return source.run(edit);
    auto change = events->run(source, edit, {.account = account});
    events->tell(change);
    return std::move(change.done);
}

Result<std::shared_ptr<const Profile>> read_profile(HeldSource& source, const ProfileRef& profile) {
    ReadOptions options;
    options.profile = profile.name;
    auto contents = source.read(options);
    if (!contents) return tl::unexpected(std::move(contents.error()));
    const auto found = std::ranges::find_if(contents->profiles, [&](const Profile& candidate) {
        return candidate.root == profile.root;
    });
    if (found == contents->profiles.end())
        return fail(ErrorCode::profile_not_found, "there is no profile " + to_display(profile.name),
                    source.name());
    return std::make_shared<const Profile>(std::move(*found));
}

}  // namespace olkacct::accounts

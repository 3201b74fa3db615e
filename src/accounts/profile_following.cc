// Following what others do to a profile: waiting, looking, and telling each step before the next
// one is shown.
#include <algorithm>
#include <utility>

#include "accounts/profile_events.h"
#include "accounts/source_reading.h"

namespace olkacct::accounts {
namespace {

using std::chrono::milliseconds;

// Between two attempts at a source that cannot be read or watched.
constexpr milliseconds first_pause{10};
constexpr milliseconds longest_pause{5000};

milliseconds longer(milliseconds pause) {
    return std::clamp(2 * pause, first_pause, longest_pause);
}

}  // namespace

void ProfileEvents::start_following(const std::shared_ptr<void>& keep) {
    auto following = std::make_shared<Following>();
    following->keep = keep;
    // A store that cannot be watched tells nothing of others.
    if (!make_watch(*following)) return;
    Reading reading;
    const auto done = source_.on_store([&](registry::Store& store) -> Result<void> {
        auto read = read_since(store, {.profile = profile_.name}, std::nullopt);
        if (!read) return tl::unexpected(std::move(read.error()));
        reading = std::move(*read);
        return {};
    });
    const auto found = std::ranges::find(reading.contents.profiles, profile_.root, &Profile::root);
    if (!done || found == reading.contents.profiles.end()) return;
    auto profile = std::make_shared<const Profile>(std::move(*found));
    following->thread =
        std::thread([self = shared_from_this(), following] { self->follow(*following); });
    following_ = std::move(following);
    told_ = std::move(profile);
    sequence_ = reading.log.latest;
    ++generation_;
    show_followed();
}

std::shared_ptr<ProfileEvents::Following> ProfileEvents::stop_following() {
    const std::lock_guard gate(gate_);
    if (following_ == nullptr || registrations_.any_hears_elsewhere()) return nullptr;
    auto ended = std::exchange(following_, nullptr);
    ended->stop = true;
    if (ended->watch) ended->watch->interrupt();
    ended->stopped.notify_all();
    told_ = nullptr;
    ++generation_;
    own_.clear();
    announced_.clear();
    // A listener may stay in its call for long; it may even be the one who has ended this.
    if (!ended->is_delivering) return ended;
    ended->thread.detach();
    return nullptr;
}

bool ProfileEvents::make_watch(Following& following) {
    const auto done = source_.on_store([&](registry::Store& store) -> Result<void> {
        auto watch = store.watch();
        if (!watch) return tl::unexpected(std::move(watch.error()));
        following.watch = std::move(*watch);
        return {};
    });
    return done.has_value();
}

void ProfileEvents::follow(Following& following) {
    Lock gate(gate_);
    milliseconds pause{0};
    while (!following.stop) {
        try {
            const bool is_behind = pause.count() != 0;
            if (following.watch == nullptr && !make_watch(following)) {
                pause = longer(pause);
                following.stopped.wait_for(gate, pause);
                continue;
            }
            if (!wait_for_change(gate, following, is_behind ? pause : registry::Watch::forever) &&
                !is_behind)
                continue;
            pause = look(gate, following) ? milliseconds(0) : longer(pause);
        } catch (...) {
            // Out of memory, most likely.
            if (!gate.owns_lock()) gate.lock();
            following.is_delivering = false;
            pause = longer(pause);
        }
    }
}

bool ProfileEvents::wait_for_change(Lock& gate, Following& following, milliseconds limit) {
    if (std::exchange(following.look_again, false)) return true;
    const auto watch = following.watch;
    gate.unlock();
    const auto told = watch->wait(limit);
    gate.lock();
    if (told) return std::exchange(following.look_again, false) || *told;
    // The folder is gone, or the store must be opened again: what happens until there is a new
    // watch is seen by looking then.
    following.watch = nullptr;
    following.look_again = true;
    return false;
}

bool ProfileEvents::look(Lock& gate, Following& following) {
    bool again = true;
    while (again && !following.stop) {
        again = false;
        if (!look_once(gate, following, again)) return false;
    }
    return true;
}

bool ProfileEvents::look_once(Lock& gate, Following& following, bool& again) {
    Reading reading;
    bool has_log = false;
    const auto done = source_.on_store([&](registry::Store& store) -> Result<void> {
        has_log = store.capabilities().change_log;
        auto read = read_since(store, *told_, sequence_);
        if (!read) return tl::unexpected(std::move(read.error()));
        reading = std::move(*read);
        return {};
    });
    if (!done) return false;
    const auto found = std::ranges::find(reading.contents.profiles, profile_.root, &Profile::root);
    // What was opened stays shown when the profile is gone (S-44).
    if (found == reading.contents.profiles.end()) return true;
    const auto newest = std::make_shared<const Profile>(std::move(*found));
    std::erase_if(announced_,
                  [&](std::uint32_t id) { return newest->find_account(id) != nullptr; });
    auto& log = reading.log.changes;
    if (!reading.log.is_complete) log.clear();
    std::erase_if(
        log, [this](const registry::KeyChange& change) { return own_.contains(change.sequence); });
    const std::uint64_t latest = reading.log.latest;
    own_.erase(own_.begin(), own_.upper_bound(latest));
    Pace pace = Pace::on;
    if (!has_log || !reading.log.is_complete || !log.empty()) {
        for (const EventStep& step : steps_between(told_, newest, log)) {
            pace = take(gate, following, step);
            if (pace != Pace::on) break;
        }
    }
    again = pace == Pace::again;
    if (pace == Pace::on) sequence_ = latest;
    return true;
}

ProfileEvents::Pace ProfileEvents::take(Lock& gate, Following& following, const EventStep& step) {
    const std::uint64_t generation = generation_;
    AccountEvents doomed;
    for (const AccountEvent& event : step.events) {
        if (event.kind != AccountEventKind::deleted) continue;
        // Whoever is deleting it here finds it gone, and lets us look again.
        if (deleting_.contains(event.account)) return Pace::later;
        if (!announced_.contains(event.account))
            doomed.push_back({AccountEventKind::predeleted, event.account});
    }
    if (!doomed.empty()) {
        for (const AccountEvent& event : doomed) announced_.insert(event.account);
        deliver(gate, following, doomed);
        if (generation_ != generation || following.stop) return Pace::again;
    }
    told_ = step.after;
    if (step.sequence != 0) sequence_ = step.sequence;
    for (const AccountEvent& event : step.events)
        if (event.kind == AccountEventKind::deleted) announced_.erase(event.account);
    show_followed();
    deliver(gate, following, step.events);
    return generation_ == generation && !following.stop ? Pace::on : Pace::again;
}

void ProfileEvents::deliver(Lock& gate, Following& following, const AccountEvents& events) {
    following.is_delivering = true;
    gate.unlock();
    for (const AccountEvent& event : events) registrations_.deliver(event, Origin::elsewhere);
    gate.lock();
    following.is_delivering = false;
}

}  // namespace olkacct::accounts

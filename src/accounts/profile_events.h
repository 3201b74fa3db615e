// What one process knows of one profile: who shows it, who wants to hear of changes, and the thread
// that follows what others do to it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "accounts/held_source.h"
#include "accounts/registrations.h"
#include "olkacct/editor.h"
#include "olkacct/profile.h"
#include "registry/store.h"

namespace olkacct::accounts {

/// Something that shows a snapshot of the profile.
class ProfileView {
  public:
    virtual ~ProfileView() = default;
    /// Short, and calls nobody else: a lock is held.
    virtual void show(std::shared_ptr<const Profile> snapshot) = 0;
};

/// What an edit is made for.
struct Editing {
    /// Changed when the edit did anything, though the log of it names other keys only; 0: none.
    std::uint32_t account = 0;
    /// The view that it is made for, and what lets that show the outcome instead of
    /// ProfileView::show.
    ProfileView* view = nullptr;
    std::function<void(std::shared_ptr<const Profile>)> show = nullptr;
};

/// One for each profile of each store in the process, shared by all managers of it. Thread-safe. No
/// lock is held while a listener is called, so listeners may call everything here.
///
/// While anybody wants to hear of changes made elsewhere, the profile is followed: the views that
/// do show the same snapshot, which moves on only together with the events. It is a step behind the
/// store when others are writing.
class ProfileEvents : public std::enable_shared_from_this<ProfileEvents> {
  public:
    /// That of the profile in the store of `source`, made if there is none. `open_again` as
    /// HeldSource takes it.
    static std::shared_ptr<ProfileEvents> of(const Source& source, const Profile& profile,
                                             HeldSource::Open open_again);
    /// Without making one.
    static std::shared_ptr<ProfileEvents> find(const Source& source, const ProfileRef& profile);

    ProfileEvents(std::string key, Source source, const Profile& profile,
                  HeldSource::Open open_again);
    ProfileEvents(const ProfileEvents&) = delete;
    ProfileEvents& operator=(const ProfileEvents&) = delete;
    ~ProfileEvents();

    /// `hears_elsewhere` as for listeners.
    void attach(ProfileView& view, bool hears_elsewhere);
    void detach(ProfileView& view);

    /// Lets the view show the newest state that it may show now. What cannot be read changes
    /// nothing.
    void renew(ProfileView& view, HeldSource& source);

    std::shared_ptr<Registration> add(std::unique_ptr<Listener> listener, bool hears_elsewhere) {
        return registrations_.add(std::move(listener), hears_elsewhere);
    }
    /// As Registrations has it; ends the following when nobody wants it any more.
    void remove(const std::shared_ptr<Registration>& registration);
    /// Follows the profile from now on if any listener hears elsewhere and the store can be
    /// watched. `keep` is held as long as the thread runs that does it.
    void follow_if_wanted(const std::shared_ptr<void>& keep);

    struct Change {
        Result<Plan> done;
        AccountEvents events = {};
    };
    /// Runs the edit on `source` and lets every view show what came of it. What it does is to be
    /// told next, by tell.
    Change run(HeldSource& source, const Edit& edit, const Editing& editing = {});
    /// Tells every listener, on this thread (S-49, S-50). The caller holds no lock.
    void tell(const Change& change);

    /// The deletion of one account, from before its first event to after its last.
    class Deletion {
      public:
        Deletion(ProfileEvents& events, std::uint32_t id);
        Deletion(const Deletion&) = delete;
        Deletion& operator=(const Deletion&) = delete;
        ~Deletion();

        /// False while another one of the account is under way, here or elsewhere (S-21).
        [[nodiscard]] bool begun() const { return begun_; }
        /// Tells every listener that the account will go.
        void announce();
        /// Somebody else has done it: those who were told that it would go hear of it as they hear
        /// of others.
        void was_done_elsewhere() { done_elsewhere_ = true; }

      private:
        ProfileEvents& events_;
        const std::uint32_t id_;
        bool begun_ = false;
        bool done_elsewhere_ = false;
    };

  private:
    struct View {
        ProfileView* view;
        bool hears_elsewhere;
    };
    /// The thread that follows and what it waits on.
    struct Following {
        std::shared_ptr<registry::Watch> watch;
        std::thread thread;
        bool stop = false;
        bool look_again = false;
        /// In listeners' code, where it may stay for long.
        bool is_delivering = false;
        std::condition_variable stopped;
        std::shared_ptr<void> keep;
    };
    using Lock = std::unique_lock<std::mutex>;

    // With the gate.
    [[nodiscard]] bool is_followed() const { return told_ != nullptr; }
    void show_followed(const Editing& editing = {});
    void show_everywhere(std::shared_ptr<const Profile> fresh, const AccountEvents& events,
                         const Editing& editing);
    void start_following(const std::shared_ptr<void>& keep);
    // Null when nothing is to be waited for.
    std::shared_ptr<Following> stop_following();
    bool make_watch(Following& following);

    // On the thread that follows; the gate is open only while it waits and while it tells.
    void follow(Following& following);
    bool wait_for_change(Lock& gate, Following& following, std::chrono::milliseconds limit);
    // False when the source could not be read.
    bool look(Lock& gate, Following& following);
    bool look_once(Lock& gate, Following& following, bool& again);
    enum class Pace : std::uint8_t { on, again, later };
    Pace take(Lock& gate, Following& following, const EventStep& step);
    void deliver(Lock& gate, Following& following, const AccountEvents& events);

    const std::string key_;
    const ProfileRef profile_;
    const std::u16string path_;
    HeldSource source_;
    Registrations registrations_;

    /// Held while the profile is read or changed, so that what is shown moves on in one order;
    /// never while a listener is called. Over all that follows.
    std::mutex gate_;
    std::vector<View> views_;
    std::shared_ptr<Following> following_;
    /// What the followers were told of; null unless followed.
    std::shared_ptr<const Profile> told_;
    std::uint64_t sequence_ = 0;
    /// Raised with every change of told_ that the following thread does not make.
    std::uint64_t generation_ = 0;
    /// Commits of this process whose events were sent.
    std::set<std::uint64_t> own_;
    std::set<std::uint32_t> deleting_;
    /// Accounts of which `predeleted` was sent, and `deleted` not yet.
    std::set<std::uint32_t> announced_;
};

/// Runs an edit that no view belongs to; those who show the profile, or listen, hear of it.
Result<Plan> run_and_tell(HeldSource& source, const ProfileRef& profile, const Edit& edit,
                          std::uint32_t account = 0);

/// The profile as the source has it now. profile_not_found.
Result<std::shared_ptr<const Profile>> read_profile(HeldSource& source, const ProfileRef& profile);

}  // namespace olkacct::accounts

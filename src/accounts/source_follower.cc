// Comparing what was read with what was told.
#include "accounts/source_follower.h"

#include <algorithm>

#include "accounts/source_reading.h"
#include "base/upcase.h"

namespace olkacct::accounts {
namespace {

using Snapshot = std::shared_ptr<const Profile>;

Snapshot find(const std::vector<Snapshot>& profiles, const Profile& wanted) {
    const auto found = std::ranges::find_if(profiles, [&](const Snapshot& one) {
        return one->root == wanted.root && base::same_name(one->name, wanted.name);
    });
    return found == profiles.end() ? nullptr : *found;
}

Snapshot without_accounts(const Profile& profile) {
    Profile empty;
    empty.name = profile.name;
    empty.root = profile.root;
    empty.path = profile.path;
    return std::make_shared<const Profile>(std::move(empty));
}

std::vector<Snapshot> wanted_of(std::vector<Profile> profiles, const FollowedProfiles& wanted) {
    std::vector<Snapshot> snapshots;
    for (Profile& profile : profiles)
        if (!wanted.root || profile.root == *wanted.root)
            snapshots.push_back(std::make_shared<const Profile>(std::move(profile)));
    return snapshots;
}

}  // namespace

Result<SourceFollower> SourceFollower::begin(Source source, FollowedProfiles wanted,
                                             std::optional<std::uint64_t> since) {
    registry::Store& store = source.store();
    if (since && !store.capabilities().change_log)
        return fail(ErrorCode::not_supported_by_store,
                    "this kind of source keeps no log of changes to begin from", source.name());
    auto reading = read_since(store, {.profile = wanted.name}, since);
    if (!reading) return tl::unexpected(std::move(reading.error()));
    if (!reading->log.is_complete)
        return fail(ErrorCode::invalid_argument,
                    "the changes after number " + std::to_string(*since) +
                        " are not kept any more, or not there yet; the newest is " +
                        std::to_string(reading->log.latest),
                    source.name());
    SourceFollower made(std::move(source), std::move(wanted));
    made.told_ = wanted_of(std::move(reading->contents.profiles), made.wanted_);
    made.sequence_ = since.value_or(reading->log.latest);
    return made;
}

Result<std::vector<ProfileStep>> SourceFollower::look() {
    auto reading = read_since(source_.store(), {.profile = wanted_.name}, sequence_);
    if (!reading) return tl::unexpected(std::move(reading.error()));
    const bool has_log = source_.store().capabilities().change_log;
    const registry::ChangeList& log = reading->log;
    if (has_log && log.is_complete && log.changes.empty()) return std::vector<ProfileStep>();
    auto now = wanted_of(std::move(reading->contents.profiles), wanted_);
    std::vector<std::pair<Snapshot, Snapshot>> pairs;
    for (const Snapshot& before : told_) {
        const auto after = find(now, *before);
        pairs.emplace_back(before, after == nullptr ? without_accounts(*before) : after);
    }
    for (const Snapshot& after : now)
        if (find(told_, *after) == nullptr) pairs.emplace_back(without_accounts(*after), after);

    std::vector<ProfileStep> steps;
    const std::span<const registry::KeyChange> changes =
        log.is_complete ? std::span(log.changes) : std::span<const registry::KeyChange>();
    for (const auto& [before, after] : pairs) {
        Snapshot shown = before;
        for (EventStep& step : steps_between(before, after, changes)) {
            const std::uint64_t sequence = step.sequence == 0 ? log.latest : step.sequence;
            if (!step.events.empty())
                steps.push_back({sequence, shown, std::move(step.events), step.after});
            shown = std::move(step.after);
        }
    }
    std::ranges::stable_sort(steps, {}, &ProfileStep::sequence);
    told_ = std::move(now);
    sequence_ = log.latest;
    return steps;
}

}  // namespace olkacct::accounts

// Setting, saving, deleting and ordering: what the manager changes.
#include <map>
#include <utility>
#include <vector>

#include "accounts/account_manager.h"
#include "accounts/enumeration.h"
#include "olkacct/edits.h"

namespace olkacct::accounts {
namespace {

tl::unexpected<Error> no_account(std::uint32_t id, std::string where) {
    return fail(ErrorCode::account_not_found, "there is no account " + std::to_string(id),
                std::move(where));
}

}  // namespace

ErrorCode AccountManager::set_property(std::uint32_t id, std::uint32_t tag, PropertyValue value) {
    auto shared = std::make_shared<const PropertyValue>(std::move(value));
    const std::lock_guard lock(mutex_);
    if (snapshot_->find_account(id) == nullptr) return ErrorCode::account_not_found;
    const auto found = pending_.find(id);
    auto values = found == pending_.end() ? PendingValues() : *found->second;
    values.insert_or_assign(tag, std::move(shared));
    auto replaced = std::make_shared<const PendingValues>(std::move(values));
    pending_.insert_or_assign(id, std::move(replaced));
    absences_[id].clear();
    return ErrorCode::ok;
}

Result<void> AccountManager::save(std::uint32_t id) {
    ProfileEvents::Change change;
    {
        const std::lock_guard saving(saving_);
        const auto pending = view(id).pending;
        if (pending == nullptr) {
            if (renew()->find_account(id) == nullptr) return no_account(id, source_.name());
            return {};
        }
        if (const auto lost = without_place(*pending); !lost.empty()) {
            {
                const std::lock_guard lock(mutex_);
                forget(id, lost);
            }
            return failure(id,
                           {ErrorCode::not_supported_by_store,
                            "nobody has seen where Outlook keeps this property", source_.name()});
        }
        change = events_->run(
            source_, edits::save_properties({profile_, id}, to_new_properties(*pending)),
            {.account = id, .view = this, .show = [&](std::shared_ptr<const Profile> fresh) {
                 show_saved(std::move(fresh), id, *pending);
             }});
        if (!change.done) return failure(id, std::move(change.done.error()));
    }
    events_->tell(change);
    return {};
}

Result<void> AccountManager::delete_account(std::uint32_t id) {
    if (renew()->find_account(id) == nullptr) return no_account(id, source_.name());
    ProfileEvents::Deletion deletion(*events_, id);
    if (!deletion.begun()) return no_account(id, source_.name());
    deletion.announce();
    auto change = events_->run(source_, edits::delete_account({profile_, id}));
    if (!change.done) {
        if (change.done.error().code == ErrorCode::account_not_found) deletion.was_done_elsewhere();
        return failure(id, std::move(change.done.error()));
    }
    events_->tell(change);
    return {};
}

Result<Plan> AccountManager::synchronise(StoresCheck stores) {
    const auto need = source_.look(profile_, stores);
    if (!need) return tl::unexpected(need.error());
    if (!need->any) return Plan{source_.name(), {}, need->remarks};
    const Edit edit = edits::sync_accounts(profile_, stores);
    const auto plan = source_.plan(edit);
    if (!plan) return tl::unexpected(plan.error());
    std::map<std::uint32_t, ProfileEvents::Deletion> deletions;
    const auto announce = [&](const AccountEvents& events) {
        for (const AccountEvent& event : events) {
            if (event.kind != AccountEventKind::deleted) continue;
            const auto [deletion, is_new] =
                deletions.try_emplace(event.account, *events_, event.account);
            if (is_new && deletion->second.begun()) deletion->second.announce();
        }
    };
    announce(events_of(snapshot()->path, plan->changes));
    auto change = events_->run(source_, edit);
    if (!change.done) return std::move(change.done);
    // What has come up since the plan is told late rather than not.
    announce(change.events);
    events_->tell(change);
    return std::move(change.done);
}

Result<void> AccountManager::set_order(Category category, std::size_t count, const IdAt& ids) {
    const auto profile = renew();
    auto order = read_new_order(*profile, category, count, ids);
    if (!order) return fail(order.error(), "this is no order of the category", source_.name());
    if (*order == enumerate(*profile, category, std::nullopt)) return {};
    auto change = events_->run(source_, edits::set_order(profile_, category, std::move(*order)));
    if (!change.done) return tl::unexpected(std::move(change.done.error()));
    events_->tell(change);
    return {};
}

tl::unexpected<Error> AccountManager::failure(std::uint32_t id, Error error) {
    if (renew()->find_account(id) == nullptr) return no_account(id, source_.name());
    return tl::unexpected(std::move(error));
}

}  // namespace olkacct::accounts

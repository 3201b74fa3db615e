// Planning, running and applying edits, each in one transaction.
#include "olkacct/editor.h"

#include <algorithm>
#include <span>
#include <utility>

#include "base/upcase.h"
#include "profile/edit/counters.h"
#include "profile/edit/edit_context.h"
#include "registry/apply_changes.h"
#include "registry/change_recorder.h"

namespace olkacct {
namespace {

// How often an edit is begun when other writers are faster.
constexpr int max_attempts = 10;

// What an edit does to one revision of a store.
Result<Plan> make_edit(registry::Store& store, registry::WriteTransaction& transaction,
                       const Edit& edit) {
    registry::ChangeRecorder recorder(transaction);
    const profile::EditWorld world = profile::system_world();
    profile::EditContext context(store, recorder, world);
    auto done = edit(context);
    if (done && !recorder.changes().empty()) {
        done = context.finish();
    }
    if (!done) {
        return tl::unexpected(done.error());
    }
    return Plan{store.name(), recorder.take_changes(), context.remarks()};
}

// Committed only if there is something to commit.
Result<Plan> run_once(registry::Store& store, const Edit& edit,
                      const Editor::BeforeCommit& before_commit) {
    const auto transaction = store.begin_write();
    if (!transaction) {
        return tl::unexpected(transaction.error());
    }
    auto plan = make_edit(store, **transaction, edit);
    if (!plan || plan->empty()) {
        return plan;
    }
    auto done = before_commit ? before_commit(*plan) : Result<void>();
    if (done) {
        done = (*transaction)->commit();
    }
    if (!done) {
        return tl::unexpected(done.error());
    }
    plan->sequence = (*transaction)->sequence();
    return plan;
}

// What `work` finds out on one revision, which needs no right to write and keeps nobody from it.
template <class Work>
auto on_plan(registry::Store& store, Work work)
    -> decltype(work(std::declval<registry::WriteTransaction&>())) {
    for (int attempt = 1;; ++attempt) {
        const auto transaction = store.begin_plan();
        if (!transaction) {
            return tl::unexpected(transaction.error());
        }
        auto found = work(**transaction);
        const auto verified = (*transaction)->verify();
        if (verified) {
            return found;
        }
        if (verified.error().code != ErrorCode::changed_while_reading ||
            attempt == registry::max_read_attempts) {
            return tl::unexpected(verified.error());
        }
    }
}

// The counters go on from where they are, whatever the plan was made for.
bool present_state_matters_not(const Change& change) {
    return profile::is_counter(change) && change.kind == ChangeKind::delete_value;
}

// LastChangeVer is raised anew after a plan; NextAccountID takes the higher of the two.
Result<std::vector<Change>> without_counters(registry::WriteTransaction& transaction,
                                             const std::vector<Change>& changes) {
    std::vector<Change> kept;
    for (const Change& change : changes) {
        const bool moves_on = change.kind == ChangeKind::set_value && change.before.has_value();
        if (moves_on && profile::is_last_change(change)) {
            continue;
        }
        Change copy = change;
        if (moves_on && profile::is_counter(change)) {
            const auto key = registry::find_path(transaction, transaction.root(), change.key);
            if (!key) {
                return tl::unexpected(key.error());
            }
            if (*key) {
                auto now = transaction.value(**key, change.after->name);
                if (!now) {
                    return tl::unexpected(now.error());
                }
                copy.before = std::move(*now);
            }
            if (copy.before && decode_number(*copy.before) >= decode_number(*change.after)) {
                continue;
            }
        }
        kept.push_back(std::move(copy));
    }
    return kept;
}

Result<void> raise_counters(registry::WriteTransaction& transaction,
                            const std::vector<Change>& changes) {
    const auto paths = profile::touched_profiles(transaction, changes);
    if (!paths) {
        return tl::unexpected(paths.error());
    }
    for (const std::u16string& path : *paths) {
        const auto accounts = profile::find_accounts_key(transaction, path);
        if (!accounts) {
            return tl::unexpected(accounts.error());
        }
        if (*accounts) {
            if (auto done = profile::raise_last_change(transaction, **accounts); !done) {
                return done;
            }
        }
    }
    return {};
}

// Everything that the plan says.
Result<void> follow(registry::WriteTransaction& transaction, const Plan& plan) {
    const auto changes = without_counters(transaction, plan.changes);
    if (!changes) {
        return tl::unexpected(changes.error());
    }
    return registry::apply_changes(transaction, *changes, present_state_matters_not).and_then([&] {
        return raise_counters(transaction, plan.changes);
    });
}

bool creates(const Plan& plan, const std::u16string& key) {
    return std::ranges::any_of(plan.changes, [&key](const Change& change) {
        return change.kind == ChangeKind::create_key && base::same_name(change.key, key);
    });
}

Change turned_round(const Change& change) {
    switch (change.kind) {
        case ChangeKind::create_key:
        case ChangeKind::delete_key: {
            Change back = change;
            back.kind = change.kind == ChangeKind::create_key ? ChangeKind::delete_key
                                                              : ChangeKind::create_key;
            return back;
        }
        case ChangeKind::delete_value:
            return {ChangeKind::set_value, change.key, {}, change.before};
        case ChangeKind::set_value:
            break;
    }
    return {change.before ? ChangeKind::set_value : ChangeKind::delete_value, change.key,
            change.after, change.before};
}

}  // namespace

Result<Editor> Editor::open(std::string_view path_or_url, const OpenOptions& options) {
    auto source = Source::open(path_or_url, options);
    if (!source) {
        return tl::unexpected(source.error());
    }
    if (!source->store().capabilities().write) {
        return fail(ErrorCode::not_supported_by_store, "this kind of source is read-only",
                    source->name());
    }
    return Editor(source->shared_store());
}

Editor::Editor(std::shared_ptr<registry::Store> store) : store_(std::move(store)) {}

const std::string& Editor::name() const { return store_->name(); }

Result<Plan> Editor::plan(const Edit& edit) const {
    return on_plan(*store_, [&](registry::WriteTransaction& transaction) {
        return make_edit(*store_, transaction, edit);
    });
}

Result<Plan> Editor::run(const Edit& edit) const { return run(edit, {}); }

Result<Plan> Editor::run(const Edit& edit, const BeforeCommit& before_commit) const {
    for (int i = 1;; ++i) {
        auto done = run_once(*store_, edit, before_commit);
        if (done || done.error().code != ErrorCode::conflict || i == max_attempts) {
            return done;
        }
    }
}

Result<void> Editor::apply(const Plan& plan) const {
    if (plan.empty()) {
        return {};
    }
    const auto transaction = store_->begin_write();
    if (!transaction) {
        return tl::unexpected(transaction.error());
    }
    auto done = follow(**transaction, plan).and_then([&] { return (*transaction)->commit(); });
    if (!done && done.error().code == ErrorCode::conflict) {
        return fail(ErrorCode::plan_outdated, done.error().what, done.error().where);
    }
    return done;
}

Result<void> Editor::check(const Plan& plan) const {
    return on_plan(*store_, [&](registry::WriteTransaction& transaction) {
        return follow(transaction, plan);
    });
}

Plan inverse(const Plan& plan) {
    Plan back{plan.source, {}, {}};
    for (auto change = plan.changes.rbegin(); change != plan.changes.rend(); ++change) {
        if (!profile::is_counter(*change) || creates(plan, change->key) ||
            change->kind == ChangeKind::delete_value) {
            back.changes.push_back(turned_round(*change));
        }
    }
    return back;
}

}  // namespace olkacct

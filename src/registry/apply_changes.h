// Does what a list of changes says, if everything still is as it was when they were written down.
#pragma once

#include <functional>
#include <span>

#include "olkacct/change.h"
#include "registry/store.h"

namespace olkacct::registry {

/// plan_outdated, naming key and value, when something is no longer what the change starts from: a
/// value other than `before`, a key to create that exists, a key to delete that does not or is not
/// empty. `may_differ` says of which values the present state does not matter.
Result<void> apply_changes(WriteTransaction& transaction, std::span<const Change> changes,
                           const std::function<bool(const Change&)>& may_differ);

}  // namespace olkacct::registry

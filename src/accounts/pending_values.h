// Property values that were set and not saved yet.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <vector>

#include "olkacct/editor.h"
#include "olkacct/profile.h"
#include "olkacct/property.h"

namespace olkacct::accounts {

/// Of one account, by tag. The pointers tell a value that was saved from an equal one that was set
/// while it was being saved. A set is never changed, only replaced.
using PendingValues = std::map<std::uint32_t, std::shared_ptr<const PropertyValue>>;

/// What one account shows at one moment. Copying allocates nothing.
struct AccountView {
    std::uint32_t id = 0;
    std::shared_ptr<const Profile> profile;
    /// Null when nothing is pending.
    std::shared_ptr<const PendingValues> pending;
};

/// What is left when `saved` has been saved; null when nothing is. Either may be null.
std::shared_ptr<const PendingValues> without(std::shared_ptr<const PendingValues> pending,
                                             const PendingValues& saved);

/// Those that can never be saved: nobody has seen where Outlook keeps them.
PendingValues without_place(const PendingValues& pending);

/// For edits::save_properties.
std::vector<NewProperty> to_new_properties(const PendingValues& pending);

}  // namespace olkacct::accounts

// Which accounts and orders of a profile a list of changed keys is about.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string_view>

#include "olkacct/change.h"
#include "registry/store.h"

namespace olkacct::profile {

/// What one commit did to a profile, as far as names tell.
struct AccountTouches {
    enum class Touch : std::uint8_t { created, changed, deleted };

    /// By account id. A key that was made and deleted again is not there; one that was deleted and
    /// made again is changed.
    std::map<std::uint32_t, Touch> accounts;
    /// A list that orders a category was written.
    bool order = false;
    /// Sections, or keys above the accounts, were touched: what that did to the accounts only
    /// reading them tells.
    bool elsewhere = false;

    [[nodiscard]] bool empty() const { return accounts.empty() && !order && !elsewhere; }
};

/// `profile_path` as Profile::path has it; the changes are those of one commit.
AccountTouches touches_of(std::u16string_view profile_path,
                          std::span<const registry::KeyChange> changes);
AccountTouches touches_of(std::u16string_view profile_path, std::span<const Change> changes);

}  // namespace olkacct::profile

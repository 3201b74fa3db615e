// What the names below the accounts key of a profile say. Sheet section 3.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "olkacct/profile.h"

namespace olkacct::profile {

/// The account whose key is named so; nullopt for every other key (0 is never an id: S-60).
std::optional<std::uint32_t> account_of_key(std::u16string_view name);

/// The category whose order the value of this name holds.
std::optional<Category> category_of_list(std::u16string_view name);

}  // namespace olkacct::profile

// Which accounts a filter names, in which sequence, and what a new sequence must be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "olkacct/error.h"
#include "olkacct/profile.h"

namespace olkacct::accounts {

/// The ids of the accounts that satisfy both filters: in the category's order when a category is
/// given, else ascending (S-28, S-29). An Exchange account is never in the address-book category
/// (AM-Enm-3).
std::vector<std::uint32_t> enumerate(const Profile& profile, std::optional<Category> category,
                                     std::optional<AccountType> type);

/// The first account whose Exchange flag is `is_exchange`, in Mail order, then ascending by id
/// (S-19); nullptr when there is none.
const Account* find_by_exchange(const Profile& profile, bool is_exchange);

/// One id of a list that is not to be touched before its length is known to be right; empty for a
/// missing list.
using IdAt = std::function<std::uint32_t(std::size_t)>;

/// A new order after the checks on it, in the sequence of S-26: invalid_argument for the Mail
/// category (C-16), wrong_sort_order for another count, decided before `ids` is touched (C-03),
/// invalid_argument for a missing list or one that is no permutation of the current one.
tl::expected<std::vector<std::uint32_t>, ErrorCode> read_new_order(const Profile& profile,
                                                                   Category category,
                                                                   std::size_t count,
                                                                   const IdAt& ids);

}  // namespace olkacct::accounts

// Filters over one snapshot.
#include "accounts/enumeration.h"

#include <algorithm>

namespace olkacct::accounts {

std::vector<std::uint32_t> enumerate(const Profile& profile, std::optional<Category> category,
                                     std::optional<AccountType> type) {
    std::vector<std::uint32_t> ids;
    const auto take = [&](const Account* account) {
        if (account != nullptr && (!category || account->categories.contains(*category)) &&
            (!type || account->type == *type))
            ids.push_back(account->id);
    };
    if (category) {
        for (const std::uint32_t id : profile.order(*category)) take(profile.find_account(id));
    } else {
        for (const Account& account : profile.accounts) take(&account);
    }
    return ids;
}

const Account* find_by_exchange(const Profile& profile, bool is_exchange) {
    const auto matches = [is_exchange](const Account& account) {
        return account.is_exchange == is_exchange;
    };
    // First, so that a miss allocates nothing; also the answer when no match is in the Mail order.
    const auto found = std::find_if(profile.accounts.begin(), profile.accounts.end(), matches);
    if (found == profile.accounts.end()) return nullptr;
    for (const std::uint32_t id : profile.order(Category::mail)) {
        const Account* const account = profile.find_account(id);
        if (account != nullptr && matches(*account)) return account;
    }
    return &*found;
}

tl::expected<std::vector<std::uint32_t>, ErrorCode> read_new_order(const Profile& profile,
                                                                   Category category,
                                                                   std::size_t count,
                                                                   const IdAt& ids) {
    if (category == Category::mail) return tl::unexpected(ErrorCode::invalid_argument);
    const auto current = enumerate(profile, category, std::nullopt);
    if (count != current.size()) return tl::unexpected(ErrorCode::wrong_sort_order);
    std::vector<std::uint32_t> order;
    if (count == 0) return order;
    if (!ids) return tl::unexpected(ErrorCode::invalid_argument);
    for (std::size_t at = 0; at < count; ++at) order.push_back(ids(at));
    if (!std::ranges::is_permutation(current, order))
        return tl::unexpected(ErrorCode::invalid_argument);
    return order;
}

}  // namespace olkacct::accounts

// What can be asked of the plain data of a profile.
#include "olkacct/profile.h"

#include <algorithm>

#include "base/upcase.h"

namespace olkacct {

const RegistryValue* Account::find_value(std::u16string_view name) const {
    const auto value = std::find_if(
        values.begin(), values.end(),
        [name](const RegistryValue& candidate) { return base::same_name(candidate.name, name); });
    return value == values.end() ? nullptr : &*value;
}

const Account* Profile::find_account(std::uint32_t id) const {
    const auto account =
        std::lower_bound(accounts.begin(), accounts.end(), id,
                         [](const Account& left, std::uint32_t right) { return left.id < right; });
    return account == accounts.end() || account->id != id ? nullptr : &*account;
}

std::vector<std::uint32_t> Profile::order(Category category) const {
    std::vector<std::uint32_t> ids;
    std::vector<bool> taken(accounts.size());
    for (const OrderEntry& entry : stored_order[static_cast<std::size_t>(category)]) {
        const Account* account = find_account(entry.id);
        if (account == nullptr || !account->categories.contains(category)) {
            continue;
        }
        const auto index = static_cast<std::size_t>(account - accounts.data());
        if (!taken[index]) {
            taken[index] = true;
            ids.push_back(entry.id);
        }
    }
    for (const Account& account : accounts) {
        if (account.unlisted && account.categories.contains(category)) {
            ids.push_back(account.id);
        }
    }
    return ids;
}

std::optional<std::uint32_t> Profile::default_mail_account() const {
    for (const OrderEntry& entry : stored_order[static_cast<std::size_t>(Category::mail)]) {
        const Account* account = find_account(entry.id);
        if (account != nullptr && account->categories.contains(Category::mail)) {
            return entry.id;
        }
    }
    for (const Account& account : accounts) {
        if (account.unlisted && account.categories.contains(Category::mail)) {
            return account.id;
        }
    }
    return std::nullopt;
}

}  // namespace olkacct

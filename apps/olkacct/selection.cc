// Filters and the listing order.
#include "selection.h"

#include <algorithm>

#include "account_text.h"
#include "base/upcase.h"
#include "olkacct/text.h"

namespace olkacct::app {
namespace {

void add_once(std::vector<const Account*>& accounts, const Account* account) {
    if (account != nullptr &&
        std::find(accounts.begin(), accounts.end(), account) == accounts.end()) {
        accounts.push_back(account);
    }
}

}  // namespace

std::vector<const Account*> select_accounts(const Profile& profile, const Arguments& arguments) {
    std::vector<const Account*> accounts;
    accounts.reserve(profile.accounts.size());
    if (arguments.categories.empty()) {
        for (const auto& list : profile.stored_order) {
            for (const OrderEntry& entry : list) {
                add_once(accounts, profile.find_account(entry.id));
            }
        }
        for (const Account& account : profile.accounts) {
            if (account.unlisted) {
                accounts.push_back(&account);
            }
        }
    }
    for (const Category category : arguments.categories) {
        for (const std::uint32_t id : profile.order(category)) {
            add_once(accounts, profile.find_account(id));
        }
    }
    std::erase_if(accounts, [&arguments](const Account* account) {
        return !matches_type(*account, arguments.types);
    });
    return accounts;
}

bool matches_type(const Account& account, const std::vector<TypeFilter>& types) {
    return types.empty() || std::any_of(types.begin(), types.end(), [&](const TypeFilter& filter) {
               return filter.type_id ? account.type_id == filter.type_id
                                     : account.type == filter.type;
           });
}

bool matches_account(const Profile& profile, const Account& account, const Arguments& arguments) {
    if (arguments.account_id && account.id != *arguments.account_id) {
        return false;
    }
    if (arguments.words.empty()) {
        return true;
    }
    const std::u16string wanted = from_wtf8(arguments.words.front());
    const auto is_wanted = [&wanted](const std::optional<std::u16string>& text) {
        return text && base::same_name(*text, wanted);
    };
    const Identification identification = identify(profile, account);
    return is_wanted(identification.name) || is_wanted(identification.email);
}

}  // namespace olkacct::app

// Which accounts a command prints, and in which order.
#pragma once

#include <vector>

#include "arguments.h"
#include "olkacct/profile.h"

namespace olkacct::app {

/// Every account once: in the mail list's order, then the address book list's, then the store
/// list's, then the unlisted ones ascending by id. With a category filter: the chosen categories'
/// own orders, one after the other. Pointers into `profile`.
std::vector<const Account*> select_accounts(const Profile& profile, const Arguments& arguments);

/// By --type.
bool matches_type(const Account& account, const std::vector<TypeFilter>& types);

/// By --id and NAME of `show`: the account's name or mail address, by Windows' case rule.
bool matches_account(const Profile& profile, const Account& account, const Arguments& arguments);

}  // namespace olkacct::app

// Which sections of a profile belong to an account. Sheet sections 5.5 and 11.4.
#pragma once

#include <vector>

#include "profile/edit/portable_account.h"

namespace olkacct::profile {

/// The sections that the account leads to, as far as they are there and hold something: its
/// service with its providers, its preferences, and of an Exchange account the settings and the
/// transports. Never one of the fixed sections.
Result<std::vector<OwnedSection>> sections_of_account(registry::ReadTransaction& transaction,
                                                      registry::KeyId profile,
                                                      const Account& account);

/// Without those settings and transports that other accounts of the profile lead to, too.
Result<std::vector<OwnedSection>> sections_of_account_alone(registry::ReadTransaction& transaction,
                                                            registry::KeyId profile,
                                                            const Profile& content,
                                                            const Account& account);

}  // namespace olkacct::profile

// What the service of an Exchange account says about it. Sheet sections 5.5 and 10.
#pragma once

#include <string>
#include <vector>

#include "olkacct/profile.h"
#include "profile/read_context.h"

namespace olkacct::profile {

/// S-63: MAPI type and the message service MSEMS.
bool is_exchange(const Account& account);

struct ExchangeDetails {
    std::vector<std::byte> emsmdb_uid;
    std::u16string address;  ///< home server and legacy distinguished name, run together
};

/// Follows `Service UID` to the service section and its PR_EMSMDB_SECTION_UID to the settings
/// section. The distinguished name is PR_PROFILE_USER of the settings, or else the end of
/// `Identity Eid`. What is not there stays empty.
Result<ExchangeDetails> read_exchange_details(ReadContext& context, registry::KeyId profile,
                                              const Account& account);

}  // namespace olkacct::profile

// What differs between the services of a profile and its accounts. S-15; sheet sections 5.5 and
// 11.4.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/change.h"
#include "olkacct/sync.h"
#include "profile/edit/find_profile.h"
#include "profile/edit/sections.h"

namespace olkacct::profile {

/// A service that is to have an account.
struct LonelyService {
    Uid uid{};
    std::u16string service_name;
    /// That of the service, else of a provider, else `service_name`: the first that an account may
    /// have.
    std::u16string name;
    CategorySet categories;  ///< by the types of its providers (S-34)
    bool is_exchange = false;
};

/// An account that is to have another value under this name.
struct StoreLink {
    std::uint32_t account = 0;
    std::u16string_view value;
    std::vector<std::byte> entry_id;
};

struct Differences {
    std::vector<LonelyService> services;  ///< in the order of the table
    std::vector<std::uint32_t> orphans;   ///< ids of MAPI accounts, ascending
    std::vector<StoreLink> stores;
    std::vector<Remark> remarks;

    [[nodiscard]] bool empty() const {
        return services.empty() && orphans.empty() && stores.empty();
    }
};

/// hive_damaged and the like when services or accounts cannot be read.
Result<Differences> find_differences(registry::ReadTransaction& transaction,
                                     const ProfilePlace& profile, StoresCheck stores);

/// All profiles that `wanted` may mean; profile_not_found for a name that none has.
Result<std::vector<ProfilePlace>> profiles_to_sync(registry::ReadTransaction& transaction,
                                                   const ProfileRef& wanted,
                                                   const std::string& source);

}  // namespace olkacct::profile

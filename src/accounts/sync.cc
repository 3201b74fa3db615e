// Looking in one revision whether services and accounts differ.
#include "olkacct/sync.h"

#include "profile/sync/differences.h"
#include "registry/store.h"

namespace olkacct {

Result<SyncNeed> look_for_differences(const Source& source, const ProfileRef& profile,
                                      StoresCheck stores) {
    SyncNeed need;
    const auto look = [&](registry::ReadTransaction& transaction) -> Result<void> {
        need = {};
        const auto places = profile::profiles_to_sync(transaction, profile, source.name());
        if (!places) {
            return tl::unexpected(places.error());
        }
        for (const profile::ProfilePlace& place : *places) {
            const auto found = profile::find_differences(transaction, place, stores);
            if (!found) {
                return tl::unexpected(found.error());
            }
            need.any |= !found->empty();
            need.remarks.insert(need.remarks.end(), found->remarks.begin(), found->remarks.end());
        }
        return {};
    };
    return registry::read_snapshot(source.store(), look).map([&need] { return std::move(need); });
}

}  // namespace olkacct

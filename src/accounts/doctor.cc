// Examining a source in one revision, and the plan that mends it.
#include "olkacct/doctor.h"

#include <utility>

#include "profile/doctor/doctor.h"
#include "registry/store.h"

namespace olkacct {

Result<std::vector<Finding>> examine(const Source& source, const ReadOptions& options) {
    std::vector<Finding> findings;
    const auto done = registry::read_snapshot(
        source.store(), [&](registry::ReadTransaction& transaction) -> Result<void> {
            auto attempt = profile::examine_profiles(transaction, options);
            if (!attempt) {
                return tl::unexpected(std::move(attempt.error()));
            }
            findings = std::move(*attempt);
            return {};
        });
    if (!done) {
        Error error = done.error();
        error.where = error.where.empty() ? source.name() : error.where;
        return tl::unexpected(std::move(error));
    }
    return findings;
}

Plan treatment(const Source& source, const std::vector<Finding>& findings) {
    Plan plan{.source = source.name(), .changes = {}, .remarks = {}};
    for (const Finding& finding : findings) {
        plan.changes.insert(plan.changes.end(), finding.fix.begin(), finding.fix.end());
    }
    return plan;
}

}  // namespace olkacct

// Asking the checks.
#include "profile/doctor/doctor.h"

#include <iterator>

#include "olkacct/text.h"
#include "profile/doctor/checks.h"
#include "profile/profile_reader.h"

namespace olkacct::profile {

Result<std::vector<Finding>> examine_profiles(registry::ReadTransaction& transaction,
                                              const ReadOptions& options) {
    auto contents = read_profiles(transaction, options);
    if (!contents) {
        return tl::unexpected(contents.error());
    }
    if (contents->profiles.empty() && !options.profile.empty()) {
        return fail(ErrorCode::profile_not_found,
                    "there is no profile '" + to_display(options.profile) + "'");
    }
    std::vector<Finding> findings;
    ReadContext context(transaction);
    for (Profile& profile : contents->profiles) {
        auto patient = doctor::Patient::read(context, std::move(profile));
        if (!patient) {
            return tl::unexpected(patient.error());
        }
        for (const auto check : doctor::checks) {
            check(*patient);
        }
        auto found = patient->take_findings();
        findings.insert(findings.end(), std::make_move_iterator(found.begin()),
                        std::make_move_iterator(found.end()));
    }
    return findings;
}

}  // namespace olkacct::profile

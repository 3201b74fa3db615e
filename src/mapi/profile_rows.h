// The rows of the tables of profiles, services and providers. Specification 15.5 and 15.6.
#pragma once

#include <vector>

#include "mapi/table_view.h"
#include "profile/messaging/profile_edits.h"
#include "profile/messaging/service_tree.h"

namespace olkacct::mapi {

TableRows profile_rows(const std::vector<profile::ListedProfile>& profiles);
TableRows service_rows(const profile::ServiceTree& tree);
/// All providers of the profile.
TableRows provider_rows(const profile::ServiceTree& tree);
/// Those of one service, and its extra sections with what is in them (MP-VAd-1).
TableRows provider_rows(
    const profile::MessageService& service,
    const std::vector<std::pair<profile::Uid, profile::SectionProperties>>& extra_sections);

/// The message stores of a session: those that its profile had when it began (MS-23). The first one
/// with STATUS_DEFAULT_STORE is the default (MP-Prf-4).
TableRows store_rows(const profile::ServiceTree& tree);

}  // namespace olkacct::mapi

// Taking a message service out of a profile. Sheet sections 9, 11.3 and 11.4.
#pragma once

#include <cstddef>
#include <span>

#include "profile/edit/edit_context.h"

namespace olkacct::profile {

/// Empties the sections of the service and of its providers and takes them out of the profile's
/// table and its address book search path. The keys stay, as those of Outlook do. Remarks when the
/// default data file goes. Nothing to do when there is no such section.
Result<void> delete_service(EditContext& context, registry::KeyId profile,
                            std::span<const std::byte> service);

}  // namespace olkacct::profile

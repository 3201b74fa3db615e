// What a client's MAPI session knows of accounts.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "olkacct/mapi.h"

namespace olkacct::accounts {

/// Both: nothing when the session has no such value or fails in any way, and for one that is empty
/// or larger than a property may be. Everything that keeps the session alive is released before
/// they return (AM-Ses-3), and nothing about the session is changed (AM-Ses-5).

/// QueryIdentity. A session without a primary identity gives a fixed identifier with a warning,
/// which is nobody's.
std::optional<std::vector<std::byte>> read_identity(IMAPISession& session);

/// PR_ENTRYID of the row of the message stores table that has PR_DEFAULT_STORE.
std::optional<std::vector<std::byte>> read_default_store(IMAPISession& session);

}  // namespace olkacct::accounts

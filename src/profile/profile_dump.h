// Everything below the key of a profile, for a dump.
#pragma once

#include <vector>

#include "olkacct/source.h"
#include "registry/store.h"

namespace olkacct::profile {

/// Depth first, the profile key itself first. key_not_found when there is no key at `path`;
/// limit_exceeded when there is more than one read may keep. A key that cannot be read for damage
/// says so in its warnings.
Result<std::vector<DumpedKey>> dump_key(registry::ReadTransaction& transaction,
                                        std::u16string_view path);

}  // namespace olkacct::profile

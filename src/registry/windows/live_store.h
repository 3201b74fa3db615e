// The live registry of Windows as a store.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "registry/store.h"

namespace olkacct::registry {

/// The key at `path` below HKEY_CURRENT_USER with everything below it; all of HKEY_CURRENT_USER for
/// an empty path. Durable where RegFlushKey waits for the disk, which it does not under Wine.
/// source_not_found, access_denied.
Result<std::shared_ptr<Store>> open_live_store(std::u16string_view path);

}  // namespace olkacct::registry

// Tells of changes of the live registry, by whomever.
#pragma once

#include <memory>
#include <string>

#include "registry/store.h"

namespace olkacct::registry {

/// Of the key at `path` below HKEY_CURRENT_USER and everything below it. What one of our commits
/// does is told as one, when it is over. source_not_found, access_denied.
Result<std::unique_ptr<Watch>> watch_live_registry(const std::u16string& path);

}  // namespace olkacct::registry

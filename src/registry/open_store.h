// Opens the store that a path or URL names: the one place that lists the kinds of stores.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "registry/store.h"

namespace olkacct::registry {

struct OpenStoreOptions {
    /// Replay the logs of a hive that was not closed cleanly.
    bool replay_logs = true;
    /// Gives the keys that will be looked at, with everything below them; everything when null.
    /// Asked only by stores that must read a whole file, which keep no others.
    std::vector<std::u16string> (*keys)() = nullptr;
};

/// `hive:PATH`, `reg:PATH` and `sqlite:PATH` say the kind; of a plain path the first bytes of the
/// file do. A single letter before a colon is a drive, not a scheme. Errors: source_not_found,
/// access_denied, io_error, unknown_source_kind (a folder, too).
Result<std::shared_ptr<Store>> open_store(std::string_view path_or_url,
                                          const OpenStoreOptions& options,
                                          std::shared_ptr<base::FileSystem> files);

}  // namespace olkacct::registry

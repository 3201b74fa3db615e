// The write transaction of the .reg store.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "registry/regfile/regfile_options.h"
#include "registry/store.h"

namespace olkacct::registry {

/// `over` is set when a write fails: the store is reopen_needed from then on. Holds the file locked
/// until the transaction is gone.
Result<std::unique_ptr<WriteTransaction>> begin_regfile_write(
    const std::string& path, const RegfileOptions& options,
    std::shared_ptr<std::atomic<bool>> over);

/// The same without the lock, and without a commit.
Result<std::unique_ptr<WriteTransaction>> begin_regfile_plan(const std::string& path,
                                                             const RegfileOptions& options);

}  // namespace olkacct::registry

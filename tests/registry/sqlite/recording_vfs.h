// A file layer for SQLite that passes everything on to the system's, records what changes files,
// and makes a chosen call fail once.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "support/file_operations.h"

namespace olkacct::testing_support {

/// There is one, since SQLite knows layers by name. Not thread-safe. Shared memory is passed on and
/// not recorded: a crash loses it.
class RecordingVfs {
  public:
    /// What ConnectionOptions::vfs takes.
    static constexpr const char* name = "olkacct_recording";

    /// Registers it with SQLite and begins anew.
    static RecordingVfs& start();

    /// In the order in which they were done. The names are those of the folder entries.
    [[nodiscard]] const std::vector<test::FileOperation>& operations() const { return operations_; }

    /// The call that fails, from 1, among writes, syncs, truncations and deletions.
    std::optional<std::size_t> fails_at;
    /// disk_full instead of an I/O error, for writes.
    bool disk_is_full = false;

    [[nodiscard]] std::size_t calls() const { return calls_; }
    [[nodiscard]] bool has_failed() const { return has_failed_; }
    /// Of files whose sync had failed.
    [[nodiscard]] int syncs_retried() const { return syncs_retried_; }

  private:
    friend struct RecordingVfsAccess;

    std::vector<test::FileOperation> operations_;
    std::size_t calls_ = 0;
    bool has_failed_ = false;
    std::vector<std::string> unsynced_;
    int syncs_retried_ = 0;
};

}  // namespace olkacct::testing_support

// The logs beside a hive while a commit goes through them.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/file.h"
#include "registry/hive/hive_logs.h"
#include "registry/hive/log_cycle.h"

namespace olkacct::registry::hive {

/// For one commit, under the lock of the hive.
class CommitLogs {
  public:
    /// Finds the logs and opens LOG1, creating LOG1 and LOG2 where they are missing: Windows
    /// expects both. access_denied, disk_full, io_error and what opening a file may give.
    Result<void> open(base::FileSystem& files, const std::string& hive, bool was_recovered);
    void close() { log_.reset(); }
    /// For a commit that failed before the hive was touched.
    void remove_created();

    /// Of any log that is complete.
    template <class Wanted>
    [[nodiscard]] bool has_type(Wanted wanted) const {
        for (const auto& head : heads_) {
            if (head && wanted(head->type)) {
                return true;
            }
        }
        return false;
    }
    /// Whether LOG1 is as the last commit left it, and no other log would be replayed with it.
    Result<bool> are_as_left(const LogCycle& last);
    /// A log that claims to follow this hive, say after the hive came back from a backup, would be
    /// replayed behind LOG1 or instead of it. `sequence` is that of the closed hive, `written` the
    /// time that the header will bear.
    Result<void> neutralise_stale(std::uint32_t sequence, bool new_format, std::uint64_t written);

    /// Into LOG1, durable, its name too.
    Result<void> write(std::span<const std::byte> bytes, std::uint64_t offset);
    /// Of LOG1.
    Result<base::FileIdentity> identity() { return log_->identity(); }

  private:
    Result<void> look_at(std::size_t place);
    Result<void> create(std::size_t place);

    base::FileSystem* files_ = nullptr;  ///< outlives this
    std::string hive_;
    LogPaths paths_;
    LogHeads heads_;
    std::unique_ptr<base::WritableFile> log_;
    std::vector<std::string> created_;
};

}  // namespace olkacct::registry::hive

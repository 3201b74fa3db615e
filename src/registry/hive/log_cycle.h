// What a store knows of the log that its last commit wrote, so that the next one can go on with it.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>

#include "base/file.h"
#include "registry/hive/base_block.h"

namespace olkacct::registry::hive {

/// LOG1 holds one entry for each commit from the first of the cycle to the last, all durable, and
/// nothing but zeros, durable too, from `end` to `size`. regf: section 10.3.
struct LogCycle {
    /// Of the base block in the log and of its first entry.
    std::uint32_t first_sequence = 0;
    /// Of the closed hive, and of the entry that comes next.
    std::uint32_t next_sequence = 0;
    std::uint64_t end = 0;
    std::uint64_t size = 0;
    /// The hive and the log as the last commit left them.
    BaseBlockBytes header{};
    base::FileIdentity hive;
    base::FileIdentity log;
};

/// The one cycle of a store. Thread-safe.
class LastCycle {
  public:
    /// Empties it: whoever fails half way leaves nothing to go on with.
    std::optional<LogCycle> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(cycle_, std::nullopt);
    }
    void put(const LogCycle& cycle) {
        const std::lock_guard lock(mutex_);
        cycle_ = cycle;
    }

  private:
    std::mutex mutex_;
    std::optional<LogCycle> cycle_;
};

}  // namespace olkacct::registry::hive

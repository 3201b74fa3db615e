// What a store knows of the log that its last commit wrote, so that the next one can go on with it.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "base/file.h"
#include "registry/hive/base_block.h"
#include "registry/hive/hive_store.h"

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
    /// When the hive was left open: the header that closes it. Then `header`, which says that
    /// recovery must go through the log, is durable, and the pages may not be.
    std::optional<BaseBlockBytes> closing_header;
};

/// The one cycle of a store, and the hive that it was left open for. Thread-safe.
class LastCycle {
  public:
    LastCycle(std::string path, HiveOptions options)
        : path_(std::move(path)), options_(std::move(options)) {}
    LastCycle(const LastCycle&) = delete;
    LastCycle& operator=(const LastCycle&) = delete;
    /// Closes the hive. What fails is told to nobody: recovery gives the same hive.
    ~LastCycle();

    [[nodiscard]] std::optional<LogCycle> look();
    /// Empties it: whoever fails half way leaves nothing to go on with.
    std::optional<LogCycle> take();
    void put(const LogCycle& cycle);

    /// Makes the pages durable and the header that of a closed hive, if it was left open and
    /// nobody else has gone on with it since. A hive that somebody holds locked stays as it is.
    /// After a failure, which is one of writing, the hive must be opened again: io_error,
    /// disk_full.
    Result<void> close();

  private:
    std::string path_;
    HiveOptions options_;
    std::mutex mutex_;
    std::optional<LogCycle> cycle_;
};

}  // namespace olkacct::registry::hive

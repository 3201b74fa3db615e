// Replays transaction logs in memory, as Windows does when it loads a hive that was not closed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "olkacct/error.h"
#include "registry/hive/base_block.h"

namespace olkacct::registry::hive {

/// A log file as it was read.
struct Log {
    std::string path;
    std::vector<std::byte> content;
};

/// Sectors that replace those of the primary file. Points into the logs, which must outlive it.
class Overlay {
  public:
    /// `offset` from the start of the hive bins, a multiple of 512; so is the length of `bytes`.
    void cover(std::uint32_t offset, std::span<const std::byte> bytes);
    /// Replaces what is covered of `page`, which holds what lies at `offset`.
    void apply(std::uint32_t offset, std::span<std::byte> page) const;
    [[nodiscard]] bool empty() const { return sectors_.empty(); }
    /// The sectors' offsets, ascending.
    [[nodiscard]] std::vector<std::uint32_t> offsets() const;

  private:
    std::unordered_map<std::uint32_t, const std::byte*> sectors_;
};

/// Where the entries of a log of the new format ended when they were applied.
struct LogEnd {
    std::uint32_t first_sequence = 0;
    /// Offsets in the log.
    std::uint64_t last_entry = 0;
    std::uint64_t end = 0;
};

struct Recovery {
    /// What the base block says after the replay.
    BaseBlock base;
    /// The bytes to make the new base block from, when they are those of a log; else empty: the
    /// primary's own. Points into the logs.
    std::span<const std::byte> base_bytes;
    /// Both sequence numbers of the hive once it is written out.
    std::uint32_t next_sequence = 0;
    Overlay overlay;
    /// What was applied, for people.
    std::vector<std::string> notes;
    /// When all of it comes from one log of the new format, on a base block of the primary's own.
    std::optional<LogEnd> log_end;
};

/// Applies the entries at the start of `bytes` that go on with the chain; how many bytes those
/// have. `log_end` must be there, `bytes` be what follows it in the log, and outlive `recovery`.
std::size_t apply_entries(std::span<const std::byte> bytes, Recovery& recovery);

/// The note of a log that was applied up to `recovery.next_sequence`.
std::string applied_note(const std::string& path, std::uint32_t first_sequence,
                         const Recovery& recovery);

/// `primary` is the base block of a hive that is not clean; `logs` are LOG1, LOG2 and LOG in this
/// order as far as they exist and are not empty. logs_unusable, with the reason for each log, when
/// none of them can be applied. The result points into `logs`.
Result<Recovery> recover(const BaseBlock& primary,
                         std::span<const std::shared_ptr<const Log>> logs);

}  // namespace olkacct::registry::hive

// What one commit puts into LOG1. regf: sections 8 and 10.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "registry/hive/base_block.h"
#include "registry/hive/pending_pages.h"

namespace olkacct::registry::hive {

/// Neighbouring pages in one piece.
struct JournalRun {
    std::uint32_t offset = 0;  ///< from the start of the hive bins
    std::span<const std::byte> bytes;
};

/// Not copyable: its runs point into its bytes.
struct Journal {
    Journal() = default;
    Journal(Journal&&) = default;
    Journal& operator=(Journal&&) = default;
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;

    std::vector<std::byte> bytes;
    /// Of what is said; zeros follow.
    std::size_t end = 0;
    std::vector<JournalRun> runs;
};

/// How many bytes either of them will have.
std::uint64_t journal_size(const PendingPages& pending);

/// The log of Windows 8.1 and later: one entry, and an empty block behind it in which the chain of
/// entries ends, more of them up to `least` bytes. `base` is the hive's; `sequence` is that of the
/// clean hive.
Journal new_format_journal(const BaseBlockBytes& base, std::uint32_t sequence,
                           const PendingPages& pending, std::size_t least);

/// One more entry for such a log, to be put where the entry before it ends.
Journal new_format_entry(std::uint32_t sequence, const PendingPages& pending);

/// The log of Windows 8.0 and older. `sequence` is the one after that of the clean hive; `written`
/// is the time that its first page bears too.
Journal old_format_journal(const BaseBlockBytes& base, std::uint32_t sequence,
                           std::uint64_t written, const PendingPages& pending);

}  // namespace olkacct::registry::hive

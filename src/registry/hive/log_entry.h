// One entry of a log of the new format.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace olkacct::registry::hive {

struct LogPage {
    std::uint32_t offset = 0;  ///< from the start of the hive bins
    std::span<const std::byte> bytes;
};

struct LogEntry {
    std::uint32_t size = 0;
    std::uint32_t flags = 0;
    std::uint32_t sequence = 0;
    std::uint32_t bins_size = 0;
    std::vector<LogPage> pages;
};

/// The entry at the start of `bytes`, complete and with right hashes; nullopt for anything else,
/// which is where a chain of entries ends. The pages point into `bytes`.
std::optional<LogEntry> parse_log_entry(std::span<const std::byte> bytes);

}  // namespace olkacct::registry::hive

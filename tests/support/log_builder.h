// Transaction logs for tests, made from the bins before and after each commit (regf: section 8).
#pragma once

#include <cstdint>
#include <vector>

#include "support/bytes.h"

namespace olkacct::test {

// States of the bins of one hive, oldest first; each two neighbours make one commit.
using BinsHistory = std::vector<Bytes>;

// A log of Windows 8.1 and later with one entry for each commit of `history`. The first entry has
// the number `sequence`, which must be the hive's second one for the log to be used.
// `base_block` is the hive's; its sizes and sequence numbers do not matter.
Bytes new_format_log(std::span<const std::byte> base_block, std::uint32_t sequence,
                     std::span<const Bytes> history);

// A log of Windows 8.0 and older for the commit from `before` to `after`. It belongs to the hive
// whose time `base_block` bears. `sequence` is the hive's first number.
Bytes old_format_log(std::span<const std::byte> base_block, std::uint32_t sequence,
                     const Bytes& before, const Bytes& after);

// Where the entries of a new-format log begin.
std::vector<std::size_t> log_entries(std::span<const std::byte> log);
// Gives the entry another number and the hashes that belong to its present bytes.
void renumber_log_entry(std::span<std::byte> log, std::size_t entry, std::uint32_t sequence);

std::uint64_t marvin32(std::span<const std::byte> bytes);

}  // namespace olkacct::test

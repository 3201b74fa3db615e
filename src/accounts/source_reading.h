// Reading a source together with what its log says since the last time, in one revision.
#pragma once

#include <cstdint>
#include <optional>

#include "olkacct/source.h"
#include "registry/store.h"

namespace olkacct::accounts {

struct Reading {
    Contents contents;
    /// Of stores that keep a log: what happened after the number that was asked for. Empty and
    /// complete elsewhere.
    registry::ChangeList log;
};

/// nullopt: nothing of the log but its latest number.
Result<Reading> read_since(registry::Store& store, const ReadOptions& options,
                           std::optional<std::uint64_t> sequence);

/// The same of one profile that was read, and brought up to date, before number `sequence` and is
/// the only one that is wanted: only what the log names is read again where that will do.
Result<Reading> read_since(registry::Store& store, const Profile& known, std::uint64_t sequence);

}  // namespace olkacct::accounts

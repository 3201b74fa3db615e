// Puts a hive and its logs into files in memory and opens it.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "registry/store.h"

namespace olkacct::test {

// A store over `primary` and those logs that are given.
std::shared_ptr<registry::Store> open_in_memory(
    std::span<const std::byte> primary,
    std::optional<std::span<const std::byte>> log1 = std::nullopt,
    std::optional<std::span<const std::byte>> log2 = std::nullopt, bool replay_logs = true);

}  // namespace olkacct::test

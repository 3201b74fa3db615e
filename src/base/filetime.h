// FILETIME: 100 ns ticks since 1601-01-01 UTC, as text.
#pragma once

#include <cstdint>
#include <string>

namespace olkacct::base {

/// ISO 8601 in UTC with seven decimals, `2026-01-31T12:34:56.0000000Z`; empty for 0 (never set) and
/// for times past the year 9999.
std::string filetime_to_text(std::uint64_t filetime);

/// Of the system's clock.
std::uint64_t filetime_now();

}  // namespace olkacct::base

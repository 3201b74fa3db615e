// A made-up user's hive inside the command, so that it has something to show on any machine.
#pragma once

#include <cstddef>
#include <span>

namespace olkacct::app {

/// A clean hive with one profile that has every common kind of account. Lives as long as the
/// program.
std::span<const std::byte> sample_hive();

}  // namespace olkacct::app

// The operating system's random numbers.
#pragma once

#include <cstddef>
#include <span>

namespace olkacct::base {

/// Fit for identifiers and keys. Any thread.
void fill_random(std::span<std::byte> out);

}  // namespace olkacct::base

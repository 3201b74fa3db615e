// SHA-256 (FIPS 180-4), to compare values that must not be shown.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace olkacct::test {

/// In lower-case hex digits.
std::string sha256(std::span<const std::byte> bytes);

}  // namespace olkacct::test

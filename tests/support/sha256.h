// SHA-256, to compare secrets and tables without showing them.
#pragma once

#include <string>

#include "support/bytes.h"

namespace olkacct::test {

// 64 lower-case hex digits. FIPS 180-4.
std::string sha256(std::span<const std::byte> bytes);

}  // namespace olkacct::test

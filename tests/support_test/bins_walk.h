// Looks at built bins without the builder's knowledge: cell by cell.
#pragma once

#include <string>
#include <vector>

#include "support/bytes.h"

namespace olkacct::test {

struct WalkedCell {
    std::uint32_t offset;
    std::uint32_t size;
    bool free;
    std::string signature;  // its first two bytes
};

// Throws when bins or cells do not tile the bytes.
std::vector<WalkedCell> walk_bins(std::span<const std::byte> bins);

}  // namespace olkacct::test

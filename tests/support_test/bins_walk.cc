#include "support_test/bins_walk.h"

#include <stdexcept>

namespace olkacct::test {

namespace {

[[noreturn]] void broken(std::size_t offset) {
    throw std::runtime_error("bins broken at " + std::to_string(offset));
}

WalkedCell walk_cell(std::span<const std::byte> bins, std::uint32_t offset) {
    const auto raw = get32(bins, offset);
    const auto free = raw < 0x80000000;
    std::string signature;
    for (const auto byte : bins.subspan(offset + 4U, 2)) {
        signature += static_cast<char>(byte);
    }
    return {offset, free ? raw : 0U - raw, free, signature};
}

}  // namespace

std::vector<WalkedCell> walk_bins(std::span<const std::byte> bins) {
    std::vector<WalkedCell> cells;
    for (std::uint32_t bin = 0; bin < bins.size();) {
        const auto size = get32(bins, bin + 8U);
        if (get32(bins, bin) != 0x6E696268 || get32(bins, bin + 4U) != bin || size == 0 ||
            size % 4096 != 0 || bin + size > bins.size()) {
            broken(bin);
        }
        auto offset = bin + 32;
        while (offset < bin + size) {
            cells.push_back(walk_cell(bins, offset));
            const auto cell_size = cells.back().size;
            if (cell_size < 8 || cell_size % 8 != 0) {
                broken(offset);
            }
            offset += cell_size;
        }
        if (offset != bin + size) {
            broken(bin);
        }
        bin += size;
    }
    return cells;
}

}  // namespace olkacct::test

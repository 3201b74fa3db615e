#include "support/cell_space.h"

#include <algorithm>

namespace olkacct::test {

namespace {

constexpr std::uint32_t bin_header_size = 32;
constexpr std::uint32_t page_size = 4096;
constexpr std::uint32_t smallest_cell = 8;

std::uint32_t round_up(std::size_t size, std::uint32_t unit) {
    return static_cast<std::uint32_t>((size + unit - 1) / unit * unit);
}

}  // namespace

void CellSpace::add_free(std::uint32_t cell, std::uint32_t size) {
    free_cells_[cell] = size;
    free_sizes_[size].insert(cell);
    put32(bins_, cell, size);
}

void CellSpace::remove_free(FreeCells::iterator cell) {
    const auto sizes = free_sizes_.find(cell->second);
    sizes->second.erase(cell->first);
    if (sizes->second.empty()) {
        free_sizes_.erase(sizes);
    }
    free_cells_.erase(cell);
}

std::uint32_t CellSpace::append_bin(std::uint32_t need) {
    const auto offset = static_cast<std::uint32_t>(bins_.size());
    const auto size = round_up(need + bin_header_size, page_size);
    bins_.resize(offset + size);
    put_text(bins_, offset, "hbin");
    put32(bins_, offset + 4, offset);
    put32(bins_, offset + 8, size);
    if (offset == 0) {
        put64(bins_, 20, created_);
    }
    add_free(offset + bin_header_size, size - bin_header_size);
    return offset + bin_header_size;
}

std::uint32_t CellSpace::allocate(std::size_t size) {
    const auto need = round_up(size + 4, smallest_cell);
    const auto fitting = free_sizes_.lower_bound(need);
    const auto cell = fitting == free_sizes_.end() ? append_bin(need) : *fitting->second.begin();
    const auto found = free_cells_.find(cell);
    const auto available = found->second;
    remove_free(found);
    if (available > need) {
        add_free(cell + need, available - need);
    }
    put32(bins_, cell, 0U - need);
    std::ranges::fill(std::span(bins_).subspan(cell + 4U, need - 4U), std::byte{0});
    return cell;
}

void CellSpace::release(std::uint32_t cell) {
    auto size = 0U - get32(bins_, cell);
    if (const auto next = free_cells_.find(cell + size); next != free_cells_.end()) {
        size += next->second;
        remove_free(next);
    }
    if (auto previous = free_cells_.lower_bound(cell); previous != free_cells_.begin()) {
        --previous;
        if (previous->first + previous->second == cell) {
            cell = previous->first;
            size += previous->second;
            remove_free(previous);
        }
    }
    add_free(cell, size);
}

}  // namespace olkacct::test

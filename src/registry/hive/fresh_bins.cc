// Filling bins. regf: sections 3 and 4.
#include "registry/hive/fresh_bins.h"

#include <cstring>

#include "base/byte_writer.h"
#include "registry/hive/format.h"

namespace olkacct::registry::hive {
Result<std::uint32_t> FreshBins::allocate(std::uint32_t length) {
    const std::uint64_t size = (std::uint64_t{length} + cell_header_size + cell_alignment - 1) /
                               cell_alignment * cell_alignment;
    if (bytes_.size() - next_ < size) {
        const std::uint64_t bin = (size + bin_header_size + page_size - 1) / page_size * page_size;
        if (bin > max_bins_size - bytes_.size()) {
            return fail(ErrorCode::limit_exceeded, "the hive cannot grow any further");
        }
        close_bin();
        append_bin(static_cast<std::uint32_t>(bin));
    }
    const auto cell = static_cast<std::uint32_t>(next_);
    base::store_u32(std::span(bytes_).subspan(cell).first<4>(),
                    0U - static_cast<std::uint32_t>(size));
    next_ += size;
    return cell;
}

std::span<std::byte> FreshBins::content(std::uint32_t cell) {
    return std::span(bytes_).subspan(cell + cell_header_size);
}

std::vector<std::byte> FreshBins::finish() && {
    close_bin();
    return std::move(bytes_);
}

void FreshBins::append_bin(std::uint32_t size) {
    const std::size_t start = bytes_.size();
    bytes_.resize(start + size);
    const auto bin = std::span(bytes_).subspan(start);
    std::memcpy(bin.data(), "hbin", 4);
    base::store_u32(bin.subspan<hbin_field::offset, 4>(), static_cast<std::uint32_t>(start));
    base::store_u32(bin.subspan<hbin_field::size, 4>(), size);
    if (start == 0) {
        base::store_u64(bin.subspan<hbin_field::time, 8>(), time_);
    }
    next_ = start + bin_header_size;
}

void FreshBins::close_bin() {
    if (next_ < bytes_.size()) {
        base::store_u32(std::span(bytes_).subspan(next_).first<4>(),
                        static_cast<std::uint32_t>(bytes_.size() - next_));
    }
    next_ = bytes_.size();
}

}  // namespace olkacct::registry::hive

// Best fit among the free cells of the bins that were looked at, else a new bin.
#include "registry/hive/cell_allocator.h"

#include <algorithm>
#include <vector>

#include "base/byte_reader.h"
#include "registry/hive/cells.h"
#include "registry/hive/record_writer.h"

namespace olkacct::registry::hive {
namespace {

/// Up to here all bins are looked at for room: the free space of a hive this small is worth more
/// than the time.
constexpr std::uint32_t small_hive = 1U << 20;
/// The largest bin that the search backwards from a page expects.
constexpr std::uint32_t longest_search = 256;

std::uint32_t rounded(std::uint32_t length) {
    return (length + cell_header_size + cell_alignment - 1) / cell_alignment * cell_alignment;
}

}  // namespace

Result<CellAllocator::Bin> CellAllocator::read_bin(std::uint32_t start) {
    const auto header = image_.view(start, bin_header_size);
    if (!header) {
        return tl::unexpected(header.error());
    }
    const bool signed_right = (*header)[0] == std::byte{'h'} && (*header)[1] == std::byte{'b'} &&
                              (*header)[2] == std::byte{'i'} && (*header)[3] == std::byte{'n'};
    Bin bin;
    bin.size = base::load_u32(header->subspan<hbin_field::size, 4>());
    if (!signed_right || base::load_u32(header->subspan<hbin_field::offset, 4>()) != start ||
        bin.size < page_size || bin.size % page_size != 0 || bin.size > image_.size() - start) {
        return damaged(image_, start, "a page is not the start of a bin");
    }
    for (std::uint32_t at = bin_header_size; at < bin.size;) {
        const auto field = image_.view(start + at, cell_header_size);
        if (!field) {
            return tl::unexpected(field.error());
        }
        const auto size = static_cast<std::int32_t>(base::load_u32(field->first<4>()));
        const std::uint32_t length =
            size < 0 ? 0U - static_cast<std::uint32_t>(size) : static_cast<std::uint32_t>(size);
        if (length < cell_alignment || length % cell_alignment != 0 || length > bin.size - at) {
            return damaged(image_, start + at, "the cells do not fill their bin");
        }
        bin.cells.emplace_hint(bin.cells.end(), start + at, size);
        at += length;
    }
    return bin;
}

Result<CellAllocator::Bins::iterator> CellAllocator::load(std::uint32_t start) {
    if (const auto known = bins_.find(start); known != bins_.end()) {
        return known;
    }
    auto bin = read_bin(start);
    if (!bin) {
        return tl::unexpected(bin.error());
    }
    for (const auto& [offset, size] : bin->cells) {
        if (size > 0) {
            free_.emplace(size, offset);
        }
    }
    return bins_.emplace(start, std::move(*bin)).first;
}

Result<CellAllocator::Bins::iterator> CellAllocator::bin_of(std::uint32_t offset) {
    if (auto after = bins_.upper_bound(offset); after != bins_.begin()) {
        --after;
        if (offset - after->first < after->second.size) {
            return after;
        }
    }
    // The header is on this page or one before it. A page that only looks like one does not have
    // the cell at the start of one of its own.
    std::uint32_t start = offset / page_size * page_size;
    for (std::uint32_t pages = 0; pages < longest_search; ++pages, start -= page_size) {
        auto bin = read_bin(start);
        if (bin && bin->size > offset - start && bin->cells.contains(offset)) {
            return load(start);
        }
        if (!bin && bin.error().code == ErrorCode::io_error) {
            return tl::unexpected(bin.error());
        }
        if (start == 0) {
            break;
        }
    }
    return damaged(image_, offset, "the bin of a cell cannot be found");
}

Result<void> CellAllocator::load_last() {
    if (last_loaded_ || image_.size() == 0) {
        return {};
    }
    last_loaded_ = true;
    std::uint32_t start = image_.size() - page_size;
    for (std::uint32_t pages = 0; pages < longest_search; ++pages, start -= page_size) {
        const auto bin = read_bin(start);
        if (bin && bin->size == image_.size() - start) {
            return load(start).map([](const Bins::iterator&) {});
        }
        if (start == 0) {
            break;
        }
    }
    return {};
}

Result<void> CellAllocator::load_all() {
    if (all_loaded_ || image_.size() > small_hive) {
        return {};
    }
    all_loaded_ = true;
    for (std::uint32_t start = 0; start < image_.size();) {
        const auto bin = load(start);
        if (!bin) {
            return tl::unexpected(bin.error());
        }
        start += (*bin)->second.size;
    }
    return {};
}

Result<void> CellAllocator::append_bin(std::uint32_t needed) {
    const std::uint64_t size =
        (std::uint64_t{needed} + bin_header_size + page_size - 1) / page_size * page_size;
    const std::uint32_t start = image_.size();
    if (size > max_bins_size - start) {
        return fail(ErrorCode::limit_exceeded, "the hive cannot grow any further", image_.path());
    }
    const auto bin_size = static_cast<std::uint32_t>(size);
    image_.grow(bin_size);
    RecordWriter writer(image_);
    writer.bytes(start, std::as_bytes(std::span("hbin", 4)));
    writer.u32(start + hbin_field::offset, start);
    writer.u32(start + hbin_field::size, bin_size);
    writer.u32(start + bin_header_size, bin_size - bin_header_size);
    if (!writer.done()) {
        return writer.done();
    }
    return load(start).map([](const Bins::iterator& bin) { bin->second.changed = true; });
}

Result<void> CellAllocator::write_size(Bin& bin, std::uint32_t offset, std::int32_t size) {
    bin.changed = true;
    bin.cells[offset] = size;
    if (size > 0) {
        free_.emplace(size, offset);
    }
    RecordWriter writer(image_);
    writer.u32(offset, static_cast<std::uint32_t>(size));
    return writer.done();
}

void CellAllocator::forget_free(std::uint32_t offset, std::int32_t size) {
    free_.erase({size, offset});
}

Result<std::uint32_t> CellAllocator::allocate(std::uint32_t length, std::uint32_t near) {
    if (length > max_bins_size - page_size) {
        return fail(ErrorCode::limit_exceeded, "the hive cannot grow any further", image_.path());
    }
    const auto needed = static_cast<std::int32_t>(rounded(length));
    const auto fitting = [this, needed] { return free_.lower_bound({needed, 0}); };
    if (fitting() == free_.end()) {
        if (const auto bin = bin_of(near); !bin) {
            return tl::unexpected(bin.error());
        }
    }
    if (fitting() == free_.end()) {
        if (const auto loaded = load_all(); !loaded) {
            return tl::unexpected(loaded.error());
        }
    }
    if (fitting() == free_.end()) {
        if (const auto loaded = load_last(); !loaded) {
            return tl::unexpected(loaded.error());
        }
    }
    if (fitting() == free_.end()) {
        if (const auto grown = append_bin(static_cast<std::uint32_t>(needed)); !grown) {
            return tl::unexpected(grown.error());
        }
    }
    const auto [size, offset] = *fitting();
    const auto bin = bin_of(offset);
    if (!bin) {
        return tl::unexpected(bin.error());
    }
    forget_free(offset, size);
    auto done = write_size((*bin)->second, offset, -needed);
    if (done && size > needed) {
        done =
            write_size((*bin)->second, offset + static_cast<std::uint32_t>(needed), size - needed);
    }
    if (!done) {
        return tl::unexpected(done.error());
    }
    RecordWriter writer(image_);
    writer.zeros(offset + cell_header_size, static_cast<std::uint32_t>(needed) - cell_header_size);
    if (!writer.done()) {
        return tl::unexpected(writer.done().error());
    }
    return offset;
}

Result<void> CellAllocator::free(std::uint32_t offset) {
    const auto found = bin_of(offset);
    if (!found) {
        return tl::unexpected(found.error());
    }
    Bin& bin = (*found)->second;
    auto cell = bin.cells.find(offset);
    if (cell == bin.cells.end() || cell->second >= 0) {
        return damaged(image_, offset, "a cell to be freed is not allocated");
    }
    std::int32_t size = -cell->second;
    const auto next = std::next(cell);
    if (next != bin.cells.end() && next->second > 0) {
        forget_free(next->first, next->second);
        size += next->second;
        bin.cells.erase(next);
    }
    if (cell != bin.cells.begin()) {
        const auto before = std::prev(cell);
        if (before->second > 0) {
            forget_free(before->first, before->second);
            size += before->second;
            offset = before->first;
            bin.cells.erase(cell);
        }
    }
    return write_size(bin, offset, size);
}

Result<void> CellAllocator::check() {
    for (const auto& [start, bin] : bins_) {
        if (!bin.changed) {
            continue;
        }
        const auto read = read_bin(start);
        if (!read) {
            return tl::unexpected(read.error());
        }
        if (read->cells != bin.cells) {
            return damaged(image_, start, "a bin is not what the change made it");
        }
    }
    return {};
}

}  // namespace olkacct::registry::hive

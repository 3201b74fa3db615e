// Lays out log entries as Windows does: sorted references, neighbours merged, whole blocks.
#include "registry/hive/commit_journal.h"

#include <algorithm>
#include <cstring>

#include "base/byte_reader.h"
#include "base/byte_writer.h"
#include "registry/hive/format.h"
#include "registry/hive/marvin.h"

namespace olkacct::registry::hive {
namespace {

std::size_t round_up(std::size_t size, std::size_t step) { return (size + step - 1) / step * step; }

struct Extent {
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
};

std::vector<Extent> extents_of(const PendingPages& pending) {
    std::vector<Extent> extents;
    for (const auto& [offset, page] : pending.pages) {
        if (!extents.empty() && extents.back().offset + extents.back().length == offset) {
            extents.back().length += page_size;
        } else {
            extents.push_back({offset, page_size});
        }
    }
    return extents;
}

std::span<std::byte, 4> dword(std::vector<std::byte>& bytes, std::size_t at) {
    return std::span(bytes).subspan(at).first<4>();
}

void put_base_block(Journal& journal, const BaseBlockBytes& base, const BaseBlockStamp& stamp) {
    std::memcpy(journal.bytes.data(), base.data(), base.size());
    stamp_base_block(std::span(journal.bytes).first<base_block_used>(), stamp);
}

void put_pages(Journal& journal, const PendingPages& pending, const std::vector<Extent>& extents,
               std::size_t at) {
    std::size_t to = at;
    for (const auto& [offset, page] : pending.pages) {
        std::memcpy(journal.bytes.data() + to, page.data(), page.size());
        to += page.size();
    }
    for (const Extent& extent : extents) {
        journal.runs.push_back(
            {extent.offset, std::span(journal.bytes).subspan(at, extent.length)});
        at += extent.length;
    }
}

/// An entry at `at` that ends with a block, and at least `behind` zeros; at least `least` bytes.
Journal with_entry(std::size_t at, std::uint32_t sequence, const PendingPages& pending,
                   std::size_t behind, std::size_t least) {
    const auto extents = extents_of(pending);
    const std::size_t pages_at = at + log_entry_header + 8 * extents.size();
    const std::size_t end =
        round_up(pages_at + pending.pages.size() * std::size_t{page_size}, page_size);
    Journal journal;
    journal.end = end;
    journal.bytes.resize(std::max(end + behind, least));
    put_pages(journal, pending, extents, pages_at);

    std::vector<std::byte>& bytes = journal.bytes;
    const std::size_t size = end - at;
    std::memcpy(bytes.data() + at, "HvLE", 4);
    base::store_u32(dword(bytes, at + 4), static_cast<std::uint32_t>(size));
    // The flags at 8 repeat a bit of the base block that forbids writing: always 0.
    base::store_u32(dword(bytes, at + 12), sequence);
    base::store_u32(dword(bytes, at + 16), pending.bins_size);
    base::store_u32(dword(bytes, at + 20), static_cast<std::uint32_t>(extents.size()));
    for (std::size_t i = 0; i < extents.size(); ++i) {
        base::store_u32(dword(bytes, at + log_entry_header + 8 * i), extents[i].offset);
        base::store_u32(dword(bytes, at + log_entry_header + 8 * i + 4), extents[i].length);
    }
    const auto entry = std::span(bytes).subspan(at, size);
    base::store_u64(entry.subspan<24, 8>(), marvin32(entry.subspan(log_entry_header)));
    base::store_u64(entry.subspan<32, 8>(), marvin32(entry.first(32)));
    return journal;
}

std::uint64_t last_written_of(const BaseBlockBytes& base) {
    return base::load_u64(std::span(base).subspan<12, 8>());
}

}  // namespace

std::uint64_t journal_size(const PendingPages& pending) {
    const std::uint64_t pages = std::uint64_t{pending.pages.size()} * (page_size + 8);
    return base_block_size + pages + pending.bins_size / page_size + 2 * page_size;
}

Journal new_format_journal(const BaseBlockBytes& base, std::uint32_t sequence,
                           const PendingPages& pending, std::size_t least) {
    Journal journal = with_entry(base_block_used, sequence, pending, page_size, least);
    put_base_block(journal, base,
                   {.primary_sequence = sequence,
                    .secondary_sequence = sequence,
                    .last_written = last_written_of(base),
                    .type = log_type_new,
                    .bins_size = pending.bins_size});
    return journal;
}

Journal new_format_entry(std::uint32_t sequence, const PendingPages& pending) {
    return with_entry(0, sequence, pending, 0, 0);
}

Journal old_format_journal(const BaseBlockBytes& base, std::uint32_t sequence,
                           std::uint64_t written, const PendingPages& pending) {
    const std::size_t pages_at =
        round_up(log_bitmap_offset + pending.bins_size / page_size, sector_size);
    Journal journal;
    journal.end = pages_at + pending.pages.size() * std::size_t{page_size};
    journal.bytes.resize(journal.end);
    put_base_block(journal, base,
                   {.primary_sequence = sequence,
                    .secondary_sequence = sequence,
                    .last_written = written,
                    .type = log_type_old,
                    .bins_size = pending.bins_size});
    put_pages(journal, pending, extents_of(pending), pages_at);
    std::memcpy(journal.bytes.data() + base_block_used, "DIRT", 4);
    for (const auto& [offset, page] : pending.pages) {
        journal.bytes[log_bitmap_offset + offset / page_size] = std::byte{0xFF};
    }
    return journal;
}

}  // namespace olkacct::registry::hive

// Lays out log entries as Windows does: sorted references, neighbours merged, whole blocks.
#include "registry/hive/commit_journal.h"

#include <cstring>

#include "base/byte_reader.h"
#include "base/byte_writer.h"
#include "registry/hive/format.h"
#include "registry/hive/marvin.h"

namespace olkacct::registry::hive {
namespace {

constexpr std::size_t bitmap_offset = base_block_used + 4;

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

/// Copies the base block to the front and the pages to `at`.
void fill(Journal& journal, const BaseBlockBytes& base, const BaseBlockStamp& stamp,
          const PendingPages& pending, std::size_t at) {
    std::memcpy(journal.bytes.data(), base.data(), base.size());
    stamp_base_block(std::span(journal.bytes).first<base_block_used>(), stamp);
    std::size_t to = at;
    for (const auto& [offset, page] : pending.pages) {
        std::memcpy(journal.bytes.data() + to, page.data(), page.size());
        to += page.size();
    }
    for (const Extent& extent : extents_of(pending)) {
        journal.runs.push_back(
            {extent.offset, std::span(journal.bytes).subspan(at, extent.length)});
        at += extent.length;
    }
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
                           const PendingPages& pending) {
    const auto extents = extents_of(pending);
    const std::size_t pages_at = log_entry_header + 8 * extents.size();
    const std::size_t end = round_up(
        base_block_used + pages_at + pending.pages.size() * std::size_t{page_size}, page_size);
    Journal journal;
    journal.bytes.resize(end + page_size);
    fill(journal, base,
         {.primary_sequence = sequence,
          .secondary_sequence = sequence,
          .last_written = last_written_of(base),
          .type = log_type_new,
          .bins_size = pending.bins_size},
         pending, base_block_used + pages_at);

    std::vector<std::byte>& bytes = journal.bytes;
    const std::size_t at = base_block_used;
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

Journal old_format_journal(const BaseBlockBytes& base, std::uint32_t sequence,
                           std::uint64_t written, const PendingPages& pending) {
    const std::size_t pages_at =
        round_up(bitmap_offset + pending.bins_size / page_size, sector_size);
    Journal journal;
    journal.bytes.resize(pages_at + pending.pages.size() * std::size_t{page_size});
    fill(journal, base,
         {.primary_sequence = sequence,
          .secondary_sequence = sequence,
          .last_written = written,
          .type = log_type_old,
          .bins_size = pending.bins_size},
         pending, pages_at);
    std::memcpy(journal.bytes.data() + base_block_used, "DIRT", 4);
    for (const auto& [offset, page] : pending.pages) {
        journal.bytes[bitmap_offset + offset / page_size] = std::byte{0xFF};
    }
    return journal;
}

}  // namespace olkacct::registry::hive

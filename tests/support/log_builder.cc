#include "support/log_builder.h"

#include <algorithm>
#include <bit>

#include "support/base_block.h"

namespace olkacct::test {

namespace {

constexpr std::size_t sector_size = 512;
constexpr std::size_t dirty_page_size = 4096;
constexpr std::size_t entry_header_size = 40;
constexpr std::size_t bitmap_offset = 516;
constexpr std::uint32_t old_log_type = 1;
constexpr std::uint32_t new_log_type = 6;

struct PageRun {
    std::size_t offset;
    std::size_t size;
};

std::size_t round_up(std::size_t size, std::size_t unit) { return (size + unit - 1) / unit * unit; }

// Page 0 is in every log of Windows, changed or not.
bool page_is_dirty(const Bytes& before, const Bytes& after, std::size_t offset) {
    if (offset == 0 || offset + dirty_page_size > before.size()) {
        return true;
    }
    return !std::ranges::equal(std::span(before).subspan(offset, dirty_page_size),
                               std::span(after).subspan(offset, dirty_page_size));
}

// Neighbouring pages make one run.
std::vector<PageRun> dirty_runs(const Bytes& before, const Bytes& after) {
    std::vector<PageRun> runs;
    for (std::size_t offset = 0; offset < after.size(); offset += dirty_page_size) {
        if (!page_is_dirty(before, after, offset)) {
            continue;
        }
        if (!runs.empty() && runs.back().offset + runs.back().size == offset) {
            runs.back().size += dirty_page_size;
        } else {
            runs.push_back({offset, dirty_page_size});
        }
    }
    return runs;
}

Bytes log_head(std::span<const std::byte> base_block, std::uint32_t type, std::uint32_t sequence,
               std::size_t bins_size) {
    Bytes head(base_block.begin(), base_block.begin() + sealed_size);
    put32(head, 28, type);
    put32(head, 40, static_cast<std::uint32_t>(bins_size));
    set_sequences(head, sequence, sequence);
    return head;
}

void hash_entry(std::span<std::byte> entry) {
    put64(entry, 24, marvin32(entry.subspan(entry_header_size)));
    put64(entry, 32, marvin32(entry.first(32)));
}

void append_entry(Bytes& log, std::uint32_t sequence, const Bytes& before, const Bytes& after) {
    const auto start = log.size();
    const auto runs = dirty_runs(before, after);
    Bytes entry(entry_header_size);
    put_text(entry, 0, "HvLE");
    put32(entry, 12, sequence);
    put32(entry, 16, static_cast<std::uint32_t>(after.size()));
    put32(entry, 20, static_cast<std::uint32_t>(runs.size()));
    for (const auto& run : runs) {
        append(entry, dword_bytes(static_cast<std::uint32_t>(run.offset)));
        append(entry, dword_bytes(static_cast<std::uint32_t>(run.size)));
    }
    for (const auto& run : runs) {
        append(entry, std::span(after).subspan(run.offset, run.size));
    }
    // Entries of Windows end on a page boundary of the log.
    entry.resize(round_up(start + entry.size(), dirty_page_size) - start);
    put32(entry, 4, static_cast<std::uint32_t>(entry.size()));
    hash_entry(entry);
    append(log, entry);
}

}  // namespace

Bytes new_format_log(std::span<const std::byte> base_block, std::uint32_t sequence,
                     std::span<const Bytes> history) {
    auto log = log_head(base_block, new_log_type, sequence, history[1].size());
    for (std::size_t i = 1; i < history.size(); ++i) {
        append_entry(log, sequence++, history[i - 1], history[i]);
    }
    return log;
}

Bytes old_format_log(std::span<const std::byte> base_block, std::uint32_t sequence,
                     const Bytes& before, const Bytes& after) {
    auto log = log_head(base_block, old_log_type, sequence, after.size());
    const auto pages = after.size() / dirty_page_size;
    constexpr std::size_t bitmap_bytes_per_page = dirty_page_size / sector_size / 8;
    log.resize(round_up(bitmap_offset + pages * bitmap_bytes_per_page, sector_size));
    put_text(log, sector_size, "DIRT");
    for (std::size_t page = 0; page < pages; ++page) {
        const auto offset = page * dirty_page_size;
        if (page_is_dirty(before, after, offset)) {
            log[bitmap_offset + page] = std::byte{0xFF};
            const auto data_start = log.size();
            append(log, std::span(after).subspan(offset, dirty_page_size));
            if (page == 0) {  // it carries the time of this commit
                std::ranges::copy(base_block.subspan(12, 8),
                                  log.begin() + static_cast<std::ptrdiff_t>(data_start + 20));
            }
        }
    }
    return log;
}

std::vector<std::size_t> log_entries(std::span<const std::byte> log) {
    std::vector<std::size_t> entries;
    for (auto offset = sector_size; offset + entry_header_size <= log.size();) {
        const auto size = get32(log, offset + 4);
        if (size == 0) {
            break;
        }
        entries.push_back(offset);
        offset += size;
    }
    return entries;
}

void renumber_log_entry(std::span<std::byte> log, std::size_t entry, std::uint32_t sequence) {
    put32(log, entry + 12, sequence);
    hash_entry(log.subspan(entry, get32(log, entry + 4)));
}

std::uint64_t marvin32(std::span<const std::byte> bytes) {
    std::uint32_t low = 0x7A4E55C5;
    std::uint32_t high = 0x82EF4D88;
    const auto absorb = [&](std::uint32_t word) {
        low += word;
        high ^= low;
        low = std::rotl(low, 20) + high;
        high = std::rotl(high, 9) ^ low;
        low = std::rotl(low, 27) + high;
        high = std::rotl(high, 19);
    };
    std::size_t offset = 0;
    for (; offset + 4 <= bytes.size(); offset += 4) {
        absorb(get32(bytes, offset));
    }
    auto last = std::uint32_t{0x80};
    for (auto i = bytes.size(); i-- > offset;) {
        last = last << 8 | std::to_integer<std::uint32_t>(bytes[i]);
    }
    absorb(last);
    absorb(0);
    return std::uint64_t{high} << 32 | low;
}

}  // namespace olkacct::test

// Checking a log entry completely before anything of it is used. regf: sections 8.2 and 9, 5.
#include "registry/hive/log_entry.h"

#include <cstring>

#include "base/byte_reader.h"
#include "registry/hive/format.h"
#include "registry/hive/marvin.h"

namespace olkacct::registry::hive {
namespace {

std::optional<std::vector<LogPage>> parse_pages(const base::ByteReader& entry,
                                                std::uint32_t bins_size, std::uint32_t count) {
    if (count == 0 || count > (entry.size() - log_entry_header) / 8) {
        return std::nullopt;
    }
    std::vector<LogPage> pages;
    pages.reserve(count);
    std::size_t at = log_entry_header + std::size_t{8} * count;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::size_t reference = log_entry_header + std::size_t{8} * i;
        const std::uint32_t offset = *entry.u32(reference);
        const std::uint32_t length = *entry.u32(reference + 4);
        if (offset % sector_size != 0 || length % sector_size != 0 || length == 0 ||
            offset > bins_size || length > bins_size - offset) {
            return std::nullopt;
        }
        const auto bytes = entry.bytes(at, length);
        if (!bytes) {
            return std::nullopt;
        }
        pages.push_back({offset, *bytes});
        at += length;
    }
    return pages;
}

}  // namespace

std::optional<LogEntry> parse_log_entry(std::span<const std::byte> bytes) {
    const base::ByteReader log(bytes);
    const auto size = log.u32(4);
    if (!size || *size < sector_size || *size % sector_size != 0 || *size > bytes.size() ||
        std::memcmp(bytes.data(), "HvLE", 4) != 0) {
        return std::nullopt;
    }
    const auto whole = bytes.first(*size);
    const base::ByteReader entry(whole);
    LogEntry result;
    result.size = *size;
    result.flags = *entry.u32(8);
    result.sequence = *entry.u32(12);
    result.bins_size = *entry.u32(16);
    if (result.bins_size < page_size || result.bins_size % page_size != 0 ||
        result.bins_size > max_bins_size) {
        return std::nullopt;
    }
    if (*entry.u64(32) != marvin32(whole.first(32)) ||
        *entry.u64(24) != marvin32(whole.subspan(log_entry_header))) {
        return std::nullopt;
    }
    auto pages = parse_pages(entry, result.bins_size, *entry.u32(20));
    if (!pages) {
        return std::nullopt;
    }
    result.pages = std::move(*pages);
    return result;
}

}  // namespace olkacct::registry::hive

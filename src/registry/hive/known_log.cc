// Comparing what stands where the known part of a log ended, and reading on from there.
#include "registry/hive/known_log.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

#include "base/byte_reader.h"
#include "registry/hive/format.h"

namespace olkacct::registry::hive {
namespace {

/// An entry of a few pages and the header after it.
constexpr std::size_t usual_piece = std::size_t{16} << 10;

bool still_holds(base::RandomAccessFile& log, std::uint64_t offset,
                 std::span<const std::byte> bytes) {
    std::array<std::byte, base_block_used> found{};
    const auto length = log.read_at(offset, std::span(found).first(bytes.size()));
    return length && *length == bytes.size() &&
           std::ranges::equal(bytes, std::span(found).first(bytes.size()));
}

/// How much more must be read at once for the entry that starts here; 0 when none does, or it is
/// there whole.
std::size_t missing_size(std::span<const std::byte> bytes) {
    if (bytes.size() < log_entry_header) {
        return usual_piece;
    }
    const std::uint32_t size = *base::ByteReader(bytes).u32(4);
    const bool is_cut =
        std::memcmp(bytes.data(), "HvLE", 4) == 0 && size > bytes.size() && size <= max_log_size;
    return is_cut ? std::max<std::size_t>(size, usual_piece) : 0;
}

}  // namespace

std::optional<KnownLog> know(const BaseBlockBytes& hive, const std::shared_ptr<const Log>& log,
                             const Recovery& recovery) {
    if (!recovery.log_end) {
        return std::nullopt;
    }
    const std::span content(log->content);
    const auto header = content.first(base_block_used);
    const auto last = content.subspan(recovery.log_end->last_entry, log_entry_header);
    return KnownLog{.hive = hive,
                    .path = log->path,
                    .header = {header.begin(), header.end()},
                    .last_entry = {last.begin(), last.end()},
                    .recovery = recovery,
                    .bytes = {log}};
}

std::optional<KnownLog> go_on(const KnownLog& known, base::RandomAccessFile& log) {
    if (!still_holds(log, 0, known.header) ||
        !still_holds(log, known.recovery.log_end->last_entry, known.last_entry)) {
        return std::nullopt;
    }
    KnownLog now = known;
    for (std::size_t wanted = usual_piece; wanted != 0;) {
        const auto piece = std::make_shared<std::vector<std::byte>>(wanted);
        const std::uint64_t from = now.recovery.log_end->end;
        const auto length = log.read_at(from, *piece);
        if (!length || from > max_log_size) {
            return std::nullopt;
        }
        piece->resize(*length);
        const std::size_t applied = apply_entries(*piece, now.recovery);
        if (applied != 0) {
            const auto last = std::span(*piece).subspan(now.recovery.log_end->last_entry - from,
                                                        log_entry_header);
            now.last_entry.assign(last.begin(), last.end());
            now.bytes.push_back(piece);
        }
        const bool has_more = *length == wanted;
        wanted = has_more ? missing_size(std::span(*piece).subspan(applied)) : 0;
    }
    now.recovery.notes = {
        applied_note(now.path, now.recovery.log_end->first_sequence, now.recovery)};
    return now;
}

}  // namespace olkacct::registry::hive

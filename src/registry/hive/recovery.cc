// Which logs apply, in which order, and applying them. regf: sections 8 and 9.
#include "registry/hive/recovery.h"

#include <algorithm>
#include <cstring>

#include "base/byte_reader.h"
#include "registry/hive/log_entry.h"

namespace olkacct::registry::hive {
namespace {

constexpr std::size_t smallest_log = 552;

struct UsableLog {
    const Log* log = nullptr;
    BaseBlock base;
};

bool is_old(const BaseBlock& base) {
    return base.type == log_type_old || base.type == log_type_oldest;
}

/// Why a log cannot be used, or empty. regf: section 8.
std::string problem_of(const Log& log, BaseBlock& base) {
    if (log.content.size() <= smallest_log) {
        return "it is too short";
    }
    base = parse_base_block(std::span(log.content).first<base_block_used>());
    if (!base.signature_ok) {
        return "its signature is not regf";
    }
    if (!base.checksum_ok) {
        return "its checksum is wrong";
    }
    if (base.primary_sequence != base.secondary_sequence) {
        return "it was not written completely";
    }
    if (!is_old(base) && base.type != log_type_new) {
        return "its type is " + std::to_string(base.type);
    }
    if (base.clustering != 1) {
        return "its clustering factor is " + std::to_string(base.clustering);
    }
    return base_block_problem(base);
}

std::span<const std::byte> base_block_of(const Log& log) {
    return std::span(log.content).first<base_block_used>();
}

std::string sequence_text(std::uint32_t first, std::uint32_t last) {
    return first == last ? "entry " + std::to_string(first)
                         : "entries " + std::to_string(first) + " to " + std::to_string(last);
}

/// Applies the chain of entries of one log; false when there was none.
bool apply_log(const UsableLog& log, Recovery& recovery) {
    const std::uint32_t first = log.base.primary_sequence;
    recovery.next_sequence = first;
    recovery.log_end = LogEnd{.first_sequence = first, .end = base_block_used};
    (void)apply_entries(std::span(log.log->content).subspan(base_block_used), recovery);
    if (recovery.next_sequence == first) {
        return false;
    }
    recovery.notes.push_back(applied_note(log.log->path, first, recovery));
    return true;
}

tl::unexpected<Error> unusable(const std::string& what, const std::string& where) {
    return fail(ErrorCode::logs_unusable, what, where);
}

Result<Recovery> replay_new(const BaseBlock& primary, std::vector<UsableLog> logs,
                            bool primary_valid) {
    const std::size_t count = logs.size();
    std::stable_sort(logs.begin(), logs.end(), [](const UsableLog& a, const UsableLog& b) {
        return sequence_before(a.base.primary_sequence, b.base.primary_sequence);
    });
    BaseBlock base = primary;
    std::span<const std::byte> base_bytes;
    if (!primary_valid) {
        // Only the latest log's copy of the base block can be trusted then.
        logs.erase(logs.begin(), logs.end() - 1);
        base = logs.front().base;
        base_bytes = base_block_of(*logs.front().log);
    } else {
        std::erase_if(logs, [&primary](const UsableLog& log) {
            return sequence_before(log.base.primary_sequence, primary.secondary_sequence);
        });
        if (logs.empty()) {
            return unusable("the logs are older than the hive, whose sequence numbers are " +
                                std::to_string(primary.primary_sequence) + " and " +
                                std::to_string(primary.secondary_sequence),
                            {});
        }
    }
    Recovery recovery;
    recovery.base = base;
    recovery.base_bytes = base_bytes;
    if (!apply_log(logs.front(), recovery)) {
        return unusable("no entry of the log is complete", logs.front().log->path);
    }
    if (logs.size() > 1 && logs[1].base.primary_sequence == recovery.next_sequence) {
        (void)apply_log(logs[1], recovery);
    }
    if (count != 1 || !primary_valid) {
        recovery.log_end.reset();
    }
    return recovery;
}

/// The bitmap of dirty sectors, then the sectors themselves. regf: section 8.1.
Result<Recovery> replay_old_log(const UsableLog& log) {
    const std::span<const std::byte> content(log.log->content);
    const std::size_t bitmap_bytes = log.base.bins_size / page_size;
    const std::size_t pages_at =
        (log_bitmap_offset + bitmap_bytes + sector_size - 1) / sector_size * sector_size;
    if (std::memcmp(content.data() + base_block_used, "DIRT", 4) != 0) {
        return unusable("the bitmap of changed sectors has no signature", log.log->path);
    }
    if (pages_at > content.size()) {
        return unusable("the bitmap of changed sectors is cut off", log.log->path);
    }
    Recovery recovery;
    recovery.base = log.base;
    recovery.base_bytes = base_block_of(*log.log);
    recovery.next_sequence = log.base.primary_sequence;
    std::size_t at = pages_at;
    std::size_t sectors = 0;
    for (std::size_t bit = 0; bit < bitmap_bytes * 8; ++bit) {
        const auto flags = std::to_integer<unsigned>(content[log_bitmap_offset + bit / 8]);
        if ((flags >> (bit % 8) & 1U) == 0) {
            continue;
        }
        if (content.size() - at < sector_size) {
            return unusable("the log ends before all changed sectors", log.log->path);
        }
        recovery.overlay.cover(static_cast<std::uint32_t>(bit * sector_size),
                               content.subspan(at, sector_size));
        at += sector_size;
        ++sectors;
    }
    recovery.notes.push_back(log.log->path + ": applied " + std::to_string(sectors) +
                             " sectors, the hive bins have " +
                             std::to_string(recovery.base.bins_size) + " bytes");
    return recovery;
}

Result<Recovery> replay_old(const BaseBlock& primary, const std::vector<UsableLog>& logs,
                            bool primary_valid) {
    const UsableLog* best = nullptr;
    for (const UsableLog& log : logs) {
        const bool too_old = primary_valid && log.base.last_written < primary.last_written;
        if (!too_old && (best == nullptr || log.base.last_written > best->base.last_written)) {
            best = &log;
        }
    }
    if (best == nullptr) {
        return unusable("the logs are older than the hive", logs.front().log->path);
    }
    return replay_old_log(*best);
}

}  // namespace

void Overlay::cover(std::uint32_t offset, std::span<const std::byte> bytes) {
    for (std::size_t at = 0; at + sector_size <= bytes.size(); at += sector_size) {
        sectors_[offset / sector_size + static_cast<std::uint32_t>(at / sector_size)] =
            bytes.data() + at;
    }
}

void Overlay::apply(std::uint32_t offset, std::span<std::byte> page) const {
    if (sectors_.empty()) {
        return;
    }
    for (std::size_t at = 0; at + sector_size <= page.size(); at += sector_size) {
        const auto found =
            sectors_.find(offset / sector_size + static_cast<std::uint32_t>(at / sector_size));
        if (found != sectors_.end()) {
            std::memcpy(page.data() + at, found->second, sector_size);
        }
    }
}

std::vector<std::uint32_t> Overlay::offsets() const {
    std::vector<std::uint32_t> offsets;
    offsets.reserve(sectors_.size());
    for (const auto& [sector, bytes] : sectors_) {
        offsets.push_back(sector * sector_size);
    }
    std::sort(offsets.begin(), offsets.end());
    return offsets;
}

std::size_t apply_entries(std::span<const std::byte> bytes, Recovery& recovery) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto entry = parse_log_entry(bytes.subspan(at));
        if (!entry || entry->sequence != recovery.next_sequence) {
            break;
        }
        for (const LogPage& page : entry->pages) {
            recovery.overlay.cover(page.offset, page.bytes);
        }
        recovery.base.bins_size = entry->bins_size;
        recovery.base.flags = (recovery.base.flags & ~1U) | (entry->flags & 1U);
        recovery.log_end->last_entry = recovery.log_end->end;
        recovery.log_end->end += entry->size;
        at += entry->size;
        ++recovery.next_sequence;
    }
    return at;
}

std::string applied_note(const std::string& path, std::uint32_t first_sequence,
                         const Recovery& recovery) {
    return path + ": applied " + sequence_text(first_sequence, recovery.next_sequence - 1) +
           ", the hive bins have " + std::to_string(recovery.base.bins_size) + " bytes";
}

Result<Recovery> recover(const BaseBlock& primary,
                         std::span<const std::shared_ptr<const Log>> logs) {
    std::vector<UsableLog> new_logs;
    std::vector<UsableLog> old_logs;
    std::string reasons;
    for (const auto& log : logs) {
        UsableLog usable{log.get(), {}};
        const std::string problem = problem_of(*log, usable.base);
        if (problem.empty()) {
            (is_old(usable.base) ? old_logs : new_logs).push_back(usable);
        } else {
            reasons += (reasons.empty() ? "" : "; ") + log->path + ": " + problem;
        }
    }
    const bool primary_valid = primary.checksum_ok && base_block_problem(primary).empty();
    if (!new_logs.empty()) {
        return replay_new(primary, std::move(new_logs), primary_valid);
    }
    if (!old_logs.empty()) {
        return replay_old(primary, old_logs, primary_valid);
    }
    return unusable("the logs cannot be used: " + reasons, {});
}

}  // namespace olkacct::registry::hive

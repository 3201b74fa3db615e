// The steps of section 9, numbered as there.
#include "support/log_replay.h"

#include <algorithm>
#include <vector>

#include "support/base_block.h"
#include "support/log_builder.h"

namespace olkacct::test {

namespace {

constexpr std::size_t page = 4096;

bool has_text(std::span<const std::byte> bytes, std::size_t at, std::string_view text) {
    return at + text.size() <= bytes.size() &&
           std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char c, std::byte b) { return std::byte(c) == b; });
}

bool checksum_is_right(std::span<const std::byte> head) {
    std::uint32_t sum = 0;
    for (std::size_t at = 0; at < 508; at += 4) sum ^= get32(head, at);
    if (sum == 0) sum = 1;
    if (sum == 0xFFFFFFFF) sum = 0xFFFFFFFE;
    return sum == get32(head, 508);
}

std::int32_t distance(std::uint32_t from, std::uint32_t to) {
    return static_cast<std::int32_t>(to - from);
}

bool sound_bins_size(std::uint32_t size) {
    return size >= page && size % page == 0 && size < 0x80000000;
}

// Section 8: the structural minimum.
bool usable(const Bytes& log) {
    if (log.size() <= 552 || !has_text(log, 0, "regf") || !checksum_is_right(log)) return false;
    const auto type = get32(log, 28);
    return get32(log, 4) == get32(log, 8) && (type == 1 || type == 2 || type == 6) &&
           get32(log, 32) == 1 && get32(log, 20) == 1 && get32(log, 44) == 1 &&
           sound_bins_size(get32(log, 40));
}

struct Image {
    Bytes head;
    Bytes bins;

    void put(std::uint32_t offset, std::span<const std::byte> bytes) {
        if (bins.size() < offset + bytes.size()) bins.resize(offset + bytes.size());
        std::copy(bytes.begin(), bytes.end(), bins.begin() + offset);
    }
};

// Step 5 and 6 for one entry; its size, or 0 when the chain ends here.
std::size_t apply_entry(std::span<const std::byte> rest, std::uint32_t number, Image& image) {
    if (rest.size() < 512 || !has_text(rest, 0, "HvLE")) return 0;
    const auto size = get32(rest, 4);
    if (size < 512 || size % 512 != 0 || size > rest.size()) return 0;
    const auto entry = rest.first(size);
    const auto bins_size = get32(entry, 16);
    const auto count = get32(entry, 20);
    if (!sound_bins_size(bins_size) || count == 0 || count > (size - 40) / 8) return 0;
    std::uint64_t total = 40 + 8 * std::uint64_t{count};
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto offset = get32(entry, 40 + 8 * std::size_t{i});
        const auto length = get32(entry, 44 + 8 * std::size_t{i});
        if (offset % 512 != 0 || length % 512 != 0 || length == 0) return 0;
        if (std::uint64_t{offset} + length > bins_size) return 0;
        total += length;
    }
    if (total > size) return 0;
    if (get_number(entry, 32, 8) != marvin32(entry.first(32))) return 0;
    if (get_number(entry, 24, 8) != marvin32(entry.subspan(40))) return 0;
    if (get32(entry, 12) != number) return 0;
    image.bins.resize(bins_size);
    std::size_t at = 40 + 8 * std::size_t{count};
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto length = get32(entry, 44 + 8 * std::size_t{i});
        image.put(get32(entry, 40 + 8 * std::size_t{i}), entry.subspan(at, length));
        at += length;
    }
    return size;
}

// The number that would come next.
std::uint32_t apply_chain(const Bytes& log, Image& image) {
    auto number = get32(log, 4);
    for (std::size_t at = 512; at < log.size();) {
        const auto size = apply_entry(std::span(log).subspan(at), number, image);
        if (size == 0) break;
        at += size;
        ++number;
    }
    return number;
}

// Steps 3 to 6.
bool replay_new(std::vector<const Bytes*> logs, bool head_is_valid, Image& image,
                std::string& why) {
    std::stable_sort(logs.begin(), logs.end(), [](const Bytes* a, const Bytes* b) {
        return distance(get32(*a, 4), get32(*b, 4)) > 0;
    });
    if (!head_is_valid) {
        logs = {logs.back()};
        std::copy_n(logs[0]->begin(), 512, image.head.begin());
    } else {
        const auto second = get32(image.head, 8);
        std::erase_if(logs, [&](const Bytes* log) { return distance(second, get32(*log, 4)) < 0; });
    }
    if (logs.empty()) {
        why = "every log is older than the hive";
        return false;
    }
    auto next = apply_chain(*logs[0], image);
    if (next == get32(*logs[0], 4)) {
        why = "the first entry is not complete";
        return false;
    }
    if (logs.size() > 1 && get32(*logs[1], 4) == next) next = apply_chain(*logs[1], image);
    set_sequences(image.head, next, next);
    return true;
}

// Step 7 with the rule of section 8.1.
bool replay_old(const std::vector<const Bytes*>& logs, bool head_is_valid, Image& image,
                std::string& why) {
    const auto written = [](std::span<const std::byte> head) { return get_number(head, 12, 8); };
    const auto wanted = head_is_valid ? written(image.head) : get_number(image.bins, 20, 8);
    const Bytes* best = nullptr;
    for (const Bytes* log : logs) {
        if (written(*log) >= wanted && (best == nullptr || written(*log) > written(*best))) {
            best = log;
        }
    }
    if (best == nullptr || !has_text(*best, 512, "DIRT")) {
        why = "no log has a time and a bitmap that fit";
        return false;
    }
    const auto bins_size = get32(*best, 40);
    std::size_t at = (516 + bins_size / page + 511) / 512 * 512;
    std::copy_n(best->begin(), 512, image.head.begin());
    image.bins.resize(bins_size);
    for (std::uint32_t bit = 0; bit < bins_size / 512; ++bit) {
        const auto byte = 516 + std::size_t{bit} / 8;
        if (byte >= best->size()) break;
        if ((std::to_integer<unsigned>((*best)[byte]) >> bit % 8 & 1) == 0) continue;
        if (at + 512 > best->size()) {
            why = "the log ends before its pages";
            return false;
        }
        image.put(bit * 512, std::span(*best).subspan(at, 512));
        at += 512;
    }
    return true;
}

bool bins_tile(const Bytes& bins) {
    for (std::size_t at = 0; at < bins.size();) {
        if (!has_text(bins, at, "hbin") || get32(bins, at + 4) != at) return false;
        const auto size = get32(bins, at + 8);
        if (size == 0 || size % page != 0 || size > bins.size() - at) return false;
        at += size;
    }
    return true;
}

}  // namespace

std::optional<ReplayedHive> replay_logs(const Bytes& primary, const Bytes& log1, const Bytes& log2,
                                        std::string& why) {
    if (primary.size() < page) {
        why = "there is no base block";
        return std::nullopt;
    }
    Image image{Bytes(primary.begin(), primary.begin() + page),
                Bytes(primary.begin() + page, primary.end())};
    // Step 1.
    const bool valid = has_text(image.head, 0, "regf") && checksum_is_right(image.head);
    const bool dirty = !valid || get32(image.head, 4) != get32(image.head, 8);
    if (dirty) {
        // Step 2.
        std::vector<const Bytes*> new_logs;
        std::vector<const Bytes*> old_logs;
        for (const Bytes* log : {&log1, &log2}) {
            if (usable(*log)) (get32(*log, 28) == 6 ? new_logs : old_logs).push_back(log);
        }
        if (new_logs.empty() && old_logs.empty()) {
            why = "the hive is dirty and no log is usable";
            return std::nullopt;
        }
        const bool done = !new_logs.empty() ? replay_new(new_logs, valid, image, why)
                                            : replay_old(old_logs, valid, image, why);
        if (!done) return std::nullopt;
        put32(image.head, 28, 0);
        put32(image.head, 40, static_cast<std::uint32_t>(image.bins.size()));
        seal_base_block(image.head);
    } else {
        const auto bins_size = get32(image.head, 40);
        if (bins_size > image.bins.size()) {
            why = "the hive is cut off";
            return std::nullopt;
        }
        image.bins.resize(bins_size);
    }
    // Step 9.
    if (!bins_tile(image.bins)) {
        why = "the bins do not follow each other";
        return std::nullopt;
    }
    ReplayedHive result{.bins = std::move(image.bins), .was_dirty = dirty, .file = image.head};
    append(result.file, result.bins);
    return result;
}

}  // namespace olkacct::test

#include "support/dirty_states.h"

#include <utility>

#include "support/base_block.h"
#include "support/log_builder.h"

namespace olkacct::test {

namespace {

constexpr std::uint32_t clean_sequence = 40;  // the hive's number while it was clean
constexpr std::uint32_t steps = 4;
constexpr std::uint64_t ten_seconds = 100'000'000;

// A hive through four commits. The second and the fourth make it grow.
struct Story {
    explicit Story(const HiveOptions& options) {
        HiveBuilder hive(options);
        const auto key = hive.add_path(HiveBuilder::root, step_key);
        hive.add_path(HiveBuilder::root, u"Software\\Microsoft\\Office");
        for (std::uint32_t step = 0; step <= steps; ++step) {
            hive.set_dword(key, step_value, step);
            if (step % 2 == 0 && step > 0) {
                hive.set_binary(key, u"Growth", Bytes(step * 9000, std::byte{0x47}));
            }
            history.push_back(hive.bins());
            blocks.push_back(hive.base_block(clean_sequence, clean_sequence));
            put64(blocks.back(), 12, options.created + (step + 1) * ten_seconds);
        }
    }

    std::span<const Bytes> commits(std::size_t first, std::size_t last) const {
        return std::span(history).subspan(first, last - first + 1);
    }
    // The hive file as it was at this step, with the sequence numbers given.
    Bytes file(std::size_t step, std::uint32_t first, std::uint32_t second) const {
        auto bytes = blocks[step];
        set_sequences(bytes, first, second);
        append(bytes, history[step]);
        return bytes;
    }
    Bytes log(std::uint32_t number, std::size_t first, std::size_t last) const {
        return new_format_log(blocks[first], number, commits(first, last));
    }

    std::vector<Bytes> history;
    std::vector<Bytes> blocks;
};

Bytes flipped(Bytes bytes, std::size_t offset) {
    bytes[offset] ^= std::byte{1};
    return bytes;
}

Bytes shortened(Bytes bytes, std::size_t by) {
    bytes.resize(bytes.size() - by);
    return bytes;
}

Bytes joined(Bytes first, std::span<const std::byte> second) {
    append(first, second);
    return first;
}

// The crash came while the header was written: its checksum is wrong.
Bytes torn_header(Bytes file) { return flipped(std::move(file), 508); }

}  // namespace

std::vector<DirtyState> new_format_states(const HiveOptions& options) {
    const Story story(options);
    const auto dirty = story.file(0, clean_sequence + 1, clean_sequence);
    const auto one = story.log(clean_sequence, 0, 1);
    const auto two = story.log(clean_sequence, 0, 2);
    const auto four = story.log(clean_sequence, 0, 4);
    const auto last_entry = log_entries(two).back();
    auto misnumbered = two;
    renumber_log_entry(misnumbered, last_entry, clean_sequence + 7);
    // An older cycle of the same log, whose entries lie behind the new ones.
    const auto stale = story.log(clean_sequence - 9, 2, 4);
    const auto stale_tail = std::span(stale).subspan(log_entries(stale).back());
    const auto dirty_half = story.file(1, clean_sequence + 1, clean_sequence);
    // Windows writes the size of the first entry into the header before the bins grow.
    auto promising = dirty_half;
    put32(promising, 40, static_cast<std::uint32_t>(story.history[2].size()));
    seal_base_block(promising);

    return {
        {"clean hive beside a fitting log", story.file(0, clean_sequence, clean_sequence), four,
         Bytes(), 0},
        {"one entry", dirty, one, Bytes(), 1},
        {"one entry, no second log", dirty, one, std::nullopt, 1},
        {"the log is the second one", dirty, Bytes(), one, 1},
        {"the log is the second one, no first", dirty, std::nullopt, one, 1},
        {"growth", dirty, two, Bytes(), 2},
        {"four entries", dirty, four, Bytes(), 4},
        {"chain over two logs", dirty, one, story.log(clean_sequence + 1, 1, 4), 4},
        {"chain over two logs, the later one first", dirty, story.log(clean_sequence + 1, 1, 4),
         one, 4},
        {"gap between the logs", dirty, one, story.log(clean_sequence + 2, 2, 4), 1},
        {"torn last entry", dirty, shortened(two, 4096), Bytes(), 1},
        {"wrong page hash in the last entry", dirty, flipped(two, last_entry + 600), Bytes(), 1},
        {"wrong head hash in the last entry", dirty, flipped(two, last_entry + 33), Bytes(), 1},
        {"wrong number in the last entry", dirty, misnumbered, Bytes(), 1},
        {"stale entries behind", dirty, joined(one, stale_tail), Bytes(), 1},
        {"stale second log", dirty, two, stale, 2},
        {"torn second log", dirty, one, flipped(story.log(clean_sequence + 1, 1, 4), 0), 1},
        {"pages partly written", dirty_half, four, Bytes(), 4},
        {"bins shorter than the header says", promising, story.log(clean_sequence, 1, 2), Bytes(),
         2},
        {"torn header", torn_header(dirty), one, Bytes(), 1},
        {"no log", dirty, std::nullopt, std::nullopt, 0},
        {"both logs empty", dirty, Bytes(), Bytes(), 0},
        {"wrong log checksum", dirty, flipped(one, 508), Bytes(), std::nullopt},
        {"only a stale log", dirty, stale, Bytes(), std::nullopt},
        {"first entry torn", dirty, shortened(one, 4096), Bytes(), std::nullopt},
    };
}

std::vector<DirtyState> old_format_states(const HiveOptions& options) {
    const Story story(options);
    // The header is written before the pages, so it has the time and size of the next state.
    auto dirty = story.blocks[2];
    set_sequences(dirty, clean_sequence + 1, clean_sequence);
    append(dirty, story.history[0]);
    const auto log =
        old_format_log(story.blocks[2], clean_sequence + 1, story.history[0], story.history[2]);
    auto stale_pages = log;
    append(stale_pages, Bytes(3 * 4096, std::byte{0x53}));

    return {
        {"clean hive beside a fitting log", story.file(0, clean_sequence, clean_sequence), log,
         Bytes(), 0},
        {"one log", dirty, log, Bytes(), 2},
        {"one log, no second", dirty, log, std::nullopt, 2},
        {"the log is the second one", dirty, Bytes(), log, 2},
        {"stale pages behind", dirty, stale_pages, Bytes(), 2},
        {"torn header", torn_header(story.file(0, clean_sequence + 1, clean_sequence)), log,
         Bytes(), 2},
        {"no log", dirty, std::nullopt, std::nullopt, 0},
        {"both logs empty", dirty, Bytes(), Bytes(), 0},
        {"wrong log checksum", dirty, flipped(log, 508), Bytes(), std::nullopt},
        {"last page torn", dirty, shortened(log, 512), Bytes(), std::nullopt},
    };
}

}  // namespace olkacct::test

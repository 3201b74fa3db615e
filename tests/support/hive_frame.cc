#include "support/hive_frame.h"

#include <algorithm>

#include "support/base_block.h"
#include "support/log_builder.h"

namespace olkacct::test {

namespace {

constexpr std::size_t frame_head_size = 16;
constexpr std::uint32_t absent = 0xFFFFFFFF;
constexpr std::uint32_t flag_primary = 1;
constexpr std::uint32_t flag_logs = 2;
constexpr std::size_t entry_head_size = 40;

std::uint32_t size_field(const std::optional<Bytes>& file) {
    return file ? static_cast<std::uint32_t>(file->size()) : absent;
}

void reseal(Bytes& file) {
    if (file.size() >= sealed_size) seal_base_block(file);
}

// Rehashes every entry whose size makes sense.
void reseal_log(Bytes& log) {
    reseal(log);
    for (auto offset = sealed_size; offset + entry_head_size <= log.size();) {
        const auto size = get32(log, offset + 4);
        if (size < entry_head_size || size > log.size() - offset) return;
        renumber_log_entry(log, offset, get32(log, offset + 12));
        offset += size;
    }
}

}  // namespace

Bytes pack_frame(const HiveFrame& frame) {
    Bytes packed;
    append(packed, dword_bytes(static_cast<std::uint32_t>(frame.primary.size())));
    append(packed, dword_bytes(size_field(frame.log1)));
    append(packed, dword_bytes(size_field(frame.log2)));
    append(packed, dword_bytes((frame.reseal_primary ? flag_primary : 0) |
                               (frame.reseal_logs ? flag_logs : 0)));
    append(packed, frame.primary);
    if (frame.log1) append(packed, *frame.log1);
    if (frame.log2) append(packed, *frame.log2);
    return packed;
}

HiveFrame unpack_frame(std::span<const std::byte> input) {
    HiveFrame frame;
    if (input.size() < frame_head_size) return frame;
    auto rest = input.subspan(frame_head_size);
    const auto take = [&rest](std::uint32_t size) -> std::optional<Bytes> {
        if (size == absent) return std::nullopt;
        const auto part = rest.first(std::min<std::size_t>(size, rest.size()));
        rest = rest.subspan(part.size());
        return Bytes(part.begin(), part.end());
    };
    const auto flags = get32(input, 12);
    frame.reseal_primary = (flags & flag_primary) != 0;
    frame.reseal_logs = (flags & flag_logs) != 0;
    frame.primary = take(get32(input, 0)).value_or(Bytes());
    frame.log1 = take(get32(input, 4));
    frame.log2 = take(get32(input, 8));
    if (frame.reseal_primary) reseal(frame.primary);
    if (frame.reseal_logs && frame.log1) reseal_log(*frame.log1);
    if (frame.reseal_logs && frame.log2) reseal_log(*frame.log2);
    return frame;
}

}  // namespace olkacct::test

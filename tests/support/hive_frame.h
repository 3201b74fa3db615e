// One fuzz input that holds a hive and its logs.
#pragma once

#include <cstdint>
#include <optional>

#include "support/bytes.h"

namespace olkacct::test {

struct HiveFrame {
    Bytes primary = {};
    std::optional<Bytes> log1 = std::nullopt;
    std::optional<Bytes> log2 = std::nullopt;
    // Checksums and hashes are made right before the files are read, so that a mutation behind
    // them is not refused at the door.
    bool reseal_primary = false;
    bool reseal_logs = false;
};

// Four numbers (sizes of the three files, all bits set for one that is not there, and flags), then
// the files. Any bytes can be unpacked: sizes end with the input.
Bytes pack_frame(const HiveFrame& frame);
HiveFrame unpack_frame(std::span<const std::byte> input);

}  // namespace olkacct::test

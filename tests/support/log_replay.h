// Replays the logs of a hive by the letter of the format page, sections 8 and 9, knowing nothing of
// our own recovery: a second opinion on what a crash has left.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "support/bytes.h"

namespace olkacct::test {

struct ReplayedHive {
    Bytes bins;
    bool was_dirty = false;
    // A clean hive file with these bins.
    Bytes file;
};

// Nothing when there is no way to a sound hive: then `why` says what is wrong. A dirty hive
// without a log that applies is such a case. A log that does not exist is empty.
std::optional<ReplayedHive> replay_logs(const Bytes& primary, const Bytes& log1, const Bytes& log2,
                                        std::string& why);

}  // namespace olkacct::test

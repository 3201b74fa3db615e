// A log that was replayed once and is added to since: the next read takes only what is new.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"
#include "registry/hive/base_block.h"
#include "registry/hive/recovery.h"

namespace olkacct::registry::hive {

/// A hive that was left open and the one log that has its changes. As long as the hive's header,
/// the log's and its last known entry are what they were, everything before that entry is too:
/// a log is only added to, or begun again under another header (regf: section 10.3), and the hash
/// of an entry covers its sequence number and its pages.
struct KnownLog {
    BaseBlockBytes hive{};
    std::string path;
    std::vector<std::byte> header;
    std::vector<std::byte> last_entry;  ///< the header of it
    /// Points into `bytes`; has a `log_end`.
    Recovery recovery;
    std::vector<std::shared_ptr<const void>> bytes;
};

/// What was read of the only log of a hive, which `recovery` came from. Keeps `log`; nullopt when
/// `recovery` does not say where the log ended.
std::optional<KnownLog> know(const BaseBlockBytes& hive, const std::shared_ptr<const Log>& log,
                             const Recovery& recovery);

/// `known` and what was added to the log since; nullopt when `log` is not that log any more, or
/// cannot be read.
std::optional<KnownLog> go_on(const KnownLog& known, base::RandomAccessFile& log);

}  // namespace olkacct::registry::hive

// What a write transaction needs of the file below it: the hive as it is, and one commit.
#pragma once

#include "olkacct/error.h"
#include "registry/hive/opened_hive.h"
#include "registry/hive/pending_pages.h"

namespace olkacct::registry::hive {

/// Belongs to one write transaction and excludes every other writer until it is destroyed.
class HiveCommitter {
  public:
    HiveCommitter() = default;
    HiveCommitter(const HiveCommitter&) = delete;
    HiveCommitter& operator=(const HiveCommitter&) = delete;
    virtual ~HiveCommitter() = default;

    /// With its logs laid over it where they had to be; does not change before commit.
    virtual OpenedHive& hive() = 0;

    /// Makes the pages part of the file, all or none, and durable. Once: after a commit, whatever
    /// came of it, reopen_needed. No pages: nothing is done. access_denied, conflict (somebody
    /// changed the file without a lock), disk_full, io_error, limit_exceeded.
    virtual Result<void> commit(const PendingPages& pending) = 0;
};

}  // namespace olkacct::registry::hive

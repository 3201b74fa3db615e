// A hive file that is changed in place, through the format's own journal. regf: section 10.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "registry/hive/commit_journal.h"
#include "registry/hive/commit_logs.h"
#include "registry/hive/hive_committer.h"
#include "registry/hive/log_cycle.h"

namespace olkacct::registry::hive {

/// Holds the exclusive lock on the file until it is destroyed.
///
/// A commit of the hive whose sequence numbers are both N, each line durable before the next:
///   1. the header as it is, and more room; of a hive that was recovered the header as it is, the
///      recovered pages, then the header of the closed hive;
///   2. LOG1: what the header will need, and all pages;
///   3. the header says N+1 and N: from here on recovery gives the new state;
///   4. the pages;
///   5. the header says N+1 twice. Not waited for: until it is durable, recovery from LOG1 gives
///   the
///      same. It must be before LOG1 is written again, which line 1 of the next commit sees to.
///      That line writes the header and does not only wait for it, because a system that failed to
///      write it once would not try again.
/// A commit that follows another of the same store, nobody else having written, does without line
/// 1: it adds its entry to the log, in line 3 writes the header that the first of these commits
/// wrote, so that recovery goes through all entries from there, and leaves the hive open: it writes
/// the pages, but does not wait for them. The next such commit needs only line 2 and the pages. The
/// hive is closed when the log is full and when the store reads or goes away. regf: section 10.3.
class WritableHive final : public HiveCommitter {
  public:
    /// source_busy, access_denied, not_supported_by_store (a symbolic link), hive_damaged,
    /// logs_unusable, unsupported_hive_version, and what opening a hive may give.
    /// `last_cycle`: of the commit before, when it was made through the same store, else null.
    static Result<std::unique_ptr<WritableHive>> open(
        const std::string& path, const HiveOptions& options,
        std::shared_ptr<LastCycle> last_cycle = nullptr);

    OpenedHive& hive() override { return *hive_; }
    Result<void> commit(const PendingPages& pending) override;

  private:
    WritableHive(std::unique_ptr<OpenedHive> hive, std::shared_ptr<LastCycle> last_cycle,
                 std::optional<LogCycle> last)
        : last_cycle_(std::move(last_cycle)), last_(std::move(last)), hive_(std::move(hive)) {}

    Result<void> check_pages(const PendingPages& pending) const;
    Result<void> commit_checked(const PendingPages& pending);
    [[nodiscard]] bool takes_new_format() const;
    Result<PendingPages> with_first_page(const PendingPages& pending);
    Journal make_journal(const PendingPages& pending, std::size_t least);
    Result<bool> goes_on(const PendingPages& pending);
    void remember_cycle(std::uint32_t bins_size, bool left_open);
    BaseBlockBytes closing_header(std::uint32_t bins_size) const;

    // The lines of a commit, in their order.
    Result<Journal> add_to_log(const PendingPages& pending);
    Result<Journal> begin_log(const PendingPages& pending);
    Result<void> settle(std::uint32_t bins_size);
    Result<void> write_recovered_pages();
    Result<void> begin_change();
    Result<void> write_pages(const Journal& journal);
    Result<void> end_change(std::uint32_t bins_size);

    /// conflict when the file is not as this object left it.
    Result<void> check_unchanged();
    Result<void> write_header();
    Result<void> remember_identity();

    /// Outlives hive_ and its lock: when it goes away it may have to close the hive.
    std::shared_ptr<LastCycle> last_cycle_;
    /// Of the commit before this one, and what this one makes of it.
    std::optional<LogCycle> last_;
    LogCycle cycle_;
    std::unique_ptr<OpenedHive> hive_;
    bool used_ = false;
    /// What is to be written next as the header, and what this object last saw of the file.
    BaseBlockBytes header_{};
    BaseBlockBytes known_header_{};
    base::FileIdentity identity_;
    std::uint32_t sequence_ = 0;
    /// FILETIME that the header bears after the commit.
    std::uint64_t written_ = 0;
    bool new_format_ = true;
    /// The file has the first page as the log has it.
    bool first_page_as_it_is_ = false;
    bool header_touched_ = false;
    CommitLogs logs_;
};

}  // namespace olkacct::registry::hive

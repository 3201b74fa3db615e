// A hive file that a compact copy replaces: written beside it, made durable, renamed onto it.
#pragma once

#include <memory>
#include <string>

#include "registry/hive/hive_committer.h"

namespace olkacct::registry::hive {

/// Holds the exclusive lock on the file until it is destroyed; who waits for the lock then finds
/// another file under the name. Whatever happens the old hive is there or the new one. The new one
/// is closed cleanly, so that logs beside it say nothing, and has the owner and mode of the old;
/// hard links and Windows' access lists stay with the old file.
class RewrittenHive final : public HiveCommitter {
  public:
    /// As WritableHive.
    static Result<std::unique_ptr<RewrittenHive>> open(const std::string& path,
                                                       const HiveOptions& options);

    OpenedHive& hive() override { return *hive_; }
    /// Of the changes that the image of the hive has; also without any. hive_damaged where the
    /// hive is not sound as a whole.
    Result<void> commit(const PendingPages& pending) override;

  private:
    explicit RewrittenHive(std::unique_ptr<OpenedHive> hive) : hive_(std::move(hive)) {}

    /// conflict when somebody changed the file without a lock, or gave its name to another.
    Result<void> check_unchanged();

    std::unique_ptr<OpenedHive> hive_;
    bool used_ = false;
};

}  // namespace olkacct::registry::hive

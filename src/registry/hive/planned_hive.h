// A hive whose changes are only planned: read as any reader does, never written.
#pragma once

#include <memory>
#include <string>
#include <utility>

#include "registry/hive/hive_committer.h"
#include "registry/planned_write.h"

namespace olkacct::registry::hive {

/// Excludes writers as a reader does.
class PlannedHive final : public HiveCommitter {
  public:
    /// The errors of OpenedHive::open and writable_problem.
    static Result<std::unique_ptr<PlannedHive>> open(
        const std::string& path, const HiveOptions& options,
        std::unique_ptr<base::RandomAccessFile> opened) {
        auto hive = OpenedHive::open(path, options, std::move(opened));
        if (!hive) {
            return tl::unexpected(hive.error());
        }
        if (const auto writable = (*hive)->writable_problem(); !writable) {
            return tl::unexpected(writable.error());
        }
        return std::unique_ptr<PlannedHive>(new PlannedHive(std::move(*hive)));
    }

    OpenedHive& hive() override { return *hive_; }
    Result<void> commit(const PendingPages& /*pending*/) override {
        return not_committed(hive_->path());
    }

  private:
    explicit PlannedHive(std::unique_ptr<OpenedHive> hive) : hive_(std::move(hive)) {}

    std::unique_ptr<OpenedHive> hive_;
};

}  // namespace olkacct::registry::hive

// The hive store: every transaction but possibly the first opens the file anew.
#include "registry/hive/hive_store.h"

#include <atomic>
#include <cstring>
#include <mutex>

#include "registry/file_store_watch.h"
#include "registry/hive/hive_transaction.h"
#include "registry/hive/hive_write_transaction.h"
#include "registry/hive/opened_hive.h"
#include "registry/hive/planned_hive.h"
#include "registry/hive/rewritten_hive.h"
#include "registry/hive/writable_hive.h"

namespace olkacct::registry {
namespace {

class HiveStore final : public Store {
  public:
    HiveStore(std::string path, HiveOptions options, std::unique_ptr<base::RandomAccessFile> opened)
        : path_(std::move(path)),
          options_(std::move(options)),
          opened_(std::move(opened)),
          last_cycle_(std::make_shared<hive::LastCycle>(path_, options_)) {
        capabilities_.watch = files().can_watch();
    }

    [[nodiscard]] const Capabilities& capabilities() const override { return capabilities_; }
    [[nodiscard]] const std::string& name() const override { return path_; }

    Result<std::unique_ptr<ReadTransaction>> begin_read() override {
        if (auto usable = check_readable(); !usable) {
            return tl::unexpected(usable.error());
        }
        auto hive = hive::OpenedHive::open(path_, options_, take_opened(), known_log());
        if (!hive) {
            return tl::unexpected(hive.error());
        }
        know((*hive)->known_log());
        auto transaction = hive::HiveTransaction::begin(std::move(*hive));
        if (!transaction) {
            return tl::unexpected(transaction.error());
        }
        return std::unique_ptr<ReadTransaction>(std::move(*transaction));
    }

    Result<std::unique_ptr<WriteTransaction>> begin_write() override {
        if (auto usable = check_usable(); !usable) {
            return tl::unexpected(usable.error());
        }
        // A lock that this process holds for reading would stand in its own way.
        (void)take_opened();
        return begin_on(open_committer());
    }

    Result<std::unique_ptr<Watch>> watch() override {
        return watch_file_store(files(), path_,
                                {".LOG", ".LOG1", ".LOG2", ".log", ".log1", ".log2"});
    }

    Result<std::unique_ptr<WriteTransaction>> begin_plan() override {
        if (auto usable = check_readable(); !usable) {
            return tl::unexpected(usable.error());
        }
        return begin_on(
            hive::PlannedHive::open(path_, options_, take_opened()).map([](auto hive) -> Committer {
                return hive;
            }));
    }

  private:
    using Committer = std::unique_ptr<hive::HiveCommitter>;

    Result<std::unique_ptr<WriteTransaction>> begin_on(Result<Committer> hive) const {
        if (!hive) {
            return tl::unexpected(hive.error());
        }
        auto transaction = hive::HiveWriteTransaction::begin(
            std::move(*hive), [failed = failed_] { failed->store(true); });
        if (!transaction) {
            return tl::unexpected(transaction.error());
        }
        return std::unique_ptr<WriteTransaction>(std::move(*transaction));
    }

    Result<Committer> open_committer() const {
        const auto as_committer = [](auto hive) -> Committer { return hive; };
        return options_.rewrite
                   ? hive::RewrittenHive::open(path_, options_).map(as_committer)
                   : hive::WritableHive::open(path_, options_, last_cycle_).map(as_committer);
    }

    Result<void> check_usable() const {
        if (failed_->load()) {
            return fail(ErrorCode::reopen_needed, "an earlier write to this hive failed", path_);
        }
        return {};
    }

    Result<void> check_readable() {
        if (auto usable = check_usable(); !usable) {
            return usable;
        }
        auto closed = last_cycle_->close();
        if (!closed) {
            failed_->store(true);
        }
        return closed;
    }

    std::unique_ptr<base::RandomAccessFile> take_opened() {
        const std::lock_guard lock(mutex_);
        return std::move(opened_);
    }

    std::shared_ptr<const hive::KnownLog> known_log() {
        const std::lock_guard lock(mutex_);
        return known_log_;
    }

    void know(std::shared_ptr<const hive::KnownLog> log) {
        const std::lock_guard lock(mutex_);
        known_log_ = std::move(log);
    }

    [[nodiscard]] base::FileSystem& files() const {
        return options_.files ? *options_.files : *base::system_files();
    }

    std::string path_;
    HiveOptions options_;
    Capabilities capabilities_{.write = true, .atomic = true, .durable = true};
    std::mutex mutex_;
    std::unique_ptr<base::RandomAccessFile> opened_;
    std::shared_ptr<const hive::KnownLog> known_log_;
    /// Shared with transactions, which may outlive the store.
    std::shared_ptr<hive::LastCycle> last_cycle_;
    /// A write failed in this store. Shared with transactions, which may outlive it.
    std::shared_ptr<std::atomic<bool>> failed_ = std::make_shared<std::atomic<bool>>(false);
};

}  // namespace

Result<std::shared_ptr<Store>> open_hive_store(std::string path, const HiveOptions& options,
                                               std::unique_ptr<base::RandomAccessFile> opened) {
    auto store = std::make_shared<HiveStore>(std::move(path), options, std::move(opened));
    return std::static_pointer_cast<Store>(store);
}

bool looks_like_hive(std::span<const std::byte> head) {
    return head.size() >= 4 && std::memcmp(head.data(), "regf", 4) == 0;
}

}  // namespace olkacct::registry

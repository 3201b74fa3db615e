// Waking up by files, and asking the log of changes whether that was a commit.
#include "registry/sqlite/sqlite_watch.h"

#include <algorithm>
#include <new>
#include <utility>

#include "base/file.h"
#include "base/file_watch.h"
#include "registry/sqlite/change_log.h"

namespace olkacct::registry {
namespace {

using std::chrono::nanoseconds;
using Clock = std::chrono::steady_clock;

constexpr const char* log_ending = "-wal";

// How long after something was written its commit is looked for: from the first to the last pause,
// each twice as long.
constexpr nanoseconds first_pause = std::chrono::milliseconds(1);
constexpr nanoseconds last_pause = std::chrono::seconds(8);

class SqliteWatch final : public Watch {
  public:
    SqliteWatch(std::shared_ptr<SqliteState> state, std::unique_ptr<base::FileWatch> files)
        : state_(std::move(state)), files_(std::move(files)) {}

    Result<void> begin() {
        const auto latest = look();
        if (!latest) {
            return tl::unexpected(latest.error());
        }
        told_ = *latest;
        return {};
    }

    Result<bool> wait(std::chrono::milliseconds timeout) override {
        const bool is_endless = timeout == forever;
        const auto end = is_endless ? Clock::time_point() : Clock::now() + timeout;
        for (;;) {
            const nanoseconds left =
                is_endless ? base::FileWatch::forever
                           : std::max<nanoseconds>(end - Clock::now(), nanoseconds(0));
            const auto news = files_->wait(std::min(left, pause_));
            if (!news) {
                return tl::unexpected(news.error());
            }
            if (news->interrupted) {
                return false;
            }
            const bool nothing = news->changes.empty();
            if (!nothing || pause_ != no_pause) {
                const auto latest = look();
                if (!latest && latest.error().code != ErrorCode::source_busy) {
                    return tl::unexpected(latest.error());
                }
                if (latest && std::exchange(told_, *latest) != *latest) {
                    pause_ = no_pause;
                    return true;
                }
                pause_ = latest ? next_pause(news->changes) : first_pause;
            }
            if (nothing && !is_endless && Clock::now() >= end) {
                return false;
            }
        }
    }

    void interrupt() noexcept override { files_->interrupt(); }

  private:
    static constexpr nanoseconds no_pause = base::FileWatch::forever;

    [[nodiscard]] nanoseconds next_pause(const std::vector<base::FileChange>& changes) const {
        if (!changes.empty()) {
            // A commit is written, then made durable, then shown: the last is no event.
            return changes.back().event == base::FileEvent::closed ? no_pause : first_pause;
        }
        return pause_ >= last_pause ? no_pause : 2 * pause_;
    }

    Result<std::uint64_t> look() {
        auto connection = state_->take();
        if (!connection) {
            return tl::unexpected(connection.error());
        }
        auto latest = latest_change(**connection);
        state_->give_back(std::move(*connection));
        return latest;
    }

    const std::shared_ptr<SqliteState> state_;
    const std::unique_ptr<base::FileWatch> files_;
    std::uint64_t told_ = 0;
    /// Until the log is looked at again though nobody announces anything.
    nanoseconds pause_ = no_pause;
};

}  // namespace

Result<std::unique_ptr<Watch>> watch_sqlite(std::shared_ptr<SqliteState> state) {
    auto files = base::watch_files(state->path(), {log_ending});
    if (!files) {
        return tl::unexpected(files.error());
    }
    auto watch = std::make_unique<SqliteWatch>(std::move(state), std::move(*files));
    if (auto begun = watch->begin(); !begun) {
        return tl::unexpected(begun.error());
    }
    return watch;
}

void announce_commit(const std::string& path) noexcept {
    try {
        // Opened and closed: setting its time instead would make every sync after it write the
        // inode.
        static_cast<void>(base::system_files()->open_for_writing(path + log_ending));
    } catch (const std::bad_alloc&) {
        // Then the watches find the commit a little later.
    }
}

}  // namespace olkacct::registry

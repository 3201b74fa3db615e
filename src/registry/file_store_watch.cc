// When what happens to the files of a store counts as a commit.
#include "registry/file_store_watch.h"

#include <algorithm>
#include <utility>

namespace olkacct::registry {
namespace {

using std::chrono::nanoseconds;
using Clock = std::chrono::steady_clock;

constexpr nanoseconds quiet = std::chrono::milliseconds(100);

class FileStoreWatch final : public Watch {
  public:
    explicit FileStoreWatch(std::unique_ptr<base::FileWatch> files) : files_(std::move(files)) {}

    Result<bool> wait(std::chrono::milliseconds timeout) override {
        const bool is_endless = timeout == forever;
        const auto end = is_endless ? Clock::time_point() : Clock::now() + timeout;
        for (;;) {
            const nanoseconds left =
                is_endless ? base::FileWatch::forever
                           : std::max<nanoseconds>(end - Clock::now(), nanoseconds(0));
            const auto news = files_->wait(unfinished_ ? std::min(left, quiet) : left);
            if (!news) {
                return tl::unexpected(news.error());
            }
            if (take(news->changes)) {
                if (news->interrupted) {
                    files_->interrupt();  // for the next wait
                }
                return true;
            }
            if (news->interrupted) {
                return false;
            }
            const bool nothing = news->changes.empty();
            if (nothing && unfinished_ && (is_endless || left >= quiet)) {
                unfinished_ = false;
                return true;
            }
            if (nothing && !is_endless && Clock::now() >= end) {
                return false;
            }
        }
    }

    void interrupt() noexcept override { files_->interrupt(); }

  private:
    // Whether a commit has ended. What was written after that leaves unfinished_ set.
    bool take(const std::vector<base::FileChange>& changes) {
        bool ended = false;
        for (const base::FileChange& change : changes) {
            const bool is_store = change.file == 0;
            switch (change.event) {
                case base::FileEvent::written:
                    unfinished_ = true;
                    break;
                case base::FileEvent::closed:
                    // Also by one who only could have written.
                    if (is_store && unfinished_) {
                        ended = true;
                        unfinished_ = false;
                    }
                    break;
                case base::FileEvent::replaced:
                    ended = ended || is_store;
                    unfinished_ = unfinished_ || !is_store;
                    break;
            }
        }
        return ended;
    }

    const std::unique_ptr<base::FileWatch> files_;
    /// Something was written, and the store not closed since.
    bool unfinished_ = false;
};

}  // namespace

Result<std::unique_ptr<Watch>> watch_file_store(base::FileSystem& files, const std::string& path,
                                                const std::vector<std::string>& logs) {
    auto watch = files.watch(path, logs);
    if (!watch) {
        return tl::unexpected(watch.error());
    }
    return std::make_unique<FileStoreWatch>(std::move(*watch));
}

}  // namespace olkacct::registry

// Watching files with change notifications of their folder, which say only that something happened:
// what it was is found by comparing the files with how they were.
#include <windows.h>

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "base/file_watch.h"
#include "base/windows_path.h"

namespace olkacct::base {
namespace {

using std::chrono::nanoseconds;
using Clock = std::chrono::steady_clock;

constexpr DWORD wanted = FILE_NOTIFY_CHANGE_FILE_NAME | FILE_NOTIFY_CHANGE_SIZE |
                         FILE_NOTIFY_CHANGE_LAST_WRITE | FILE_NOTIFY_CHANGE_ATTRIBUTES;

class WindowsFileWatch final : public FileWatch {
  public:
    explicit WindowsFileWatch(std::vector<std::string> paths)
        : paths_(std::move(paths)), seen_(paths_.size()) {}
    ~WindowsFileWatch() override {
        if (folder_ != INVALID_HANDLE_VALUE) {
            ::FindCloseChangeNotification(folder_);
        }
        if (bell_ != nullptr) {
            ::CloseHandle(bell_);
        }
    }

    Result<void> begin() {
        const auto folder = native_path(paths_.front()).parent_path();
        bell_ = ::CreateEventW(nullptr, FALSE, FALSE, nullptr);
        folder_ = ::FindFirstChangeNotificationW(folder.c_str(), FALSE, wanted);
        if (bell_ == nullptr || folder_ == INVALID_HANDLE_VALUE) {
            return failed();
        }
        for (std::size_t i = 0; i < paths_.size(); ++i) {
            seen_[i] = look(paths_[i]);
        }
        return {};
    }

    Result<FileNews> wait(nanoseconds timeout) override {
        const auto end =
            timeout == forever ? std::optional<Clock::time_point>() : Clock::now() + timeout;
        FileNews news;
        for (;;) {
            const HANDLE handles[] = {bell_, folder_};
            const DWORD which = ::WaitForMultipleObjects(2, handles, FALSE, left_until(end));
            if (which == WAIT_OBJECT_0) {
                news.interrupted = true;
                return news;
            }
            if (which == WAIT_TIMEOUT) {
                return news;
            }
            // Before looking: what happens while we look is notified again.
            if (which != WAIT_OBJECT_0 + 1 || ::FindNextChangeNotification(folder_) == 0) {
                return failed();
            }
            compare(news.changes);
            if (!news.changes.empty()) {
                return news;
            }
        }
    }

    void interrupt() noexcept override { ::SetEvent(bell_); }

  private:
    using Seen = std::optional<FileIdentity>;

    static DWORD left_until(const std::optional<Clock::time_point>& end) {
        if (!end) {
            return INFINITE;
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*end - Clock::now()).count();
        return left <= 0 ? 0 : static_cast<DWORD>(std::min<std::int64_t>(left, INFINITE - 1));
    }

    static Seen look(const std::string& path) {
        const auto file = system_files()->open(path);
        const auto identity = file ? (*file)->identity() : tl::unexpected(file.error());
        return identity ? Seen(*identity) : std::nullopt;
    }

    void compare(std::vector<FileChange>& changes) {
        for (std::size_t i = 0; i < paths_.size(); ++i) {
            const Seen before = std::exchange(seen_[i], look(paths_[i]));
            const Seen& now = seen_[i];
            if (before == now) {
                continue;
            }
            const bool same_file =
                before && now && before->device == now->device && before->inode == now->inode;
            if (!same_file) {
                changes.push_back({i, FileEvent::replaced});
            } else if (before->size != now->size || before->modified != now->modified) {
                // Whether the writer has closed it nobody says.
                changes.push_back({i, FileEvent::written});
                changes.push_back({i, FileEvent::closed});
            }
        }
    }

    [[nodiscard]] tl::unexpected<Error> failed() const {
        const DWORD error = ::GetLastError();
        const ErrorCode code = error == ERROR_FILE_NOT_FOUND || error == ERROR_PATH_NOT_FOUND
                                   ? ErrorCode::source_not_found
                               : error == ERROR_ACCESS_DENIED ? ErrorCode::access_denied
                                                              : ErrorCode::io_error;
        return fail(code,
                    "cannot be watched: " +
                        std::error_code(static_cast<int>(error), std::system_category()).message(),
                    paths_.front());
    }

    const std::vector<std::string> paths_;
    std::vector<Seen> seen_;
    HANDLE bell_ = nullptr;
    HANDLE folder_ = INVALID_HANDLE_VALUE;
};

}  // namespace

Result<std::unique_ptr<FileWatch>> watch_files(const std::string& path,
                                               const std::vector<std::string>& endings) {
    const std::string real = utf8_path(std::filesystem::absolute(native_path(path)));
    std::vector<std::string> paths = {real};
    for (const std::string& ending : endings) {
        paths.push_back(real + ending);
    }
    auto watch = std::make_unique<WindowsFileWatch>(std::move(paths));
    if (auto begun = watch->begin(); !begun) {
        return tl::unexpected(begun.error());
    }
    return std::unique_ptr<FileWatch>(std::move(watch));
}

}  // namespace olkacct::base

// Watching files with inotify: the folder for names that come and go, each file for what is done to
// its content, so that a busy folder wakes nobody.
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

#include "base/file_watch.h"

namespace olkacct::base {
namespace {

using std::chrono::nanoseconds;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t folder_mask = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
                                      IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
constexpr std::uint32_t file_mask = IN_MODIFY | IN_CLOSE_WRITE;
constexpr std::size_t buffer_size = 16 * 1024;

class Descriptor {
  public:
    explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
    }
    [[nodiscard]] int get() const { return descriptor_; }

  private:
    int descriptor_;
};

class LinuxFileWatch final : public FileWatch {
  public:
    LinuxFileWatch(std::string folder, std::vector<std::string> names)
        : folder_(std::move(folder)),
          names_(std::move(names)),
          files_(names_.size(), none),
          queue_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)),
          bell_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {}

    Result<void> begin() {
        if (queue_.get() < 0 || bell_.get() < 0) {
            return failed();
        }
        folder_watch_ = ::inotify_add_watch(queue_.get(), folder_.c_str(), folder_mask);
        if (folder_watch_ < 0) {
            return failed();
        }
        for (std::size_t i = 0; i < names_.size(); ++i) {
            if (auto done = follow(i); !done) {
                return done;
            }
        }
        return {};
    }

    Result<FileNews> wait(nanoseconds timeout) override {
        const auto end =
            timeout == forever ? std::optional<Clock::time_point>() : Clock::now() + timeout;
        FileNews news;
        for (;;) {
            if (auto taken = take_events(news.changes); !taken) {
                return tl::unexpected(taken.error());
            }
            std::uint64_t rings = 0;
            news.interrupted = ::read(bell_.get(), &rings, sizeof rings) == sizeof rings;
            if (news.interrupted || !news.changes.empty() || (end && Clock::now() >= *end)) {
                return news;
            }
            sleep_until(end);
        }
    }

    void interrupt() noexcept override {
        const int error = errno;
        const std::uint64_t one = 1;
        // It can only fail when it has been rung so often that it rings anyway.
        static_cast<void>(!::write(bell_.get(), &one, sizeof one));
        errno = error;
    }

  private:
    static constexpr int none = -1;

    void sleep_until(const std::optional<Clock::time_point>& end) const {
        std::array<pollfd, 2> ends{{{queue_.get(), POLLIN, 0}, {bell_.get(), POLLIN, 0}}};
        if (!end) {
            ::poll(ends.data(), ends.size(), -1);
            return;
        }
        const auto left = std::max<nanoseconds>(*end - Clock::now(), nanoseconds(0));
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
        const timespec limit{static_cast<time_t>(seconds.count()),
                             static_cast<long>((left - seconds).count())};
        ::ppoll(ends.data(), ends.size(), &limit, nullptr);
    }

    // Watches the file that has the name now, if there is one.
    Result<void> follow(std::size_t file) {
        const std::string path = folder_ + '/' + names_[file];
        const int watch = ::inotify_add_watch(queue_.get(), path.c_str(), file_mask);
        if (watch < 0 && errno != ENOENT) {
            return failed();
        }
        const int before = std::exchange(files_[file], watch);
        if (before != none && before != watch) {
            // Fails when the file is gone for good, and the system has given the watch up itself.
            ::inotify_rm_watch(queue_.get(), before);
        }
        return {};
    }

    Result<void> take_events(std::vector<FileChange>& changes) {
        alignas(inotify_event) std::array<char, buffer_size> buffer;
        for (;;) {
            const ssize_t got = ::read(queue_.get(), buffer.data(), buffer.size());
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got < 0 && errno != EAGAIN) {
                return failed();
            }
            if (got <= 0) {
                return {};
            }
            for (ssize_t at = 0; at < got;) {
                inotify_event event{};
                std::memcpy(&event, buffer.data() + at, sizeof event);
                const char* const name = buffer.data() + at + sizeof event;
                if (auto done = take(event, event.len == 0 ? "" : name, changes); !done) {
                    return done;
                }
                at += static_cast<ssize_t>(sizeof event + event.len);
            }
            // What is left would be a full buffer's worth; most often nothing is.
            if (static_cast<std::size_t>(got) + sizeof(inotify_event) + NAME_MAX + 1 <
                buffer.size()) {
                return {};
            }
        }
    }

    Result<void> take(const inotify_event& event, std::string_view name,
                      std::vector<FileChange>& changes) {
        if ((event.mask & IN_Q_OVERFLOW) != 0) {
            return take_overflow(changes);
        }
        if (event.wd == folder_watch_) {
            return take_folder(event.mask, name, changes);
        }
        const auto found = std::ranges::find(files_, event.wd);
        if (found == files_.end()) {
            return {};
        }
        const auto file = static_cast<std::size_t>(found - files_.begin());
        if ((event.mask & IN_IGNORED) != 0) {
            *found = none;
        } else if ((event.mask & IN_MODIFY) != 0) {
            add(changes, {file, FileEvent::written});
        } else if ((event.mask & IN_CLOSE_WRITE) != 0) {
            add(changes, {file, FileEvent::closed});
        }
        return {};
    }

    Result<void> take_folder(std::uint32_t mask, std::string_view name,
                             std::vector<FileChange>& changes) {
        if ((mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT)) != 0) {
            return fail(ErrorCode::source_not_found, "the folder that was watched is gone",
                        folder_);
        }
        const auto found = std::ranges::find(names_, name);
        if (found == names_.end()) {
            return {};
        }
        const auto file = static_cast<std::size_t>(found - names_.begin());
        add(changes, {file, FileEvent::replaced});
        return follow(file);
    }

    Result<void> take_overflow(std::vector<FileChange>& changes) {
        for (std::size_t i = 0; i < names_.size(); ++i) {
            add(changes, {i, FileEvent::replaced});
            if (auto done = follow(i); !done) {
                return done;
            }
        }
        return {};
    }

    static void add(std::vector<FileChange>& changes, FileChange change) {
        if (changes.empty() || changes.back() != change) {
            changes.push_back(change);
        }
    }

    [[nodiscard]] tl::unexpected<Error> failed() const {
        const int error = errno;
        ErrorCode code = ErrorCode::io_error;
        std::string what = std::string("cannot be watched: ") + std::strerror(error);
        switch (error) {
            case ENOENT:
            case ENOTDIR:
                code = ErrorCode::source_not_found;
                break;
            case EACCES:
                code = ErrorCode::access_denied;
                break;
            case EMFILE:
            case ENOSPC:
                code = ErrorCode::limit_exceeded;
                what +=
                    "; raise fs.inotify.max_user_instances or max_user_watches, or end other "
                    "watchers";
                break;
            default:
                break;
        }
        return fail(code, std::move(what), folder_);
    }

    const std::string folder_;
    const std::vector<std::string> names_;
    /// The watch of each file, or none.
    std::vector<int> files_;
    const Descriptor queue_;
    const Descriptor bell_;
    int folder_watch_ = none;
};

}  // namespace

Result<std::unique_ptr<FileWatch>> watch_files(const std::string& path,
                                               const std::vector<std::string>& endings) {
    std::error_code error;
    std::filesystem::path real = std::filesystem::canonical(path, error);
    if (error) {
        real = std::filesystem::absolute(path);
    }
    const std::string name = real.filename().string();
    std::vector<std::string> names = {name};
    for (const std::string& ending : endings) {
        names.push_back(name + ending);
    }
    auto watch = std::make_unique<LinuxFileWatch>(real.parent_path().string(), std::move(names));
    if (auto begun = watch->begin(); !begun) {
        return tl::unexpected(begun.error());
    }
    return std::unique_ptr<FileWatch>(std::move(watch));
}

}  // namespace olkacct::base

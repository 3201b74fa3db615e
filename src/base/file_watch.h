// Tells what happens to some files of one folder, without looking at them again and again.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "olkacct/error.h"

namespace olkacct::base {

enum class FileEvent : std::uint8_t {
    written,   ///< its content or size was changed by somebody who still has it open
    closed,    ///< somebody who could have written it closed it
    replaced,  ///< a file of this name was made, removed, or put in the place of the other
};

struct FileChange {
    std::size_t file = 0;  ///< position in the list of names
    FileEvent event{};

    bool operator==(const FileChange&) const = default;
};

struct FileNews {
    bool interrupted = false;
    /// In the order in which they happened; what happened several times in a row counts once.
    std::vector<FileChange> changes;
};

/// Blocks while nothing happens. One waiter at a time.
class FileWatch {
  public:
    static constexpr std::chrono::nanoseconds forever = std::chrono::nanoseconds::max();

    FileWatch() = default;
    FileWatch(const FileWatch&) = delete;
    FileWatch& operator=(const FileWatch&) = delete;
    virtual ~FileWatch() = default;

    /// What has happened since the last answer, as soon as there is anything; nothing when the time
    /// ran out or interrupt() was called. When too much happened to be kept, every file counts as
    /// replaced. source_not_found when the folder is gone, io_error.
    virtual Result<FileNews> wait(std::chrono::nanoseconds timeout) = 0;
    /// Ends the wait that is under way, or the next one. From any thread or signal handler.
    virtual void interrupt() noexcept = 0;
};

/// Watches the file at `path` and those whose names are its name with one of `endings` behind it,
/// whether they are there or not: file 0 is the one at `path`, file N the one with the Nth ending.
/// A symbolic link is followed now, not later. source_not_found when there is no such folder,
/// access_denied, limit_exceeded when the system gives no more watches, not_supported_by_store
/// where the system has none.
Result<std::unique_ptr<FileWatch>> watch_files(const std::string& path,
                                               const std::vector<std::string>& endings);

}  // namespace olkacct::base

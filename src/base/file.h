// Files behind an interface, so that tests can make them fail and memory can stand in for a disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/file_watch.h"
#include "olkacct/error.h"

namespace olkacct::base {

/// What tells one state of a file from another.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::int64_t modified = 0;  ///< nanoseconds
    std::int64_t changed = 0;   ///< nanoseconds

    bool operator==(const FileIdentity&) const = default;
};

enum class LockOutcome : std::uint8_t {
    locked,
    held_by_other,  ///< somebody else holds a lock that forbids this one
    unsupported,    ///< this file system has no locks
};

/// An open file, read at offsets. Not thread-safe.
class RandomAccessFile {
  public:
    RandomAccessFile() = default;
    RandomAccessFile(const RandomAccessFile&) = delete;
    RandomAccessFile& operator=(const RandomAccessFile&) = delete;
    virtual ~RandomAccessFile() = default;

    /// How many bytes were read: fewer than asked for only at the end of the file. io_error.
    virtual Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> out) = 0;
    virtual Result<FileIdentity> identity() = 0;
    /// A shared lock on the whole file until it is closed; does not wait.
    virtual LockOutcome lock_shared() = 0;
    /// Reads will be few and scattered: no read-ahead.
    virtual void expect_random_access() {}
};

/// An open file that is also written. After a failed write or sync its content is unknown: close
/// it, open it again and recover; nothing here is ever retried.
class WritableFile : public RandomAccessFile {
  public:
    /// All of `data`, growing the file where needed. disk_full, io_error.
    virtual Result<void> write_at(std::uint64_t offset, std::span<const std::byte> data) = 0;
    /// Cuts the file, or grows it with zeros. disk_full, io_error.
    virtual Result<void> resize(std::uint64_t size) = 0;
    /// Grows the file to at least `size` so that writing below it cannot run out of space.
    /// disk_full, io_error.
    virtual Result<void> allocate(std::uint64_t size) = 0;
    /// What was written is on the disk when this returns. io_error.
    virtual Result<void> sync() = 0;
    /// An exclusive lock on the whole file until it is closed; does not wait.
    virtual LockOutcome lock_exclusive() = 0;
};

/// How a file is created.
struct CreateOptions {
    /// Owner, group and mode are taken from this file if it exists; else from `mode`.
    std::string like = {};
    unsigned mode = 0600;
};

class FileSystem {
  public:
    FileSystem() = default;
    FileSystem(const FileSystem&) = delete;
    FileSystem& operator=(const FileSystem&) = delete;
    virtual ~FileSystem() = default;

    /// A regular file for reading. source_not_found, access_denied, io_error, unknown_source_kind
    /// (a folder or device).
    virtual Result<std::unique_ptr<RandomAccessFile>> open(const std::string& path) = 0;
    /// The names in the folder that holds `path`.
    virtual Result<std::vector<std::string>> siblings(const std::string& path) = 0;
    /// Waits a little before a lock is tried again.
    virtual void pause() {}

    /// A regular file for reading and writing: source_not_found, access_denied (read-only, too),
    /// io_error, unknown_source_kind, not_supported_by_store (a symbolic link is not followed).
    virtual Result<std::unique_ptr<WritableFile>> open_for_writing(const std::string& path);
    /// A new file; already_exists when there is something of that name.
    virtual Result<std::unique_ptr<WritableFile>> create(const std::string& path,
                                                         const CreateOptions& options);
    /// Replaces `to` at once; durable after sync_folder.
    virtual Result<void> rename(const std::string& from, const std::string& to);
    /// source_not_found when there is no such file.
    virtual Result<void> remove(const std::string& path);
    /// Makes creations, renames and removals in the folder that holds `path` durable. io_error.
    virtual Result<void> sync_folder(const std::string& path);

    /// Whether watch works.
    [[nodiscard]] virtual bool can_watch() const { return false; }
    /// As watch_files; not_supported_by_store unless can_watch().
    virtual Result<std::unique_ptr<FileWatch>> watch(const std::string& path,
                                                     const std::vector<std::string>& endings);
};

/// The operating system's files. Thread-safe.
std::shared_ptr<FileSystem> system_files();

/// What stands between the names of a path: `/`, under Windows also `\` and the colon of a drive.
bool is_separator(char c);
/// Where the last name of a path begins.
std::size_t name_position(std::string_view path);

/// Everything in a file, up to `limit` bytes: limit_exceeded beyond.
Result<std::vector<std::byte>> read_whole(RandomAccessFile& file, std::uint64_t limit,
                                          const std::string& path);

}  // namespace olkacct::base

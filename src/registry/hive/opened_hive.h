// A hive file opened at one revision: the lock, the base block, the replayed logs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "registry/hive/base_block.h"
#include "registry/hive/hive_store.h"
#include "registry/hive/image.h"
#include "registry/hive/known_log.h"
#include "registry/hive/log_cycle.h"
#include "registry/hive/recovery.h"

namespace olkacct::registry::hive {

/// Holds the shared lock until it is destroyed. Not movable: its image points into it.
class OpenedHive {
  public:
    /// source_busy, not_a_hive, unsupported_hive_version, hive_truncated, hive_damaged,
    /// logs_unusable, and what opening a file may give.
    /// `opened` is the file if it is open already, else null; `known` what an earlier one was
    /// recovered from, or null.
    static Result<std::unique_ptr<OpenedHive>> open(
        const std::string& path, const HiveOptions& options,
        std::unique_ptr<base::RandomAccessFile> opened = nullptr,
        std::shared_ptr<const KnownLog> known = nullptr);

    /// The same under an exclusive lock, so that it can be written. Also access_denied,
    /// not_supported_by_store (a symbolic link, or no locks here), and writable_problem.
    /// `last` when the caller may have left the hive open: if it is still as he left it, its pages
    /// are those of the last commit, and nothing has to be replayed.
    static Result<std::unique_ptr<OpenedHive>> open_for_writing(const std::string& path,
                                                                const HiveOptions& options,
                                                                const LogCycle* last = nullptr);

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] base::FileSystem& files() { return *options_.files; }
    /// Only of a hive that was opened for writing.
    [[nodiscard]] base::WritableFile& file() { return *writable_; }
    [[nodiscard]] const base::FileIdentity& identity() const { return identity_; }
    /// As they are in the file, before any recovery.
    [[nodiscard]] const BaseBlockBytes& base_bytes() const { return base_bytes_; }
    [[nodiscard]] const Recovery& recovery() const { return recovery_; }
    /// What the next one to be opened for reading can go on from; null when there is no such thing.
    [[nodiscard]] const std::shared_ptr<const KnownLog>& known_log() const { return known_; }
    [[nodiscard]] bool recovered() const { return !recovery_.notes.empty(); }
    /// It is as `last` said, and that is open.
    [[nodiscard]] bool left_open() const { return left_open_; }
    /// Why the file may not be written, as a failure: unsupported_hive_version, hive_damaged,
    /// logs_unusable.
    [[nodiscard]] Result<void> writable_problem() const;

    [[nodiscard]] const BaseBlock& base() const { return base_; }
    [[nodiscard]] Image& image() { return *image_; }
    [[nodiscard]] const std::vector<Warning>& warnings() const { return warnings_; }
    [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

    /// changed_while_reading unless file, base block and logs are what they were at open.
    Result<void> verify();

  private:
    struct OpenLog {
        std::string path;
        std::unique_ptr<base::RandomAccessFile> file;
        base::FileIdentity identity;
    };

    OpenedHive(std::string path, const HiveOptions& options)
        : path_(std::move(path)), options_(options) {
        if (!options_.files) {
            options_.files = base::system_files();
        }
    }

    static Result<std::unique_ptr<OpenedHive>> finish(std::unique_ptr<OpenedHive> hive);
    Result<void> open_file();
    Result<void> lock();
    Result<void> read_base();
    Result<void> replay_if_needed();
    Result<void> replay_logs();
    Result<void> open_log(const std::string& path);
    Result<void> open_logs();
    /// False when these are not the logs that were known.
    bool replay_since(const std::shared_ptr<const KnownLog>& known);
    Result<void> replay_all(const std::string& state);
    Result<void> heal_base();
    void warn(std::string what) { warnings_.push_back({std::move(what), path_}); }

    std::string path_;
    HiveOptions options_;
    std::unique_ptr<base::RandomAccessFile> file_;
    /// file_ when it may be written, else null.
    base::WritableFile* writable_ = nullptr;
    base::FileIdentity identity_;
    BaseBlockBytes base_bytes_{};
    BaseBlock base_;
    std::vector<OpenLog> open_logs_;
    std::vector<std::shared_ptr<const Log>> logs_;
    std::shared_ptr<const KnownLog> known_;
    Recovery recovery_;
    const LogCycle* last_ = nullptr;  ///< while it is opened
    bool left_open_ = false;
    /// It is not clean and no log was applied.
    bool unrecovered_ = false;
    bool healed_ = false;
    std::unique_ptr<Image> image_;
    std::vector<Warning> warnings_;
    std::vector<std::string> notes_;
};

}  // namespace olkacct::registry::hive

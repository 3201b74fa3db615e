// A hive file opened at one revision: the lock, the base block, the replayed logs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/file.h"
#include "registry/hive/base_block.h"
#include "registry/hive/hive_store.h"
#include "registry/hive/image.h"
#include "registry/hive/recovery.h"

namespace olkacct::registry::hive {

/// Holds the shared lock until it is destroyed. Not movable: its image points into it.
class OpenedHive {
  public:
    /// source_busy, not_a_hive, unsupported_hive_version, hive_truncated, hive_damaged,
    /// logs_unusable, and what opening a file may give.
    /// `opened` is the file if it is open already, else null.
    static Result<std::unique_ptr<OpenedHive>> open(
        const std::string& path, const HiveOptions& options,
        std::unique_ptr<base::RandomAccessFile> opened = nullptr);

    [[nodiscard]] const BaseBlock& base() const { return base_; }
    [[nodiscard]] Image& image() { return *image_; }
    [[nodiscard]] const std::vector<Warning>& warnings() const { return warnings_; }
    [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

    /// changed_while_reading unless file, base block and logs are what they were at open.
    Result<void> verify();

  private:
    struct OpenLog {
        std::unique_ptr<base::RandomAccessFile> file;
        base::FileIdentity identity;
    };

    OpenedHive(std::string path, const HiveOptions& options)
        : path_(std::move(path)), options_(options) {}

    Result<void> open_file();
    Result<void> read_base();
    Result<void> replay_logs();
    Result<void> add_log(const std::string& path);
    Result<void> find_logs();
    Result<void> heal_base();
    void warn(std::string what) { warnings_.push_back({std::move(what), path_}); }

    std::string path_;
    HiveOptions options_;
    std::unique_ptr<base::RandomAccessFile> file_;
    base::FileIdentity identity_;
    BaseBlockBytes base_bytes_{};
    BaseBlock base_;
    std::vector<OpenLog> open_logs_;
    std::vector<Log> logs_;
    Recovery recovery_;
    std::unique_ptr<Image> image_;
    std::vector<Warning> warnings_;
    std::vector<std::string> notes_;
};

}  // namespace olkacct::registry::hive

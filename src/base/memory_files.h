// Files in memory: for embedded samples, tests and fuzzing.
#pragma once

#include <map>
#include <mutex>

#include "base/file.h"

namespace olkacct::base {

/// Thread-safe. An open file keeps the content it had when it was opened unless it is overwritten
/// by put, which its identity tells.
class MemoryFiles final : public FileSystem {
  public:
    void put(const std::string& path, std::vector<std::byte> content);
    Result<void> remove(const std::string& path) override;

    Result<std::unique_ptr<RandomAccessFile>> open(const std::string& path) override;
    Result<std::vector<std::string>> siblings(const std::string& path) override;

  private:
    friend class MemoryFile;
    struct Content {
        std::vector<std::byte> bytes;
        std::uint64_t revision = 0;
    };
    std::mutex mutex_;
    std::uint64_t revisions_ = 0;
    std::map<std::string, std::shared_ptr<Content>> files_;
};

}  // namespace olkacct::base

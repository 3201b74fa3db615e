// A file system in memory that records what is done to it, for the crash model.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "base/file.h"
#include "support/file_operations.h"

namespace olkacct::test {

// Does all that base::FileSystem promises, locks too: those of one open file exclude those of
// another as open file description locks do. Not thread-safe.
class CrashFiles final : public base::FileSystem {
  public:
    CrashFiles() = default;
    explicit CrashFiles(const FileContents& files);

    // Without a record.
    void put(const std::string& path, Bytes content);

    [[nodiscard]] const std::vector<FileOperation>& operations() const { return operations_; }
    void forget_operations() { operations_.clear(); }
    // For a layer above that lets syncs fail.
    void note_failed_sync(const std::string& path);
    // What a program sees now, as if there were no crash.
    [[nodiscard]] FileContents contents() const;
    // Bytes that read_at has returned so far, of all files.
    [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }
    // How often somebody waited for a lock.
    [[nodiscard]] int pauses() const { return pauses_; }

    Result<std::unique_ptr<base::RandomAccessFile>> open(const std::string& path) override;
    Result<std::vector<std::string>> siblings(const std::string& path) override;
    void pause() override { ++pauses_; }
    Result<std::unique_ptr<base::WritableFile>> open_for_writing(const std::string& path) override;
    Result<std::unique_ptr<base::WritableFile>> create(const std::string& path,
                                                       const base::CreateOptions& options) override;
    Result<void> rename(const std::string& from, const std::string& to) override;
    Result<void> remove(const std::string& path) override;
    Result<void> sync_folder(const std::string& path) override;

  private:
    friend class CrashFile;
    struct Node {
        std::string path;  // empty when the name is gone
        Bytes content;
        std::uint64_t number = 0;
        std::int64_t revision = 0;
        int readers = 0;
        bool writer = false;
    };

    std::shared_ptr<Node> find(const std::string& path) const;
    std::shared_ptr<Node> add(const std::string& path, Bytes content);
    void record(FileOperation operation);

    std::map<std::string, std::shared_ptr<Node>> nodes_;
    std::vector<FileOperation> operations_;
    std::uint64_t numbers_ = 0;
    std::int64_t revisions_ = 0;
    std::uint64_t bytes_read_ = 0;
    int pauses_ = 0;
};

}  // namespace olkacct::test

// A layer over files in which a chosen call fails once and the process goes on.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/file.h"

namespace olkacct::test {

enum class FileCallKind : std::uint8_t {
    open,
    siblings,
    read,
    identity,
    open_for_writing,
    create,
    rename,
    remove,
    sync_folder,
    write,
    resize,
    allocate,
    sync,
};

struct FileCall {
    FileCallKind kind;
    std::string path;
    bool failed = false;
};

// Locks and pauses are passed on and not counted: they have no such failures. A failed write has
// written the first half of its data. A failed sync did nothing, and a later one would say that
// all is well, as systems do: that is why nobody may believe it.
class FaultLayer final : public base::FileSystem {
  public:
    explicit FaultLayer(std::shared_ptr<base::FileSystem> below) : below_(std::move(below)) {}

    // The number of the call that fails, from 1.
    std::optional<std::size_t> fails_at;
    // When set, only calls of this kind are counted.
    std::optional<FileCallKind> only;
    ErrorCode code = ErrorCode::io_error;
    // Told of the file whose sync fails.
    std::function<void(const std::string& path)> on_failed_sync = [](const std::string&) {};

    [[nodiscard]] const std::vector<FileCall>& calls() const { return calls_; }
    // Of those that are counted.
    [[nodiscard]] std::size_t counted() const { return counted_; }
    [[nodiscard]] bool has_failed() const { return has_failed_; }

    Result<std::unique_ptr<base::RandomAccessFile>> open(const std::string& path) override;
    Result<std::vector<std::string>> siblings(const std::string& path) override;
    void pause() override { below_->pause(); }
    Result<std::unique_ptr<base::WritableFile>> open_for_writing(const std::string& path) override;
    Result<std::unique_ptr<base::WritableFile>> create(const std::string& path,
                                                       const base::CreateOptions& options) override;
    Result<void> rename(const std::string& from, const std::string& to) override;
    Result<void> remove(const std::string& path) override;
    Result<void> sync_folder(const std::string& path) override;

  private:
    template <class Inner>
    friend class FaultyFile;

    // An error when this call is the one that fails.
    Result<void> call(FileCallKind kind, const std::string& path);

    std::shared_ptr<base::FileSystem> below_;
    std::vector<FileCall> calls_;
    std::size_t counted_ = 0;
    bool has_failed_ = false;
};

}  // namespace olkacct::test

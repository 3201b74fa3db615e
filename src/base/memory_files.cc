// Files in memory.
#include "base/memory_files.h"

#include <algorithm>
#include <cstring>

namespace olkacct::base {

class MemoryFile final : public RandomAccessFile {
  public:
    MemoryFile(MemoryFiles& files, std::string path) : files_(files), path_(std::move(path)) {}

    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> out) override {
        const auto content = current();
        if (offset >= content->bytes.size()) {
            return std::size_t{0};
        }
        const std::size_t length =
            std::min(out.size(), content->bytes.size() - static_cast<std::size_t>(offset));
        std::memcpy(out.data(), content->bytes.data() + offset, length);
        return length;
    }

    Result<FileIdentity> identity() override {
        const auto content = current();
        FileIdentity identity;
        identity.size = content->bytes.size();
        identity.modified = static_cast<std::int64_t>(content->revision);
        return identity;
    }

    LockOutcome lock_shared() override { return LockOutcome::unsupported; }

  private:
    // A removed file keeps its last content, as an open file of a disk does.
    std::shared_ptr<const MemoryFiles::Content> current() {
        const std::scoped_lock lock(files_.mutex_);
        const auto found = files_.files_.find(path_);
        if (found != files_.files_.end()) {
            last_ = found->second;
        }
        return last_;
    }

    MemoryFiles& files_;
    std::string path_;
    std::shared_ptr<const MemoryFiles::Content> last_;
};

void MemoryFiles::put(const std::string& path, std::vector<std::byte> content) {
    const std::scoped_lock lock(mutex_);
    files_[path] = std::make_shared<Content>(Content{std::move(content), ++revisions_});
}

Result<void> MemoryFiles::remove(const std::string& path) {
    const std::scoped_lock lock(mutex_);
    if (files_.erase(path) == 0) {
        return fail(ErrorCode::source_not_found, "there is no such file", path);
    }
    return {};
}

Result<std::unique_ptr<RandomAccessFile>> MemoryFiles::open(const std::string& path) {
    {
        const std::scoped_lock lock(mutex_);
        if (!files_.contains(path)) {
            return fail(ErrorCode::source_not_found, "there is no such file", path);
        }
    }
    auto file = std::make_unique<MemoryFile>(*this, path);
    // Remember the content now, so that a file removed later can still be read.
    (void)file->identity();
    return file;
}

Result<std::vector<std::string>> MemoryFiles::siblings(const std::string& path) {
    const std::size_t folder = path.rfind('/') + 1;
    const std::scoped_lock lock(mutex_);
    std::vector<std::string> names;
    for (const auto& [name, content] : files_) {
        if (name.compare(0, folder, path, 0, folder) == 0 &&
            name.find('/', folder) == std::string::npos) {
            names.push_back(name.substr(folder));
        }
    }
    return names;
}

}  // namespace olkacct::base

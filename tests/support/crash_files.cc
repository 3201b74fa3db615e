// Files in memory with locks and a record of every change.
#include "support/crash_files.h"

#include <algorithm>

namespace olkacct::test {

using base::LockOutcome;

class CrashFile final : public base::WritableFile {
  public:
    CrashFile(CrashFiles& files, std::shared_ptr<CrashFiles::Node> node)
        : files_(files), node_(std::move(node)) {}
    ~CrashFile() override { unlock(); }

    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> out) override {
        const Bytes& content = node_->content;
        if (offset >= content.size()) return std::size_t{0};
        const auto from = static_cast<std::size_t>(offset);
        const std::size_t length = std::min(out.size(), content.size() - from);
        std::copy_n(content.begin() + static_cast<std::ptrdiff_t>(from), length, out.begin());
        files_.bytes_read_ += length;
        return length;
    }

    Result<base::FileIdentity> identity() override {
        return base::FileIdentity{1, node_->number, node_->content.size(), node_->revision,
                                  node_->revision};
    }

    LockOutcome lock_shared() override {
        if (node_->writer && !writes_) return LockOutcome::held_by_other;
        unlock();
        reads_ = true;
        ++node_->readers;
        return LockOutcome::locked;
    }

    LockOutcome lock_exclusive() override {
        const int others = node_->readers - (reads_ ? 1 : 0);
        if (others != 0 || (node_->writer && !writes_)) return LockOutcome::held_by_other;
        unlock();
        writes_ = true;
        node_->writer = true;
        return LockOutcome::locked;
    }

    Result<void> write_at(std::uint64_t offset, std::span<const std::byte> data) override {
        const auto from = static_cast<std::size_t>(offset);
        Bytes& content = node_->content;
        if (content.size() < from + data.size()) content.resize(from + data.size());
        std::copy(data.begin(), data.end(), content.begin() + static_cast<std::ptrdiff_t>(from));
        changed({.kind = FileOperationKind::write,
                 .offset = offset,
                 .data = Bytes(data.begin(), data.end())});
        return {};
    }

    Result<void> resize(std::uint64_t size) override {
        node_->content.resize(static_cast<std::size_t>(size));
        changed({.kind = FileOperationKind::resize, .size = size});
        return {};
    }

    Result<void> allocate(std::uint64_t size) override {
        if (node_->content.size() < size) node_->content.resize(static_cast<std::size_t>(size));
        changed({.kind = FileOperationKind::allocate, .size = size});
        return {};
    }

    Result<void> sync() override {
        record({.kind = FileOperationKind::sync});
        return {};
    }

  private:
    void changed(FileOperation operation) {
        node_->revision = ++files_.revisions_;
        record(std::move(operation));
    }

    // A file without a name cannot be found after a crash.
    void record(FileOperation operation) {
        if (node_->path.empty()) return;
        operation.path = node_->path;
        files_.record(std::move(operation));
    }

    void unlock() {
        if (reads_) --node_->readers;
        if (writes_) node_->writer = false;
        reads_ = writes_ = false;
    }

    CrashFiles& files_;
    std::shared_ptr<CrashFiles::Node> node_;
    bool reads_ = false;
    bool writes_ = false;
};

namespace {

tl::unexpected<Error> missing(const std::string& path) {
    return fail(ErrorCode::source_not_found, "there is no such file", path);
}

}  // namespace

CrashFiles::CrashFiles(const FileContents& files) {
    for (const auto& [path, content] : files) put(path, content);
}

void CrashFiles::put(const std::string& path, Bytes content) {
    if (const auto node = find(path)) {
        node->content = std::move(content);
        node->revision = ++revisions_;
    } else {
        add(path, std::move(content));
    }
}

FileContents CrashFiles::contents() const {
    FileContents files;
    for (const auto& [path, node] : nodes_) files[path] = node->content;
    return files;
}

std::shared_ptr<CrashFiles::Node> CrashFiles::find(const std::string& path) const {
    const auto found = nodes_.find(path);
    return found == nodes_.end() ? nullptr : found->second;
}

std::shared_ptr<CrashFiles::Node> CrashFiles::add(const std::string& path, Bytes content) {
    auto node = std::make_shared<Node>();
    node->path = path;
    node->content = std::move(content);
    node->number = ++numbers_;
    node->revision = ++revisions_;
    nodes_[path] = node;
    return node;
}

void CrashFiles::record(FileOperation operation) { operations_.push_back(std::move(operation)); }

void CrashFiles::note_failed_sync(const std::string& path) {
    if (find(path)) record({.kind = FileOperationKind::failed_sync, .path = path});
}

Result<std::unique_ptr<base::RandomAccessFile>> CrashFiles::open(const std::string& path) {
    auto node = find(path);
    if (!node) return missing(path);
    return std::unique_ptr<base::RandomAccessFile>(
        std::make_unique<CrashFile>(*this, std::move(node)));
}

Result<std::unique_ptr<base::WritableFile>> CrashFiles::open_for_writing(const std::string& path) {
    auto node = find(path);
    if (!node) return missing(path);
    return std::unique_ptr<base::WritableFile>(std::make_unique<CrashFile>(*this, std::move(node)));
}

Result<std::unique_ptr<base::WritableFile>> CrashFiles::create(
    const std::string& path, const base::CreateOptions& /*options*/) {
    if (find(path)) {
        return fail(ErrorCode::already_exists, "there is a file of that name", path);
    }
    auto node = add(path, {});
    record({.kind = FileOperationKind::create, .path = path});
    return std::unique_ptr<base::WritableFile>(std::make_unique<CrashFile>(*this, std::move(node)));
}

Result<void> CrashFiles::rename(const std::string& from, const std::string& to) {
    auto node = find(from);
    if (!node) return missing(from);
    if (const auto replaced = find(to)) replaced->path.clear();
    nodes_.erase(from);
    node->path = to;
    nodes_[to] = node;
    record({.kind = FileOperationKind::rename, .path = from, .other = to});
    return {};
}

Result<void> CrashFiles::remove(const std::string& path) {
    const auto node = find(path);
    if (!node) return missing(path);
    node->path.clear();
    nodes_.erase(path);
    record({.kind = FileOperationKind::remove, .path = path});
    return {};
}

Result<void> CrashFiles::sync_folder(const std::string& path) {
    record({.kind = FileOperationKind::sync_folder, .path = path});
    return {};
}

Result<std::vector<std::string>> CrashFiles::siblings(const std::string& path) {
    const std::size_t folder = path.rfind('/') + 1;
    std::vector<std::string> names;
    for (const auto& [name, node] : nodes_) {
        if (name.compare(0, folder, path, 0, folder) == 0 &&
            name.find('/', folder) == std::string::npos) {
            names.push_back(name.substr(folder));
        }
    }
    return names;
}

}  // namespace olkacct::test

// Counts calls and fails the chosen one.
#include "support/fault_layer.h"

namespace olkacct::test {

// Over an open file that is only read or also written.
template <class Inner>
class FaultyFile : public Inner {
  public:
    FaultyFile(FaultLayer& layer, std::string path, std::unique_ptr<Inner> below)
        : layer_(layer), path_(std::move(path)), below_(std::move(below)) {}

    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> out) override {
        if (auto done = call(FileCallKind::read); !done) return tl::unexpected(done.error());
        return below_->read_at(offset, out);
    }
    Result<base::FileIdentity> identity() override {
        if (auto done = call(FileCallKind::identity); !done) return tl::unexpected(done.error());
        return below_->identity();
    }
    base::LockOutcome lock_shared() override { return below_->lock_shared(); }
    void expect_random_access() override { below_->expect_random_access(); }

  protected:
    Result<void> call(FileCallKind kind) { return layer_.call(kind, path_); }
    Inner& below() { return *below_; }
    FaultLayer& layer() { return layer_; }
    const std::string& path() const { return path_; }

  private:
    FaultLayer& layer_;
    std::string path_;
    std::unique_ptr<Inner> below_;
};

namespace {

class FaultyWritableFile final : public FaultyFile<base::WritableFile> {
  public:
    using FaultyFile::FaultyFile;

    base::LockOutcome lock_exclusive() override { return below().lock_exclusive(); }

    Result<void> write_at(std::uint64_t offset, std::span<const std::byte> data) override {
        if (auto done = call(FileCallKind::write); !done) {
            (void)below().write_at(offset, data.first(data.size() / 2));
            return done;
        }
        return below().write_at(offset, data);
    }
    Result<void> resize(std::uint64_t size) override {
        if (auto done = call(FileCallKind::resize); !done) return done;
        return below().resize(size);
    }
    Result<void> allocate(std::uint64_t size) override {
        if (auto done = call(FileCallKind::allocate); !done) return done;
        return below().allocate(size);
    }
    Result<void> sync() override {
        if (auto done = call(FileCallKind::sync); !done) {
            layer().on_failed_sync(path());
            return done;
        }
        return below().sync();
    }
};

template <class Wrapper, class Inner>
Result<std::unique_ptr<Inner>> wrapped(FaultLayer& layer, const std::string& path,
                                       Result<std::unique_ptr<Inner>> file) {
    if (!file) return file;
    return std::unique_ptr<Inner>(std::make_unique<Wrapper>(layer, path, std::move(*file)));
}

}  // namespace

Result<void> FaultLayer::call(FileCallKind kind, const std::string& path) {
    calls_.push_back({kind, path});
    if (only && *only != kind) return {};
    if (++counted_ != fails_at) return {};
    calls_.back().failed = true;
    has_failed_ = true;
    return fail(code, "the disk failed as the test wants", path);
}

Result<std::unique_ptr<base::RandomAccessFile>> FaultLayer::open(const std::string& path) {
    if (auto done = call(FileCallKind::open, path); !done) return tl::unexpected(done.error());
    return wrapped<FaultyFile<base::RandomAccessFile>>(*this, path, below_->open(path));
}

Result<std::vector<std::string>> FaultLayer::siblings(const std::string& path) {
    if (auto done = call(FileCallKind::siblings, path); !done) {
        return tl::unexpected(done.error());
    }
    return below_->siblings(path);
}

Result<std::unique_ptr<base::WritableFile>> FaultLayer::open_for_writing(const std::string& path) {
    if (auto done = call(FileCallKind::open_for_writing, path); !done) {
        return tl::unexpected(done.error());
    }
    return wrapped<FaultyWritableFile>(*this, path, below_->open_for_writing(path));
}

Result<std::unique_ptr<base::WritableFile>> FaultLayer::create(const std::string& path,
                                                               const base::CreateOptions& options) {
    if (auto done = call(FileCallKind::create, path); !done) return tl::unexpected(done.error());
    return wrapped<FaultyWritableFile>(*this, path, below_->create(path, options));
}

Result<void> FaultLayer::rename(const std::string& from, const std::string& to) {
    if (auto done = call(FileCallKind::rename, from); !done) return done;
    return below_->rename(from, to);
}

Result<void> FaultLayer::remove(const std::string& path) {
    if (auto done = call(FileCallKind::remove, path); !done) return done;
    return below_->remove(path);
}

Result<void> FaultLayer::sync_folder(const std::string& path) {
    if (auto done = call(FileCallKind::sync_folder, path); !done) return done;
    return below_->sync_folder(path);
}

}  // namespace olkacct::test

// Gives the embedded bytes to the hive store as a file.
#include "sample_source.h"

#include <algorithm>
#include <span>

#include "base/file.h"
#include "registry/hive/hive_store.h"
#include "sample_hive.h"

namespace olkacct::app {
namespace {

class SampleFile : public base::RandomAccessFile {
  public:
    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> out) override {
        const auto bytes = sample_hive();
        if (offset >= bytes.size()) {
            return 0;
        }
        const auto rest = bytes.subspan(static_cast<std::size_t>(offset));
        const std::size_t size = std::min(rest.size(), out.size());
        std::copy_n(rest.begin(), size, out.begin());
        return size;
    }

    Result<base::FileIdentity> identity() override {
        return base::FileIdentity{.size = sample_hive().size()};
    }

    base::LockOutcome lock_shared() override { return base::LockOutcome::locked; }
};

class SampleFiles : public base::FileSystem {
  public:
    Result<std::unique_ptr<base::RandomAccessFile>> open(const std::string& path) override {
        if (path != sample_name) {
            return fail(ErrorCode::source_not_found, "the sample is one file", path);
        }
        return std::make_unique<SampleFile>();
    }

    Result<std::vector<std::string>> siblings(const std::string& path) override {
        return std::vector<std::string>{path};
    }
};

}  // namespace

Result<Source> open_sample() {
    registry::HiveOptions options;
    options.files = std::make_shared<SampleFiles>();
    return registry::open_hive_store(std::string(sample_name), options)
        .map([](std::shared_ptr<registry::Store> store) { return Source(std::move(store)); });
}

}  // namespace olkacct::app

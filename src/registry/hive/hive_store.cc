// The hive store: every transaction but possibly the first opens the file anew.
#include "registry/hive/hive_store.h"

#include <cstring>
#include <mutex>

#include "registry/hive/hive_transaction.h"
#include "registry/hive/opened_hive.h"

namespace olkacct::registry {
namespace {

class HiveStore final : public Store {
  public:
    HiveStore(std::string path, HiveOptions options, std::unique_ptr<base::RandomAccessFile> opened)
        : path_(std::move(path)), options_(std::move(options)), opened_(std::move(opened)) {}

    [[nodiscard]] const Capabilities& capabilities() const override {
        static constexpr Capabilities read_only{};
        return read_only;
    }
    [[nodiscard]] const std::string& name() const override { return path_; }

    Result<std::unique_ptr<ReadTransaction>> begin_read() override {
        auto hive = hive::OpenedHive::open(path_, options_, take_opened());
        if (!hive) {
            return tl::unexpected(hive.error());
        }
        auto transaction = hive::HiveTransaction::begin(std::move(*hive));
        if (!transaction) {
            return tl::unexpected(transaction.error());
        }
        return std::unique_ptr<ReadTransaction>(std::move(*transaction));
    }

  private:
    std::unique_ptr<base::RandomAccessFile> take_opened() {
        const std::lock_guard lock(mutex_);
        return std::move(opened_);
    }

    std::string path_;
    HiveOptions options_;
    std::mutex mutex_;
    std::unique_ptr<base::RandomAccessFile> opened_;
};

}  // namespace

Result<std::shared_ptr<Store>> open_hive_store(std::string path, const HiveOptions& options,
                                               std::unique_ptr<base::RandomAccessFile> opened) {
    auto store = std::make_shared<HiveStore>(std::move(path), options, std::move(opened));
    return std::static_pointer_cast<Store>(store);
}

bool looks_like_hive(std::span<const std::byte> head) {
    return head.size() >= 4 && std::memcmp(head.data(), "regf", 4) == 0;
}

}  // namespace olkacct::registry

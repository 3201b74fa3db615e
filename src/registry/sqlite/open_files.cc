// One OpenFiles for each database that is open in this process.
#include "registry/sqlite/open_files.h"

#include <map>
#include <utility>

namespace olkacct::registry {

std::shared_ptr<OpenFiles> OpenFiles::of(const base::FileIdentity& identity) {
    static std::mutex mutex;
    static std::map<std::pair<std::uint64_t, std::uint64_t>, std::weak_ptr<OpenFiles>> known;
    const std::lock_guard lock(mutex);
    std::erase_if(known, [](const auto& entry) { return entry.second.expired(); });
    auto& slot = known[{identity.device, identity.inode}];
    auto files = slot.lock();
    if (!files) {
        files = std::make_shared<OpenFiles>();
        slot = files;
    }
    return files;
}

void OpenFiles::keep(std::unique_ptr<base::RandomAccessFile> file) {
    const std::lock_guard lock(mutex_);
    files_.push_back(std::move(file));
}

}  // namespace olkacct::registry

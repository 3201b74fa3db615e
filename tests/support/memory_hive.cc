#include "support/memory_hive.h"

#include <stdexcept>
#include <string>

#include "base/memory_files.h"
#include "registry/hive/hive_store.h"

namespace olkacct::test {

std::shared_ptr<registry::Store> open_in_memory(std::span<const std::byte> primary,
                                                std::optional<std::span<const std::byte>> log1,
                                                std::optional<std::span<const std::byte>> log2,
                                                bool replay_logs) {
    auto files = std::make_shared<base::MemoryFiles>();
    const auto put = [&files](const std::string& path, std::span<const std::byte> bytes) {
        files->put(path, {bytes.begin(), bytes.end()});
    };
    put("ntuser.dat", primary);
    if (log1) put("ntuser.dat.LOG1", *log1);
    if (log2) put("ntuser.dat.LOG2", *log2);
    auto store = registry::open_hive_store("ntuser.dat",
                                           {.replay_logs = replay_logs, .files = std::move(files)});
    if (!store) throw std::runtime_error(store.error().what);
    return *store;
}

}  // namespace olkacct::test

#include "scan1000/hives_cache.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

#include "support/shared_hives.h"
#include "support/temp_dir.h"

namespace olkacct::test {

namespace {

// Until it is destroyed, other processes wait in the constructor.
class FolderLock {
  public:
    explicit FolderLock(const std::filesystem::path& path)
        : descriptor_(open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644)) {
        if (descriptor_ < 0 || flock(descriptor_, LOCK_EX) != 0) {
            throw std::runtime_error("cannot lock " + path.string());
        }
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    ~FolderLock() { close(descriptor_); }

  private:
    int descriptor_;
};

void make_hives(const HiveFolder& hives, std::uint32_t count, bool dirty) {
    const auto command = std::string("'") + MAKE_HIVES + "' --kind small --dir '" +
                         hives.folder.string() + "' --count " + std::to_string(count) +
                         " --truth '" + hives.truth.string() + "'" + (dirty ? " --dirty" : "");
    if (std::system(command.c_str()) != 0) {
        throw std::runtime_error("make_hives failed");
    }
}

}  // namespace

HiveFolder cached_hives(std::uint32_t count, bool dirty) {
    const auto cache = build_dir().parent_path() / "hives-cache";
    std::filesystem::create_directories(cache);
    const auto name = std::to_string(count) + (dirty ? "-dirty" : "-clean");
    const HiveFolder hives{cache / name, cache / (name + ".tsv"), cache / (name + ".tsv.replayed")};
    // Left when all of them were made. Who changes the generator removes the cache.
    const auto mark = cache / (name + ".made");
    const FolderLock lock(cache / (name + ".lock"));
    if (!std::filesystem::exists(mark)) {
        make_hives(hives, count, dirty);
        write_file(mark, {});
    }
    return hives;
}

}  // namespace olkacct::test

// Makes stores with the library itself: what they hold is checked through the interfaces.
#include "source_copy.h"

#include <atomic>
#include <memory>
#include <stdexcept>

#include "base/file.h"
#include "profile/transfer.h"
#include "registry/open_store.h"
#include "support/process_stores.h"

namespace olkacct::test {
namespace {

template <class T>
T checked(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().what + " " + result.error().where);
    return std::move(*result);
}

}  // namespace

std::string make_copy(const std::filesystem::path& reg_file, const std::string& kind) {
    static std::atomic<int> number{0};
    const auto path = reg_file.parent_path() / ("copy" + std::to_string(++number) + "." + kind);
    const std::string url = make_store_at(path, kind);
    const auto files = base::system_files();
    const auto from = checked(registry::open_store("reg:" + reg_file.string(), {}, files));
    const auto to = checked(registry::open_store(url, {}, files));
    const auto reading = checked(from->begin_read());
    const auto writing = checked(to->begin_write());
    checked(profile::transfer_profiles(*reading, *writing));
    if (const auto done = writing->commit(); !done) throw std::runtime_error(done.error().what);
    return url;
}

}  // namespace olkacct::test

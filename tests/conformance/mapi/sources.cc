#include "sources.h"

#include <stdexcept>

#include "olkacct/source.h"
#include "profile/transfer.h"
#include "registry/open_store.h"
#include "support/memory_hive.h"
#include "support/outlook_sample.h"
#include "support/process_stores.h"

namespace olkacct::test {
namespace {

std::shared_ptr<registry::Store> open_store(const std::string& url) {
    auto store = registry::open_store(url, {}, base::system_files());
    if (!store) throw std::runtime_error(url + ": " + store.error().what);
    return *store;
}

std::string copy(registry::Store& from, const std::string& url) {
    const auto to = open_store(url);
    const auto reading = from.begin_read();
    const auto writing = to->begin_write();
    if (!reading || !writing || !profile::transfer_profiles(**reading, **writing) ||
        !(*writing)->commit())
        throw std::runtime_error(url + " cannot be filled");
    return url;
}

}  // namespace

std::string make_sample_source(const std::filesystem::path& path, const std::string& kind,
                               std::size_t offset_width) {
    const auto sample = open_in_memory(outlook_sample_hive({.offset_width = offset_width}));
    return copy(*sample, make_store_at(path, kind));
}

std::string make_empty_source(const std::filesystem::path& path, const std::string& kind) {
    return make_store_at(path, kind);
}

std::string make_copy_of(const std::filesystem::path& from, const std::filesystem::path& path,
                         const std::string& kind) {
    const auto source = Source::open(from.string());
    if (!source) throw std::runtime_error(from.string() + ": " + source.error().what);
    return copy(source->store(), make_store_at(path, kind));
}

}  // namespace olkacct::test

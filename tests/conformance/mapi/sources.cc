#include "sources.h"

#include <stdexcept>

#include "olkacct/source.h"
#include "profile/transfer.h"
#include "registry/open_store.h"
#include "support/memory_hive.h"
#include "support/outlook_sample.h"

namespace olkacct::test {
namespace {

std::shared_ptr<registry::Store> make_store(const std::string& url) {
    auto store = registry::create_store(url, base::system_files());
    if (!store) throw std::runtime_error(url + ": " + store.error().what);
    return *store;
}

std::string copy(registry::Store& from, const std::string& url) {
    const auto to = make_store(url);
    const auto reading = from.begin_read();
    const auto writing = to->begin_write();
    if (!reading || !writing || !profile::transfer_profiles(**reading, **writing) ||
        !(*writing)->commit())
        throw std::runtime_error(url + " cannot be filled");
    return url;
}

std::string url_of(const std::filesystem::path& path, const std::string& kind) {
    return kind + ":" + path.string();
}

}  // namespace

std::string make_sample_source(const std::filesystem::path& path, const std::string& kind,
                               std::size_t offset_width) {
    const auto sample = open_in_memory(outlook_sample_hive({.offset_width = offset_width}));
    return copy(*sample, url_of(path, kind));
}

std::string make_empty_source(const std::filesystem::path& path, const std::string& kind) {
    make_store(url_of(path, kind));
    return url_of(path, kind);
}

std::string make_copy_of(const std::filesystem::path& from, const std::filesystem::path& path,
                         const std::string& kind) {
    const auto source = Source::open(from.string());
    if (!source) throw std::runtime_error(from.string() + ": " + source.error().what);
    return copy(source->store(), url_of(path, kind));
}

}  // namespace olkacct::test

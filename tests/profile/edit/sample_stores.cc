#include "profile/edit/sample_stores.h"

#include <stdexcept>

#include "profile/transfer.h"
#include "registry/memory/memory_store.h"
#include "registry/open_store.h"
#include "support/memory_hive.h"

namespace olkacct::test {

std::string store_kind_name(StoreKind kind) {
    switch (kind) {
        case StoreKind::memory:
            return "memory";
        case StoreKind::hive:
            return "hive";
        case StoreKind::reg:
            return "reg";
        case StoreKind::sqlite:
            break;
    }
    return "sqlite";
}

Editor SampleStores::empty(StoreKind kind) {
    const std::string name = "store" + std::to_string(++made_);
    if (kind == StoreKind::memory) {
        return Editor(registry::make_memory_store(name));
    }
    const auto path = store_kind_name(kind) + ":" + (folder_ / name).string();
    auto store = registry::create_store(path, base::system_files());
    if (!store) {
        throw std::runtime_error(path + ": " + store.error().what);
    }
    return Editor(*store);
}

Editor SampleStores::copy_of(StoreKind kind, const Source& source) {
    Editor editor = empty(kind);
    const auto from = source.store().begin_read();
    const auto to = editor.source().store().begin_write();
    if (!from || !to || !profile::transfer_profiles(**from, **to) || !(*to)->commit()) {
        throw std::runtime_error(source.name() + " cannot be copied");
    }
    return editor;
}

Editor SampleStores::sample(StoreKind kind, const SampleOptions& options) {
    return copy_of(kind, Source(open_in_memory(outlook_sample_hive(options))));
}

}  // namespace olkacct::test

// A store in a file of the system that is gone when the store is.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "registry/store.h"
#include "support/temp_dir.h"

namespace olkacct::testing_support {

// Writes the bytes to a file of this name in a folder of its own and opens it with `open`.
template <class Open>
std::shared_ptr<registry::Store> open_in_folder(std::span<const std::byte> bytes,
                                                const std::string& name, Open open) {
    struct Held {
        test::TempDir folder;
        std::shared_ptr<registry::Store> store;
    };
    auto held = std::make_shared<Held>();
    held->store = open(held->folder.write(name, bytes).string());
    return {held, held->store.get()};
}

}  // namespace olkacct::testing_support

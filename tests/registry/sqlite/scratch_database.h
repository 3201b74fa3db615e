// A database in a folder of its own that lives as long as the store over it.
#pragma once

#include <memory>
#include <stdexcept>

#include "registry/sqlite/sqlite_store.h"
#include "support/temp_dir.h"

namespace olkacct::testing_support {

struct ScratchDatabase {
    test::TempDir folder;
    std::string path = (folder / "profiles.db").string();

    [[nodiscard]] std::shared_ptr<registry::Store> open(registry::SqliteOptions options = {
                                                            .create = true}) const {
        auto opened = registry::open_sqlite_store(path, options);
        if (!opened) {
            throw std::runtime_error(opened.error().what + " (" + opened.error().where + ")");
        }
        return *opened;
    }
};

/// A new database; short waits, since its tests make writers meet.
inline std::shared_ptr<registry::Store> make_scratch_store() {
    const auto scratch = std::make_shared<ScratchDatabase>();
    auto store = scratch->open({.create = true, .busy_timeout = std::chrono::milliseconds(20)});
    registry::Store* const address = store.get();
    return {address,
            [scratch, held = std::move(store)](registry::Store*) mutable { held.reset(); }};
}

}  // namespace olkacct::testing_support

// The write transaction of the SQLite store.
#pragma once

#include <memory>

#include "registry/sqlite/sqlite_state.h"
#include "registry/store.h"

namespace olkacct::registry {

/// Takes the database's write lock, waiting for it at most the busy timeout.
Result<std::unique_ptr<WriteTransaction>> begin_sqlite_write(std::shared_ptr<SqliteState> state);

}  // namespace olkacct::registry

// The read transaction of the SQLite store: one snapshot of the database.
#pragma once

#include <memory>

#include "registry/sqlite/sqlite_state.h"
#include "registry/store.h"

namespace olkacct::registry {

Result<std::unique_ptr<ReadTransaction>> begin_sqlite_read(std::shared_ptr<SqliteState> state);

}  // namespace olkacct::registry

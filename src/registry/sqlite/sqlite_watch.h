// The watch of a database.
#pragma once

#include <memory>
#include <string>

#include "registry/sqlite/sqlite_state.h"
#include "registry/store.h"

namespace olkacct::registry {

/// Tells of commits that are in the log of changes. What announce_commit() says wakes it; of
/// writers who died before that it hears by the write-ahead log, which is written a moment before
/// a commit can be seen.
Result<std::unique_ptr<Watch>> watch_sqlite(std::shared_ptr<SqliteState> state);

/// Wakes the watches of the database at `path`: a commit can be seen.
void announce_commit(const std::string& path) noexcept;

}  // namespace olkacct::registry

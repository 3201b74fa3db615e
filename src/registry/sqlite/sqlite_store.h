// Our own store: a registry in a SQLite database, for many processes at once, with secrets.
#pragma once

#include <chrono>
#include <memory>
#include <span>
#include <string>

#include "base/file.h"
#include "registry/sqlite/schema.h"
#include "registry/store.h"

namespace olkacct::registry {

/// Whether the first bytes of a file (128 are enough) begin a SQLite database.
bool looks_like_sqlite(std::span<const std::byte> head);

struct SqliteOptions {
    /// Make the database, and the key of its secrets, when there is none.
    bool create = false;
    /// How long to wait for another process's write before source_busy.
    std::chrono::milliseconds busy_timeout{5000};
    /// SQLite's name of the file layer; null: the system's.
    const char* vfs = nullptr;
    SchemaSteps steps = schema_steps();
};

/// Opens the database and brings it to the newest version. `already_open` is the file that was
/// opened to look at its first bytes, or null: closing it while SQLite has the file open in this
/// process would drop SQLite's locks, so it is closed with the store. source_not_found,
/// access_denied, unknown_source_kind (not ours, or newer than this program), database_damaged.
///
/// A write transaction holds the database's one write lock from begin_write to its end.
Result<std::shared_ptr<Store>> open_sqlite_store(
    std::string path, const SqliteOptions& options = {},
    std::unique_ptr<base::RandomAccessFile> already_open = nullptr);

/// `$XDG_DATA_HOME/olkacct/profiles.db`, without the variable ~/.local/share/olkacct/profiles.db.
/// Empty when HOME is not set either.
std::string default_database_path();

}  // namespace olkacct::registry

// Connections and statements.
#include "registry/sqlite/connection.h"

#include <cerrno>

namespace olkacct::registry {
namespace {

tl::unexpected<Error> failed(sqlite3* handle, const std::string& name) {
    const int code = sqlite3_extended_errcode(handle);
    const int cause = sqlite3_system_errno(handle);
    const bool is_full =
        code_of_sqlite(code) == ErrorCode::io_error && (cause == ENOSPC || cause == EDQUOT);
    return fail(
        is_full ? ErrorCode::disk_full : code_of_sqlite(code),
        std::string("SQLite says: ") + sqlite3_errmsg(handle) + " (" + std::to_string(code) + ")",
        name);
}

// What a file that somebody else prepared could do beside holding rows is switched off: triggers,
// views, functions called from the schema, writes to the schema itself.
void harden(sqlite3* handle) {
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

// SQLite's URI of a file that it takes for one that nobody changes.
std::string immutable_uri(const std::string& path) {
    std::string uri = "file:";
    for (const char c : path) {
        if (c == '%' || c == '?' || c == '#') {
            constexpr const char* digits = "0123456789ABCDEF";
            const auto byte = static_cast<unsigned char>(c);
            uri += {'%', digits[byte >> 4], digits[byte & 0xF]};
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

}  // namespace

ErrorCode code_of_sqlite(int extended_code) {
    constexpr int primary_mask = 0xFF;
    // The index of the write-ahead log cannot grow: "may indicate that the underlying filesystem
    // volume is out of space", says SQLite, and nothing else is known to cause it.
    if (extended_code == SQLITE_IOERR_SHMSIZE) {
        return ErrorCode::disk_full;
    }
    switch (extended_code & primary_mask) {
        case SQLITE_FULL:
            return ErrorCode::disk_full;
        case SQLITE_TOOBIG:
            return ErrorCode::limit_exceeded;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_PROTOCOL:
            return ErrorCode::source_busy;
        case SQLITE_CORRUPT:
            return ErrorCode::database_damaged;
        case SQLITE_NOTADB:
            return ErrorCode::unknown_source_kind;
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return ErrorCode::access_denied;
        case SQLITE_NOMEM:
            return ErrorCode::out_of_memory;
        case SQLITE_IOERR:
            return ErrorCode::io_error;
        default:
            return ErrorCode::unexpected;
    }
}

Statement& Statement::bind(int at, std::uint64_t number) {
    sqlite3_bind_int64(handle_, at, static_cast<sqlite3_int64>(number));
    return *this;
}

Statement& Statement::bind(int at, std::span<const std::byte> bytes) {
    if (bytes.empty()) {
        // A null pointer would bind NULL.
        sqlite3_bind_zeroblob(handle_, at, 0);
    } else {
        sqlite3_bind_blob64(handle_, at, bytes.data(), bytes.size(), SQLITE_STATIC);
    }
    return *this;
}

Statement& Statement::bind_null(int at) {
    sqlite3_bind_null(handle_, at);
    return *this;
}

Result<bool> Statement::step() {
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW || code == SQLITE_DONE) {
        return code == SQLITE_ROW;
    }
    return failed(sqlite3_db_handle(handle_), *name_);
}

Result<void> Statement::run() {
    return step().map([](bool) {});
}

std::uint64_t Statement::number(int column) const {
    return static_cast<std::uint64_t>(sqlite3_column_int64(handle_, column));
}

std::span<const std::byte> Statement::bytes(int column) const {
    const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(handle_, column));
    const int length = sqlite3_column_bytes(handle_, column);
    return {data, data == nullptr ? 0 : static_cast<std::size_t>(length)};
}

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path,
                                                     const ConnectionOptions& options) {
    sqlite3* handle = nullptr;
    const int access = options.as_it_lies
                           ? SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
                           : SQLITE_OPEN_READWRITE | (options.create ? SQLITE_OPEN_CREATE : 0);
    const std::string name = options.as_it_lies ? immutable_uri(path) : path;
    const int code = sqlite3_open_v2(
        name.c_str(), &handle, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, options.vfs);
    std::unique_ptr<Connection> opened(new Connection(handle, path, options.as_it_lies));
    if (code != SQLITE_OK) {
        return failed(handle, path);
    }
    harden(handle);
    sqlite3_busy_timeout(handle, static_cast<int>(options.busy_timeout.count()));
    // The cache of 16 MiB holds some ten thousand accounts, so that listing them again reads
    // nothing.
    for (const char* setting : {"PRAGMA synchronous=FULL", "PRAGMA temp_store=MEMORY",
                                "PRAGMA cell_size_check=ON", "PRAGMA cache_size=-16384"}) {
        if (auto done = opened->run(setting); !done) {
            return tl::unexpected(done.error());
        }
    }
    return opened;
}

Connection::~Connection() {
    for (const auto& [sql, statement] : statements_) {
        sqlite3_finalize(statement);
    }
    sqlite3_close_v2(handle_);
}

Result<Statement> Connection::prepare(const char* sql) {
    sqlite3_stmt*& statement = statements_[sql];
    if (statement == nullptr && sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT,
                                                   &statement, nullptr) != SQLITE_OK) {
        statements_.erase(sql);
        return failed(handle_, name_);
    }
    return Statement(statement, name_);
}

Result<void> Connection::run(const char* sql) {
    if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        return failed(handle_, name_);
    }
    return {};
}

Result<std::uint64_t> Connection::number(const char* sql) {
    auto statement = prepare(sql);
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    return statement->step().map(
        [&statement](bool row) { return row ? statement->number(0) : std::uint64_t{0}; });
}

void Connection::leave_log_alone() {
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

}  // namespace olkacct::registry

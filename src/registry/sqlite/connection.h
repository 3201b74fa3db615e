// SQLite behind results: a connection, its statements, and what its errors mean here.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>

#include "olkacct/error.h"

namespace olkacct::registry {

/// A statement in use: bound, stepped, read. Reset when it goes out of scope, for the next user.
class Statement {
  public:
    Statement(sqlite3_stmt* handle, const std::string& name) : handle_(handle), name_(&name) {}
    Statement(Statement&& other) noexcept : handle_(other.handle_), name_(other.name_) {
        other.handle_ = nullptr;
    }
    Statement& operator=(Statement&&) = delete;
    ~Statement() { sqlite3_reset(handle_); }

    Statement& bind(int at, std::uint64_t number);
    /// The bytes must outlive the statement's use.
    Statement& bind(int at, std::span<const std::byte> bytes);
    Statement& bind_null(int at);

    /// Whether there is a row.
    Result<bool> step();
    /// Steps a statement that gives no row.
    Result<void> run();

    [[nodiscard]] std::uint64_t number(int column) const;
    /// Valid until the next step. Empty for NULL.
    [[nodiscard]] std::span<const std::byte> bytes(int column) const;

  private:
    sqlite3_stmt* handle_;
    const std::string* name_;  // the connection's
};

struct ConnectionOptions {
    bool create = false;
    /// Reads the file as it lies, without locks and without files beside it (SQLite's immutable):
    /// right only as long as nobody writes it, which the caller must see to.
    bool as_it_lies = false;
    /// How long to wait for another process's lock.
    std::chrono::milliseconds busy_timeout{5000};
    /// SQLite's name of the file layer; null: the system's.
    const char* vfs = nullptr;
};

/// One thread at a time.
class Connection {
  public:
    static Result<std::unique_ptr<Connection>> open(const std::string& path,
                                                    const ConnectionOptions& options);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    /// `sql` must be a string literal: statements are kept by its address.
    Result<Statement> prepare(const char* sql);
    Result<void> run(const char* sql);
    /// The first column of the first row, 0 without one.
    Result<std::uint64_t> number(const char* sql);

    [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }
    /// The write-ahead log stays as it is when this connection closes: after a failed write nothing
    /// more is written to the files.
    void leave_log_alone();
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] bool reads_as_it_lies() const { return as_it_lies_; }

  private:
    Connection(sqlite3* handle, std::string name, bool as_it_lies)
        : handle_(handle), name_(std::move(name)), as_it_lies_(as_it_lies) {}

    sqlite3* handle_;
    std::string name_;
    bool as_it_lies_;
    std::unordered_map<const char*, sqlite3_stmt*> statements_;
};

/// What SQLite's code means here.
ErrorCode code_of_sqlite(int extended_code);

/// Whether a write that failed so leaves the store unusable until it is opened again.
inline bool ends_the_store(const Error& error) {
    return error.code == ErrorCode::io_error || error.code == ErrorCode::disk_full ||
           error.code == ErrorCode::database_damaged;
}

}  // namespace olkacct::registry

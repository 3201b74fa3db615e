// What a SQLite store and its transactions share: idle connections, and whether a write failed.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "registry/sqlite/connection.h"
#include "registry/sqlite/open_files.h"

namespace olkacct::registry {

/// Owned together by the store and everything begun on it, hence shared_ptr. Thread-safe.
class SqliteState {
  public:
    SqliteState(std::string path, const ConnectionOptions& options,
                std::shared_ptr<OpenFiles> files)
        : path_(std::move(path)), options_(options), files_(std::move(files)) {
        options_.create = false;
    }

    [[nodiscard]] const std::string& path() const { return path_; }

    /// The database cannot be opened as SQLite opens one, because this user may make no file beside
    /// it. From now on it is read as it lies whenever no log lies beside it; false when one does.
    bool read_as_it_lies();
    /// changed_while_reading when a database that is read as it lies was changed since the
    /// connection was taken.
    Result<void> verify(const Connection& connection) const;

    /// An idle connection or a new one. reopen_needed after end().
    Result<std::unique_ptr<Connection>> take();
    /// Ends what its user left open.
    void give_back(std::unique_ptr<Connection> connection);
    /// A write failed: nothing more is written, everything is reopen_needed.
    void end() { over_ = true; }

  private:
    std::string path_;
    ConnectionOptions options_;
    std::shared_ptr<OpenFiles> files_;  // closed after the connections
    std::atomic<bool> over_ = false;
    std::atomic<bool> as_it_lies_ = false;
    mutable std::mutex mutex_;  // guards what follows
    std::vector<std::unique_ptr<Connection>> idle_;
    /// Of the connections that read as it lies: what the file was when they were opened.
    std::map<const Connection*, base::FileIdentity> lying_;
};

}  // namespace olkacct::registry

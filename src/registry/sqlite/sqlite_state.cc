// Handing out connections.
#include "registry/sqlite/sqlite_state.h"

#include <sys/stat.h>

#include <cerrno>
#include <optional>

#include "base/posix_identity.h"

namespace olkacct::registry {
namespace {

constexpr std::size_t most_idle = 4;

// By its name, for closing a descriptor of the file would drop SQLite's locks on it. nullopt when
// it cannot be looked at or a log with commits in it lies beside it.
std::optional<base::FileIdentity> look_at(const std::string& path) {
    struct stat log {};
    if (::stat((path + "-wal").c_str(), &log) == 0 ? log.st_size != 0 : errno != ENOENT) {
        return std::nullopt;
    }
    struct stat file {};
    if (::stat(path.c_str(), &file) != 0) {
        return std::nullopt;
    }
    return base::identity_of(file);
}

}  // namespace

Result<std::unique_ptr<Connection>> SqliteState::take() {
    if (over_) {
        return fail(ErrorCode::reopen_needed, "an earlier write failed", path_);
    }
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            auto taken = std::move(idle_.back());
            idle_.pop_back();
            return taken;
        }
    }
    const auto lying = as_it_lies_ ? look_at(path_) : std::nullopt;
    if (!lying) {
        return Connection::open(path_, options_);
    }
    ConnectionOptions options = options_;
    options.as_it_lies = true;
    auto opened = Connection::open(path_, options);
    if (opened) {
        const std::lock_guard lock(mutex_);
        lying_.emplace(opened->get(), *lying);
    }
    return opened;
}

bool SqliteState::read_as_it_lies() {
    as_it_lies_ = look_at(path_).has_value();
    return as_it_lies_;
}

Result<void> SqliteState::verify(const Connection& connection) const {
    if (!connection.reads_as_it_lies()) {
        return {};
    }
    const std::lock_guard lock(mutex_);
    const auto then = lying_.find(&connection);
    if (then != lying_.end() && look_at(path_) == then->second) {
        return {};
    }
    return fail(ErrorCode::changed_while_reading,
                "the database was written while it was read, and this user may not lock it", path_);
}

void SqliteState::give_back(std::unique_ptr<Connection> connection) {
    if (over_) {
        connection->leave_log_alone();
    }
    const bool is_clean = !connection->in_transaction() || connection->run("ROLLBACK").has_value();
    const std::lock_guard lock(mutex_);
    if (connection->reads_as_it_lies()) {
        lying_.erase(connection.get());  // the next reader looks again whether it may
    } else if (over_) {
        for (const auto& idle : idle_) {
            idle->leave_log_alone();
        }
        idle_.clear();
    } else if (is_clean && idle_.size() < most_idle) {
        idle_.push_back(std::move(connection));
    }
}

}  // namespace olkacct::registry

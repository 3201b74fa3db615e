// Handing out connections.
#include "registry/sqlite/sqlite_state.h"

namespace olkacct::registry {
namespace {

constexpr std::size_t most_idle = 4;

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
    return Connection::open(path_, options_);
}

void SqliteState::give_back(std::unique_ptr<Connection> connection) {
    if (over_) {
        connection->leave_log_alone();
    }
    const bool is_clean = !connection->in_transaction() || connection->run("ROLLBACK").has_value();
    const std::lock_guard lock(mutex_);
    if (over_) {
        for (const auto& idle : idle_) {
            idle->leave_log_alone();
        }
        idle_.clear();
    } else if (is_clean && idle_.size() < most_idle) {
        idle_.push_back(std::move(connection));
    }
}

}  // namespace olkacct::registry

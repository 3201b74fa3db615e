// The log of changes: what each commit did, by sequence number.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "registry/key_tree.h"
#include "registry/sqlite/connection.h"
#include "registry/store.h"

namespace olkacct::registry {

/// How many keys of one commit are told apart; of a greater one the log says `many`.
inline constexpr std::size_t max_logged_keys = 1000;
/// How many commits the log keeps at least; older ones are deleted now and then.
inline constexpr std::uint64_t kept_commits = 10000;

/// What a write transaction did so far.
class PendingLog {
  public:
    void values_changed(const std::u16string& path, std::u16string_view value);
    void created(const std::u16string& path);
    void deleted(const std::u16string& path);

    /// Whether single keys are still told apart: if not, nothing more need be said.
    [[nodiscard]] bool is_full() const { return is_full_; }
    [[nodiscard]] bool is_empty() const { return !is_full_ && changes_.empty(); }

    /// Writes it as the next sequence number, and prunes. Inside the transaction.
    Result<void> write(Connection& connection);
    /// That number; 0 before, and when there was nothing to write.
    [[nodiscard]] std::uint64_t sequence() const { return sequence_; }

  private:
    KeyChange* entry(const std::u16string& path);

    std::vector<KeyChange> changes_;
    std::map<std::u16string, std::size_t, NameLess> by_path_;  // the newest entry of each path
    bool is_full_ = false;
    std::uint64_t sequence_ = 0;
};

/// The number of the newest commit.
Result<std::uint64_t> latest_change(Connection& connection);

Result<ChangeList> read_changes(Connection& connection, std::uint64_t sequence);

}  // namespace olkacct::registry

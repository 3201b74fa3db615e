// Keys that a write transaction changed and that are not in the database yet.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "registry/sqlite/key_rows.h"

namespace olkacct::registry {

/// A key whose values are in memory. A key that is filled value by value is written once, not once
/// for each value.
struct PendingKey {
    KeyRow row;
    std::vector<RegistryValue> values;
    bool is_new = false;
    bool is_changed = false;
};

/// Writes itself to the database before it grows past a few megabytes, in the order of the ids.
class PendingKeys {
  public:
    PendingKeys(Connection& connection, KeyRows& rows) : connection_(connection), rows_(rows) {}

    PendingKey* find(KeyId key);
    /// A new key that is not in the database yet.
    std::optional<KeyId> find_new(KeyId parent, std::u16string_view name);
    /// Loads the key unless it is here.
    Result<PendingKey*> load(KeyId key);
    PendingKey& add_new(KeyId key, KeyRow row);
    void forget(KeyId key) { keys_.erase(key); }

    /// Counts what a change adds; the next make_room looks at it.
    void grow(std::size_t bytes) { bytes_ += bytes; }
    /// Writes everything if much has gathered. Pointers to pending keys end here.
    Result<void> make_room();
    Result<void> write_all();

  private:
    Result<void> write(KeyId key, const PendingKey& pending);

    Connection& connection_;  // both outlive this
    KeyRows& rows_;
    std::map<KeyId, PendingKey> keys_;
    std::map<std::pair<KeyId, std::vector<std::byte>>, KeyId> new_names_;  // by folded name
    std::size_t bytes_ = 0;
};

}  // namespace olkacct::registry

// Reading the rows of keys: what read and write transactions have in common.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "registry/sqlite/connection.h"
#include "registry/store.h"

namespace olkacct::registry {

/// The row of a key.
constexpr std::uint64_t number_of(KeyId key) { return static_cast<std::uint64_t>(key); }

/// A key's row without its values.
struct KeyRow {
    std::uint64_t parent = 0;
    std::u16string name;
    std::u16string class_name;
    std::uint64_t descriptor = 0;  ///< its row, 0 for none
    std::uint64_t last_written = 0;
};

/// On one connection, inside its transaction. key_not_found for a key that is not there,
/// database_damaged.
class KeyRows {
  public:
    explicit KeyRows(Connection& connection) : connection_(connection) {}

    Result<KeyRow> row(KeyId key);
    Result<std::optional<KeyId>> find(KeyId parent, std::u16string_view name);
    Result<std::vector<Subkey>> subkeys(KeyId key);
    Result<std::vector<RegistryValue>> values(KeyId key);
    Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name);
    Result<std::vector<std::byte>> descriptor(std::uint64_t row);
    Result<void> require(KeyId key);

    [[nodiscard]] tl::unexpected<Error> gone() const;
    [[nodiscard]] tl::unexpected<Error> damaged(KeyId key) const;

  private:
    // The statement after its first row; key_not_found without one.
    Result<Statement> row_of(const char* sql, KeyId key);

    Connection& connection_;  // outlives this
};

}  // namespace olkacct::registry

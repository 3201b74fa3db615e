// Reading inside one transaction of SQLite, which is one snapshot.
#include "registry/sqlite/sqlite_read.h"

#include "registry/sqlite/key_rows.h"
#include "registry/sqlite/schema.h"

namespace olkacct::registry {
namespace {

class SqliteRead final : public ReadTransaction {
  public:
    SqliteRead(std::shared_ptr<SqliteState> state, std::unique_ptr<Connection> connection)
        : state_(std::move(state)), connection_(std::move(connection)), rows_(*connection_) {}
    ~SqliteRead() override { state_->give_back(std::move(connection_)); }

    KeyId root() const override { return KeyId{root_row}; }
    Result<KeyInfo> info(KeyId key) override {
        return rows_.row(key).map([](KeyRow&& row) {
            return KeyInfo{std::move(row.name), std::move(row.class_name), row.last_written};
        });
    }
    Result<std::optional<KeyId>> find(KeyId parent, std::u16string_view name) override {
        return rows_.find(parent, name);
    }
    Result<std::vector<Subkey>> subkeys(KeyId key) override { return rows_.subkeys(key); }
    Result<std::vector<RegistryValue>> values(KeyId key) override { return rows_.values(key); }
    Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name) override {
        return rows_.value(key, name);
    }
    Result<std::vector<std::byte>> security(KeyId key) override {
        return rows_.row(key).and_then(
            [this](const KeyRow& row) { return rows_.descriptor(row.descriptor); });
    }
    const std::vector<Warning>& warnings() const override { return warnings_; }
    Result<void> verify() override { return {}; }

  private:
    std::shared_ptr<SqliteState> state_;
    std::unique_ptr<Connection> connection_;
    KeyRows rows_;
    std::vector<Warning> warnings_;
};

}  // namespace

Result<std::unique_ptr<ReadTransaction>> begin_sqlite_read(std::shared_ptr<SqliteState> state) {
    auto connection = state->take();
    if (!connection) {
        return tl::unexpected(connection.error());
    }
    Connection& taken = **connection;
    auto transaction = std::make_unique<SqliteRead>(std::move(state), std::move(*connection));
    auto begun = taken.run("BEGIN");
    if (begun) {
        // The snapshot is that of the first read, which must not be left to the caller.
        begun = KeyRows(taken).require(transaction->root());
    }
    if (!begun) {
        return tl::unexpected(begun.error());
    }
    return transaction;
}

}  // namespace olkacct::registry

// Reading inside one transaction of SQLite, which is one snapshot.
#include "registry/sqlite/sqlite_read.h"

#include <optional>

#include "registry/sqlite/change_log.h"
#include "registry/sqlite/key_content.h"
#include "registry/sqlite/key_rows.h"
#include "registry/sqlite/schema.h"

namespace olkacct::registry {
namespace {

// Values of keys one after the other. Rows that follow each other, as those of accounts that were
// made in their order do, are stepped through instead of looked up: half the cost of a listing.
class ValueCursor {
  public:
    ValueCursor(Connection& connection, KeyRows& rows) : connection_(connection), rows_(rows) {}

    Result<std::vector<RegistryValue>> values(KeyId key);
    /// Before the connection gets another user.
    void close() { statement_.reset(); }

  private:
    Result<void> go_to(std::uint64_t row);

    Connection& connection_;  // both outlive this
    KeyRows& rows_;
    std::optional<Statement> statement_;
    std::uint64_t row_ = 0;  // where the statement stands, if there is one
};

Result<void> ValueCursor::go_to(std::uint64_t row) {
    Result<bool> found = false;
    if (statement_ && row == row_ + 1) {
        found = statement_->step();
    }
    if (!found || !*found || statement_->number(0) != row) {
        statement_.reset();
        auto statement =
            connection_.prepare("SELECT id, content FROM keys WHERE id>=? ORDER BY id");
        if (!statement) {
            return tl::unexpected(statement.error());
        }
        statement_.emplace(std::move(*statement));
        found = statement_->bind(1, row).step();
    }
    if (!found) {
        return tl::unexpected(found.error());
    }
    row_ = row;
    if (!*found || statement_->number(0) != row) {
        return rows_.gone();
    }
    return {};
}

Result<std::vector<RegistryValue>> ValueCursor::values(KeyId key) {
    if (auto there = go_to(number_of(key)); !there) {
        close();
        return tl::unexpected(there.error());
    }
    auto values = unpack_values(statement_->bytes(1));
    if (!values) {
        return rows_.damaged(key);
    }
    return std::move(*values);
}

class SqliteRead final : public ReadTransaction {
  public:
    SqliteRead(std::shared_ptr<SqliteState> state, std::unique_ptr<Connection> connection)
        : state_(std::move(state)),
          connection_(std::move(connection)),
          rows_(*connection_),
          cursor_(*connection_, rows_) {}
    ~SqliteRead() override {
        cursor_.close();
        state_->give_back(std::move(connection_));
    }

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
    Result<std::vector<RegistryValue>> values(KeyId key) override { return cursor_.values(key); }
    Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name) override {
        return rows_.value(key, name);
    }
    Result<std::vector<std::byte>> security(KeyId key) override {
        return rows_.row(key).and_then(
            [this](const KeyRow& row) { return rows_.descriptor(row.descriptor); });
    }
    const std::vector<Warning>& warnings() const override { return warnings_; }
    Result<void> verify() override { return state_->verify(*connection_); }
    Result<ChangeList> changes_since(std::uint64_t sequence) override {
        return read_changes(*connection_, sequence);
    }

  private:
    std::shared_ptr<SqliteState> state_;
    std::unique_ptr<Connection> connection_;
    KeyRows rows_;
    ValueCursor cursor_;
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

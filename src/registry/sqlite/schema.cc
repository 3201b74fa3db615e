// Making and migrating the tables.
#include "registry/sqlite/schema.h"

#include <thread>

namespace olkacct::registry {
namespace {

// docs/formats/sqlite.md describes the columns; docs/decisions/006 says why they lie so.
constexpr const char* version_1 = R"(
CREATE TABLE keys(
    id INTEGER PRIMARY KEY,
    parent INTEGER NOT NULL,
    name BLOB NOT NULL,
    class BLOB NOT NULL,
    security INTEGER NOT NULL,
    written INTEGER NOT NULL,
    content BLOB NOT NULL);
CREATE TABLE names(
    parent INTEGER NOT NULL,
    folded BLOB NOT NULL,
    id INTEGER NOT NULL,
    name BLOB NOT NULL,
    PRIMARY KEY(parent, folded)) WITHOUT ROWID;
CREATE TABLE descriptors(
    id INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL UNIQUE);
CREATE TABLE changes(
    sequence INTEGER NOT NULL,
    part INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    path BLOB NOT NULL,
    names BLOB NOT NULL,
    PRIMARY KEY(sequence, part)) WITHOUT ROWID;
CREATE TABLE settings(
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL) WITHOUT ROWID;
INSERT INTO keys VALUES(1, 0, x'', x'', 0, 0, x'');
)";
constexpr const char* steps[] = {version_1};

constexpr std::chrono::milliseconds pause{10};

struct Versions {
    std::uint64_t application = 0;
    std::uint64_t schema = 0;
    bool has_tables = false;

    [[nodiscard]] bool is_empty() const { return application == 0 && schema == 0 && !has_tables; }
};

Result<Versions> read_versions(Connection& connection) {
    const auto application = connection.number("PRAGMA application_id");
    const auto schema = application ? connection.number("PRAGMA user_version") : application;
    const auto tables =
        schema ? connection.number("SELECT EXISTS(SELECT 1 FROM sqlite_schema)") : schema;
    if (!tables) {
        return tl::unexpected(tables.error());
    }
    return Versions{*application, *schema, *tables != 0};
}

Result<void> check(const Versions& versions, const SchemaOptions& options,
                   const std::string& name) {
    if (versions.is_empty() && options.create) {
        return {};
    }
    if (versions.is_empty()) {
        return fail(ErrorCode::unknown_source_kind,
                    "the database is empty; olkacct init makes it one of olkacct", name);
    }
    if (versions.application != database_application_id) {
        return fail(ErrorCode::unknown_source_kind,
                    "the file is a SQLite database of another program", name);
    }
    if (versions.schema > options.steps.size()) {
        return fail(ErrorCode::unknown_source_kind,
                    "the database has version " + std::to_string(versions.schema) +
                        ", made by a newer olkacct; this one knows " +
                        std::to_string(options.steps.size()),
                    name);
    }
    return {};
}

Result<void> store_key_id(Connection& connection, std::span<const std::byte> key_id) {
    auto statement = connection.prepare("INSERT INTO settings VALUES('key', ?)");
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    return statement->bind(1, key_id).run();
}

Result<void> apply_steps(Connection& connection, const SchemaOptions& options) {
    // Another process may have been faster.
    const auto versions = read_versions(connection);
    if (!versions) {
        return tl::unexpected(versions.error());
    }
    if (auto checked = check(*versions, options, connection.name()); !checked) {
        return checked;
    }
    Result<void> done;
    for (std::size_t step = versions->schema; done && step < options.steps.size(); ++step) {
        done = connection.run(options.steps[step]);
    }
    if (done) {
        const std::string numbers =
            "PRAGMA application_id=" + std::to_string(database_application_id) +
            ";PRAGMA user_version=" + std::to_string(options.steps.size());
        done = connection.run(numbers.c_str());
    }
    if (done && versions->is_empty()) {
        done = store_key_id(connection, options.key_id);
    }
    return done ? connection.run("COMMIT") : done;
}

// Changing the journal's kind does not wait for other processes by itself.
Result<void> use_write_ahead_log(Connection& connection) {
    constexpr int attempts = 500;
    Result<void> done;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        done = connection.run("PRAGMA journal_mode=WAL");
        if (done || done.error().code != ErrorCode::source_busy) {
            break;
        }
        std::this_thread::sleep_for(pause);
    }
    return done;
}

}  // namespace

SchemaSteps schema_steps() { return steps; }

Result<bool> is_empty_database(Connection& connection) {
    return read_versions(connection).map([](const Versions& found) { return found.is_empty(); });
}

Result<void> prepare_schema(Connection& connection, const SchemaOptions& options) {
    const auto versions = read_versions(connection);
    if (!versions) {
        return tl::unexpected(versions.error());
    }
    if (auto checked = check(*versions, options, connection.name()); !checked) {
        return checked;
    }
    if (versions->application != 0 && versions->schema == options.steps.size()) {
        return {};
    }
    auto done = use_write_ahead_log(connection);
    if (done) {
        done = connection.run("BEGIN IMMEDIATE");
    }
    if (!done) {
        return done;
    }
    done = apply_steps(connection, options);
    if (!done && connection.in_transaction()) {
        // The first error is the one to tell.
        (void)connection.run("ROLLBACK");
    }
    return done;
}

}  // namespace olkacct::registry

// Opening databases; the store itself.
#include "registry/sqlite/sqlite_store.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "registry/sqlite/change_log.h"
#include "registry/sqlite/key_file.h"
#include "registry/sqlite/secret_box.h"
#include "registry/sqlite/sqlite_read.h"
#include "registry/sqlite/sqlite_state.h"
#include "registry/sqlite/sqlite_watch.h"
#include "registry/sqlite/sqlite_write.h"

namespace olkacct::registry {
namespace {

// With the zero that ends it.
constexpr std::string_view signature("SQLite format 3\0", 16);

class SqliteStore final : public Store {
  public:
    explicit SqliteStore(std::shared_ptr<SqliteState> state) : state_(std::move(state)) {}

    const Capabilities& capabilities() const override {
        static constexpr Capabilities can{.write = true,
                                          .atomic = true,
                                          .durable = true,
                                          .watch = true,
                                          .change_log = true,
                                          .secrets = true};
        return can;
    }
    const std::string& name() const override { return state_->path(); }
    Result<std::unique_ptr<ReadTransaction>> begin_read() override {
        return begin_sqlite_read(state_);
    }
    Result<std::unique_ptr<WriteTransaction>> begin_write() override {
        return begin_sqlite_write(state_);
    }
    Result<std::unique_ptr<Watch>> watch() override { return watch_sqlite(state_); }
    Result<std::vector<std::byte>> protect(std::u16string_view value_name,
                                           const Secret& secret) override;
    Result<Secret> unprotect(std::u16string_view value_name,
                             std::span<const std::byte> stored) override;
    Result<ChangeList> changes_since(std::uint64_t sequence) override;

  private:
    Result<bool> is_key_of_database(const SecretKey& key);
    Result<SecretKey> own_key();

    std::shared_ptr<SqliteState> state_;
};

Result<bool> SqliteStore::is_key_of_database(const SecretKey& key) {
    auto connection = state_->take();
    if (!connection) {
        return tl::unexpected(connection.error());
    }
    Result<bool> same = false;
    {
        auto statement = (*connection)->prepare("SELECT value FROM settings WHERE name='key'");
        same = statement ? statement->step() : tl::unexpected(statement.error());
        if (same && *same) {
            same = std::ranges::equal(statement->bytes(0), key.id());
        }
    }
    state_->give_back(std::move(*connection));
    return same;
}

Result<SecretKey> SqliteStore::own_key() {
    const std::string path = key_file_path(state_->path());
    auto key = read_key_file(path);
    if (!key && key.error().code == ErrorCode::source_not_found) {
        return fail(ErrorCode::secrets_not_supported,
                    "the key file of the database is missing; put it back beside the database",
                    path);
    }
    if (!key) {
        return tl::unexpected(key.error());
    }
    const auto same = is_key_of_database(*key);
    if (!same) {
        return tl::unexpected(same.error());
    }
    if (!*same) {
        return fail(ErrorCode::secrets_not_supported, "the key file belongs to another database",
                    path);
    }
    return key;
}

Result<std::vector<std::byte>> SqliteStore::protect(std::u16string_view value_name,
                                                    const Secret& secret) {
    const auto key = own_key();
    return key ? seal_secret(*key, value_name, secret) : tl::unexpected(key.error());
}

Result<Secret> SqliteStore::unprotect(std::u16string_view value_name,
                                      std::span<const std::byte> stored) {
    const auto key = own_key();
    return key ? open_secret(*key, value_name, stored) : tl::unexpected(key.error());
}

Result<ChangeList> SqliteStore::changes_since(std::uint64_t sequence) {
    auto connection = state_->take();
    if (!connection) {
        return tl::unexpected(connection.error());
    }
    auto changes =
        (*connection)->run("BEGIN").and_then([&] { return read_changes(**connection, sequence); });
    state_->give_back(std::move(*connection));
    return changes;
}

// The file itself: only its owner may read it, and its name is durable.
Result<void> make_file(const std::string& path) {
    const auto files = base::system_files();
    const auto made = files->create(path, {.like = {}, .mode = 0600});
    if (!made) {
        return made.error().code == ErrorCode::already_exists ? Result<void>()
                                                              : tl::unexpected(made.error());
    }
    return files->sync_folder(path);
}

Result<void> prepare(Connection& connection, const std::string& path,
                     const SqliteOptions& options) {
    SchemaOptions schema{.create = options.create, .key_id = {}, .steps = options.steps};
    const auto is_empty = is_empty_database(connection);
    if (!is_empty) {
        return tl::unexpected(is_empty.error());
    }
    if (!*is_empty || !options.create) {
        return prepare_schema(connection, schema);
    }
    const auto key = make_key_file(key_file_path(path));
    if (!key) {
        return tl::unexpected(key.error());
    }
    const auto key_id = key->id();
    schema.key_id = key_id;
    return prepare_schema(connection, schema);
}

Result<void> try_out(SqliteState& state, const std::string& path, const SqliteOptions& options) {
    auto connection = state.take();
    if (!connection) {
        return tl::unexpected(connection.error());
    }
    auto prepared = prepare(**connection, path, options);
    state.give_back(std::move(*connection));
    return prepared;
}

}  // namespace

bool looks_like_sqlite(std::span<const std::byte> head) {
    return head.size() >= signature.size() &&
           std::ranges::equal(head.first(signature.size()), signature, [](std::byte a, char b) {
               return std::to_integer<unsigned char>(a) == static_cast<unsigned char>(b);
           });
}

Result<std::shared_ptr<Store>> open_sqlite_store(
    std::string path, const SqliteOptions& options,
    std::unique_ptr<base::RandomAccessFile> already_open) {
    if (options.create) {
        if (auto made = make_file(path); !made) {
            return tl::unexpected(made.error());
        }
    }
    if (!already_open) {
        auto opened = base::system_files()->open(path);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        already_open = std::move(*opened);
    }
    const auto identity = already_open->identity();
    if (!identity) {
        return tl::unexpected(identity.error());
    }
    auto files = OpenFiles::of(*identity);
    files->keep(std::move(already_open));
    const ConnectionOptions connecting{
        .create = false, .busy_timeout = options.busy_timeout, .vfs = options.vfs};
    auto state = std::make_shared<SqliteState>(path, connecting, std::move(files));
    auto prepared = try_out(*state, path, options);
    // SQLite makes files beside a database even for reading it.
    if (!prepared && prepared.error().code == ErrorCode::access_denied && !options.create &&
        state->read_as_it_lies()) {
        prepared = try_out(*state, path, options);
    }
    if (!prepared) {
        return tl::unexpected(prepared.error());
    }
    return std::make_shared<SqliteStore>(std::move(state));
}

std::string default_database_path() {
    constexpr const char* below = "/olkacct/profiles.db";
    // The XDG rule: a relative path is to be ignored.
    if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data == '/') {
        return std::string(data) + below;
    }
    const char* const home = std::getenv("HOME");
    return home != nullptr && *home == '/' ? std::string(home) + "/.local/share" + below
                                           : std::string();
}

}  // namespace olkacct::registry

// Writing inside one immediate transaction of SQLite.
#include "registry/sqlite/sqlite_write.h"

#include <algorithm>
#include <unordered_map>

#include "olkacct/text.h"
#include "registry/key_tree.h"
#include "registry/sqlite/change_log.h"
#include "registry/sqlite/key_content.h"
#include "registry/sqlite/pending_keys.h"
#include "registry/sqlite/schema.h"
#include "registry/sqlite/sqlite_watch.h"

namespace olkacct::registry {
namespace {

class SqliteWrite final : public WriteTransaction {
  public:
    SqliteWrite(std::shared_ptr<SqliteState> state, std::unique_ptr<Connection> connection)
        : state_(std::move(state)),
          connection_(std::move(connection)),
          rows_(*connection_),
          pending_(*connection_, rows_) {}
    ~SqliteWrite() override { state_->give_back(std::move(connection_)); }

    Result<void> begin();

    KeyId root() const override { return KeyId{root_row}; }
    Result<KeyInfo> info(KeyId key) override;
    Result<std::optional<KeyId>> find(KeyId parent, std::u16string_view name) override;
    Result<std::vector<Subkey>> subkeys(KeyId key) override;
    Result<std::vector<RegistryValue>> values(KeyId key) override;
    Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name) override;
    Result<std::vector<std::byte>> security(KeyId key) override;
    const std::vector<Warning>& warnings() const override { return warnings_; }
    Result<void> verify() override { return {}; }

    Result<KeyId> create_key(KeyId parent, std::u16string_view name) override;
    Result<void> set_value(KeyId key, RegistryValue value) override;
    Result<void> delete_value(KeyId key, std::u16string_view name) override;
    Result<void> delete_key(KeyId key) override;
    Result<void> set_class_name(KeyId key, std::u16string_view class_name) override;
    Result<void> set_security(KeyId key, std::span<const std::byte> descriptor) override;
    Result<void> commit() override;
    std::uint64_t sequence() const override { return log_.sequence(); }

  private:
    // Where a key lies, for its depth and for the log.
    struct Place {
        std::u16string path;
        std::size_t depth = 0;
    };

    Result<KeyRow> row_of(KeyId key);
    Result<const Place*> place_of(KeyId key);
    Result<PendingKey*> open_for_change(KeyId key);
    Result<void> log_values(KeyId key, std::u16string_view name);
    // The key's row, all below it, and their names.
    Result<void> delete_rows(KeyId key, const KeyRow& row);
    Result<void> write_and_commit();
    // A failed write may have lost anything: nothing of this transaction is kept, and the store is
    // over.
    template <class T>
    Result<T> watched(Result<T> outcome) {
        if (!outcome && ends_the_store(outcome.error())) {
            over_ = true;
            connection_->leave_log_alone();
            state_->end();
        }
        return outcome;
    }

    std::shared_ptr<SqliteState> state_;
    std::unique_ptr<Connection> connection_;
    KeyRows rows_;
    PendingKeys pending_;
    PendingLog log_;
    std::unordered_map<KeyId, Place> places_;
    std::uint64_t next_row_ = 0;
    bool over_ = false;
    std::vector<Warning> warnings_;
};

Result<void> SqliteWrite::begin() {
    auto begun = connection_->run("BEGIN IMMEDIATE");
    if (!begun) {
        return begun;
    }
    // Rows are numbered here and not by SQLite, so that within a transaction the number of a
    // deleted key is never given again.
    return connection_->number("SELECT max(id) FROM keys").map([this](std::uint64_t highest) {
        next_row_ = highest + 1;
    });
}

Result<KeyRow> SqliteWrite::row_of(KeyId key) {
    if (const PendingKey* pending = pending_.find(key)) {
        return pending->row;
    }
    return rows_.row(key);
}

Result<const SqliteWrite::Place*> SqliteWrite::place_of(KeyId key) {
    if (const auto known = places_.find(key); known != places_.end()) {
        return &known->second;
    }
    std::vector<std::pair<KeyId, std::u16string>> unknown;
    KeyId at = key;
    while (at != root() && !places_.contains(at)) {
        auto row = row_of(at);
        if (!row) {
            return tl::unexpected(row.error());
        }
        if (unknown.size() > max_key_depth) {
            return rows_.damaged(key);
        }
        unknown.emplace_back(at, std::move(row->name));
        at = KeyId{row->parent};
    }
    Place place = at == root() ? Place() : places_[at];
    for (auto step = unknown.rbegin(); step != unknown.rend(); ++step) {
        place.path += (place.path.empty() ? u"" : u"\\") + step->second;
        ++place.depth;
        places_[step->first] = place;
    }
    return &(places_[key] = std::move(place));
}

Result<PendingKey*> SqliteWrite::open_for_change(KeyId key) {
    if (over_) {
        return fail(ErrorCode::unexpected, "the transaction is over", state_->path());
    }
    if (auto room = pending_.make_room(); !room) {
        return tl::unexpected(room.error());
    }
    return pending_.load(key);
}

Result<KeyInfo> SqliteWrite::info(KeyId key) {
    return row_of(key).map([](KeyRow&& row) {
        return KeyInfo{std::move(row.name), std::move(row.class_name), row.last_written};
    });
}

Result<std::optional<KeyId>> SqliteWrite::find(KeyId parent, std::u16string_view name) {
    if (const auto made = pending_.find_new(parent, name)) {
        return made;
    }
    return rows_.find(parent, name);
}

Result<std::vector<Subkey>> SqliteWrite::subkeys(KeyId key) {
    if (auto written = watched(pending_.write_all()); !written) {
        return tl::unexpected(written.error());
    }
    return rows_.subkeys(key);
}

Result<std::vector<RegistryValue>> SqliteWrite::values(KeyId key) {
    if (const PendingKey* pending = pending_.find(key)) {
        return pending->values;
    }
    return rows_.values(key);
}

Result<std::optional<RegistryValue>> SqliteWrite::value(KeyId key, std::u16string_view name) {
    const PendingKey* pending = pending_.find(key);
    if (pending == nullptr) {
        return rows_.value(key, name);
    }
    const std::size_t at = value_position(pending->values, name);
    return at == pending->values.size() ? std::optional<RegistryValue>() : pending->values[at];
}

Result<std::vector<std::byte>> SqliteWrite::security(KeyId key) {
    return row_of(key).and_then(
        [this](const KeyRow& row) { return rows_.descriptor(row.descriptor); });
}

Result<KeyId> SqliteWrite::create_key(KeyId parent, std::u16string_view name) {
    if (name.empty() || name.size() > max_key_name || name.find(u'\\') != name.npos) {
        return fail(ErrorCode::invalid_argument, "not a name that a key can have", state_->path());
    }
    if (over_) {
        return fail(ErrorCode::unexpected, "the transaction is over", state_->path());
    }
    const auto existing = find(parent, name);
    if (!existing || *existing) {
        return existing.map([](const auto& found) { return *found; });
    }
    // The parent's own row tells of its last change.
    auto above = watched(open_for_change(parent));
    if (!above) {
        return tl::unexpected(above.error());
    }
    const auto place = place_of(parent);
    if (!place) {
        return tl::unexpected(place.error());
    }
    if ((*place)->depth >= max_key_depth) {
        return fail(ErrorCode::limit_exceeded, "keys may not lie deeper", state_->path());
    }
    (*above)->is_changed = true;
    const KeyId made{next_row_++};
    if (!log_.is_full()) {
        Place own{(*place)->path, (*place)->depth + 1};
        own.path += (own.path.empty() ? u"" : u"\\") + std::u16string(name);
        log_.created(own.path);
        places_[made] = std::move(own);
    }
    pending_.add_new(made, {static_cast<std::uint64_t>(parent), std::u16string(name), {}, 0, 0});
    return made;
}

Result<void> SqliteWrite::log_values(KeyId key, std::u16string_view name) {
    if (log_.is_full()) {
        return {};
    }
    return place_of(key).map([&](const Place* place) { log_.values_changed(place->path, name); });
}

Result<void> SqliteWrite::set_value(KeyId key, RegistryValue value) {
    if (value.name.size() > max_value_name) {
        return fail(ErrorCode::invalid_argument, "the value's name is too long", state_->path());
    }
    const auto pending = watched(open_for_change(key));
    if (!pending) {
        return tl::unexpected(pending.error());
    }
    // The log tells of a new key as a whole.
    if (auto logged = (*pending)->is_new ? Result<void>() : log_values(key, value.name); !logged) {
        return logged;
    }
    pending_.grow(value.data.size() + value.name.size() * sizeof(char16_t) + sizeof value);
    auto& values = (*pending)->values;
    const std::size_t at = value_position(values, value.name);
    if (at == values.size()) {
        values.push_back(std::move(value));
    } else {
        values[at].type = value.type;
        values[at].data = std::move(value.data);
    }
    (*pending)->is_changed = true;
    return {};
}

Result<void> SqliteWrite::delete_value(KeyId key, std::u16string_view name) {
    const auto pending = watched(open_for_change(key));
    if (!pending) {
        return tl::unexpected(pending.error());
    }
    auto& values = (*pending)->values;
    const std::size_t at = value_position(values, name);
    if (at == values.size()) {
        return fail(ErrorCode::key_not_found, "there is no such value",
                    state_->path() + ", " + to_display(name));
    }
    values.erase(values.begin() + static_cast<std::ptrdiff_t>(at));
    (*pending)->is_changed = true;
    return log_values(key, name);
}

Result<void> SqliteWrite::delete_rows(KeyId key, const KeyRow& row) {
    auto naming = connection_->prepare("DELETE FROM names WHERE parent=? AND folded=?");
    if (!naming) {
        return tl::unexpected(naming.error());
    }
    const auto folded = fold_name(row.name);
    if (auto done = naming->bind(1, row.parent).bind(2, folded).run(); !done) {
        return done;
    }
    std::vector<KeyId> all = {key};
    for (std::size_t at = 0; at < all.size(); ++at) {
        auto below = rows_.subkeys(all[at]);
        if (!below) {
            return tl::unexpected(below.error());
        }
        for (const Subkey& subkey : *below) {
            all.push_back(subkey.id);
        }
    }
    for (const KeyId gone : all) {
        for (const char* sql :
             {"DELETE FROM names WHERE parent=?", "DELETE FROM keys WHERE id=?"}) {
            auto statement = connection_->prepare(sql);
            if (!statement) {
                return tl::unexpected(statement.error());
            }
            auto done = statement->bind(1, static_cast<std::uint64_t>(gone)).run();
            if (!done) {
                return done;
            }
        }
        places_.erase(gone);
    }
    return {};
}

Result<void> SqliteWrite::delete_key(KeyId key) {
    if (key == root()) {
        return fail(ErrorCode::invalid_argument, "the root cannot be deleted", state_->path());
    }
    const auto pending = watched(open_for_change(key));
    if (!pending) {
        return tl::unexpected(pending.error());
    }
    const KeyRow row = (*pending)->row;
    const auto above = watched(open_for_change(KeyId{row.parent}));
    if (!above) {
        return tl::unexpected(above.error());
    }
    (*above)->is_changed = true;
    const auto place = place_of(key);
    if (!place) {
        return tl::unexpected(place.error());
    }
    log_.deleted((*place)->path);
    return watched(pending_.write_all().and_then([&] { return delete_rows(key, row); }));
}

Result<void> SqliteWrite::set_class_name(KeyId key, std::u16string_view class_name) {
    return watched(open_for_change(key)).map([&](PendingKey* pending) {
        pending->row.class_name = class_name;
        pending->is_changed = true;
    });
}

Result<void> SqliteWrite::set_security(KeyId key, std::span<const std::byte> descriptor) {
    const auto pending = watched(open_for_change(key));
    if (!pending) {
        return tl::unexpected(pending.error());
    }
    (*pending)->is_changed = true;
    (*pending)->row.descriptor = 0;
    if (descriptor.empty()) {
        return {};
    }
    // Most keys share one of a few descriptors.
    for (const char* sql : {"INSERT OR IGNORE INTO descriptors(bytes) VALUES(?)",
                            "SELECT id FROM descriptors WHERE bytes=?"}) {
        auto statement = connection_->prepare(sql);
        if (!statement) {
            return tl::unexpected(statement.error());
        }
        const auto row = watched(statement->bind(1, descriptor).step());
        if (!row) {
            return tl::unexpected(row.error());
        }
        if (*row) {
            (*pending)->row.descriptor = statement->number(0);
        }
    }
    return {};
}

Result<void> SqliteWrite::write_and_commit() {
    return pending_.write_all()
        .and_then([this] { return log_.write(*connection_); })
        .and_then([this] { return connection_->run("COMMIT"); });
}

Result<void> SqliteWrite::commit() {
    if (over_) {
        return fail(ErrorCode::unexpected, "the transaction is over", state_->path());
    }
    over_ = true;
    auto done = watched(write_and_commit());
    if (done) {
        announce_commit(state_->path());
    }
    return done;
}

}  // namespace

Result<std::unique_ptr<WriteTransaction>> begin_sqlite_write(std::shared_ptr<SqliteState> state) {
    auto connection = state->take();
    if (!connection) {
        return tl::unexpected(connection.error());
    }
    if ((*connection)->reads_as_it_lies()) {
        const std::string path = state->path();
        state->give_back(std::move(*connection));
        return fail(ErrorCode::access_denied,
                    "this user may write neither the database nor beside it", path);
    }
    auto transaction = std::make_unique<SqliteWrite>(std::move(state), std::move(*connection));
    if (auto begun = transaction->begin(); !begun) {
        return tl::unexpected(begun.error());
    }
    return transaction;
}

}  // namespace olkacct::registry

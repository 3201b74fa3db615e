// Gathering changed keys and writing them as rows.
#include "registry/sqlite/pending_keys.h"

#include "base/filetime.h"
#include "registry/sqlite/key_content.h"
#include "registry/sqlite/key_rows.h"

namespace olkacct::registry {
namespace {

constexpr std::size_t most_bytes = 4U << 20;
// What a key costs beside its values.
constexpr std::size_t key_bytes = 256;

}  // namespace

PendingKey* PendingKeys::find(KeyId key) {
    const auto found = keys_.find(key);
    return found == keys_.end() ? nullptr : &found->second;
}

std::optional<KeyId> PendingKeys::find_new(KeyId parent, std::u16string_view name) {
    if (new_names_.empty()) {
        return std::nullopt;
    }
    const auto found = new_names_.find({parent, fold_name(name)});
    return found == new_names_.end() ? std::nullopt : std::optional(found->second);
}

Result<PendingKey*> PendingKeys::load(KeyId key) {
    if (PendingKey* known = find(key)) {
        return known;
    }
    PendingKey loaded;
    auto row = rows_.row(key);
    auto values = row ? rows_.values(key) : tl::unexpected(row.error());
    if (!values) {
        return tl::unexpected(values.error());
    }
    loaded.row = std::move(*row);
    loaded.values = std::move(*values);
    grow(key_bytes);
    return &keys_.emplace(key, std::move(loaded)).first->second;
}

PendingKey& PendingKeys::add_new(KeyId key, KeyRow row) {
    new_names_.emplace(std::pair(KeyId{row.parent}, fold_name(row.name)), key);
    grow(key_bytes);
    PendingKey& added = keys_[key];
    added.row = std::move(row);
    added.is_new = true;
    added.is_changed = true;
    return added;
}

Result<void> PendingKeys::write(KeyId key, const PendingKey& pending) {
    const auto content = pack_values(pending.values);
    const auto class_name = pack_name(pending.row.class_name);
    auto statement = connection_.prepare(
        pending.is_new ? "INSERT INTO keys(class, security, written, content, id, parent, name) "
                         "VALUES(?,?,?,?,?,?,?)"
                       : "UPDATE keys SET class=?, security=?, written=?, content=? WHERE id=?");
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    statement->bind(1, class_name)
        .bind(2, pending.row.descriptor)
        .bind(3, base::filetime_now())
        .bind(4, content)
        .bind(5, number_of(key));
    if (!pending.is_new) {
        return statement->run();
    }
    const auto name = pack_name(pending.row.name);
    if (auto done = statement->bind(6, pending.row.parent).bind(7, name).run(); !done) {
        return done;
    }
    auto naming = connection_.prepare("INSERT INTO names VALUES(?,?,?,?)");
    if (!naming) {
        return tl::unexpected(naming.error());
    }
    const auto folded = fold_name(pending.row.name);
    return naming->bind(1, pending.row.parent)
        .bind(2, folded)
        .bind(3, number_of(key))
        .bind(4, name)
        .run();
}

Result<void> PendingKeys::write_all() {
    for (const auto& [key, pending] : keys_) {
        if (!pending.is_changed) {
            continue;
        }
        if (auto done = write(key, pending); !done) {
            return done;
        }
    }
    keys_.clear();
    new_names_.clear();
    bytes_ = 0;
    return {};
}

Result<void> PendingKeys::make_room() { return bytes_ > most_bytes ? write_all() : Result<void>(); }

}  // namespace olkacct::registry

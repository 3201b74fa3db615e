// Writing, pruning and reading the log of changes.
#include "registry/sqlite/change_log.h"

#include "base/utf16.h"
#include "registry/sqlite/key_content.h"

namespace olkacct::registry {
namespace {

// Deleting at every commit would cost every commit.
constexpr std::uint64_t prune_every = 64;

// Names one after the other, each ended by a zero, which is in no name that Windows makes; a name
// that has one is told as two.
std::vector<std::byte> pack_names(const std::vector<std::u16string>& names) {
    std::u16string joined;
    for (const std::u16string& name : names) {
        joined += name;
        joined += u'\0';
    }
    return pack_name(joined);
}

std::vector<std::u16string> unpack_names(std::span<const std::byte> bytes) {
    std::vector<std::u16string> out;
    const std::u16string joined = base::from_utf16le(bytes);
    for (std::size_t from = 0; from < joined.size();) {
        const std::size_t end = std::min(joined.find(u'\0', from), joined.size());
        out.push_back(joined.substr(from, end - from));
        from = end + 1;
    }
    return out;
}

Result<void> insert(Connection& connection, std::uint64_t sequence, std::size_t part,
                    const KeyChange& change) {
    auto statement = connection.prepare("INSERT INTO changes VALUES(?,?,?,?,?)");
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    const auto path = pack_name(change.path);
    const auto names = pack_names(change.values);
    return statement->bind(1, sequence)
        .bind(2, part)
        .bind(3, static_cast<std::uint64_t>(change.kind))
        .bind(4, path)
        .bind(5, names)
        .run();
}

Result<void> prune(Connection& connection, std::uint64_t sequence) {
    if (sequence % prune_every != 0 || sequence <= kept_commits) {
        return {};
    }
    auto statement = connection.prepare("DELETE FROM changes WHERE sequence<=?");
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    return statement->bind(1, sequence - kept_commits).run();
}

constexpr const char* latest_sequence = "SELECT max(sequence) FROM changes";

}  // namespace

KeyChange* PendingLog::entry(const std::u16string& path) {
    const auto found = by_path_.find(path);
    return found == by_path_.end() ? nullptr : &changes_[found->second];
}

void PendingLog::values_changed(const std::u16string& path, std::u16string_view value) {
    if (is_full_) {
        return;
    }
    KeyChange* known = entry(path);
    if (known != nullptr && known->kind == KeyChange::Kind::created) {
        return;
    }
    if (known == nullptr || known->kind == KeyChange::Kind::deleted) {
        by_path_[path] = changes_.size();
        changes_.push_back({0, KeyChange::Kind::values, path, {}});
        known = &changes_.back();
    }
    for (const std::u16string& name : known->values) {
        if (base::same_name(name, value)) {
            return;
        }
    }
    known->values.emplace_back(value);
    is_full_ = changes_.size() > max_logged_keys || known->values.size() > max_logged_keys;
}

void PendingLog::created(const std::u16string& path) {
    if (!is_full_) {
        by_path_[path] = changes_.size();
        changes_.push_back({0, KeyChange::Kind::created, path, {}});
        is_full_ = changes_.size() > max_logged_keys;
    }
}

void PendingLog::deleted(const std::u16string& path) {
    if (!is_full_) {
        by_path_[path] = changes_.size();
        changes_.push_back({0, KeyChange::Kind::deleted, path, {}});
        is_full_ = changes_.size() > max_logged_keys;
    }
}

Result<void> PendingLog::write(Connection& connection) {
    if (is_empty()) {
        return {};
    }
    const auto latest = connection.number(latest_sequence);
    if (!latest) {
        return tl::unexpected(latest.error());
    }
    const std::uint64_t sequence = *latest + 1;
    if (is_full_) {
        changes_ = {{0, KeyChange::Kind::many, {}, {}}};
    }
    for (std::size_t part = 0; part < changes_.size(); ++part) {
        if (auto done = insert(connection, sequence, part, changes_[part]); !done) {
            return done;
        }
    }
    sequence_ = sequence;
    return prune(connection, sequence);
}

Result<std::uint64_t> latest_change(Connection& connection) {
    return connection.number(latest_sequence);
}

Result<ChangeList> read_changes(Connection& connection, std::uint64_t sequence) {
    ChangeList out;
    const auto latest = connection.number(latest_sequence);
    const auto oldest = latest ? connection.number("SELECT min(sequence) FROM changes") : latest;
    if (!oldest) {
        return tl::unexpected(oldest.error());
    }
    out.latest = *latest;
    // A number from the future belongs to another database, or to this one before a restore.
    out.is_complete = sequence <= *latest && sequence + 1 >= *oldest;
    auto statement = connection.prepare(
        "SELECT sequence, kind, path, names FROM changes WHERE sequence>? ORDER BY sequence, part");
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    statement->bind(1, sequence);
    for (;;) {
        const auto found = statement->step();
        if (!found) {
            return tl::unexpected(found.error());
        }
        if (!*found) {
            return out;
        }
        constexpr auto last_kind = static_cast<std::uint64_t>(KeyChange::Kind::many);
        const std::uint64_t kind = std::min(statement->number(1), last_kind);
        out.changes.push_back({statement->number(0), static_cast<KeyChange::Kind>(kind),
                               base::from_utf16le(statement->bytes(2)),
                               unpack_names(statement->bytes(3))});
    }
}

}  // namespace olkacct::registry

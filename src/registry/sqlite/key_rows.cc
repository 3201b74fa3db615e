// Queries over keys and names.
#include "registry/sqlite/key_rows.h"

#include "base/utf16.h"
#include "registry/sqlite/key_content.h"

namespace olkacct::registry {
tl::unexpected<Error> KeyRows::gone() const {
    return fail(ErrorCode::key_not_found, "the key was deleted", connection_.name());
}

tl::unexpected<Error> KeyRows::damaged(KeyId key) const {
    return fail(ErrorCode::database_damaged, "the values of a key cannot be read",
                connection_.name() + ", row " + std::to_string(number_of(key)) + " of keys");
}

Result<Statement> KeyRows::row_of(const char* sql, KeyId key) {
    auto statement = connection_.prepare(sql);
    if (!statement) {
        return statement;
    }
    const auto found = statement->bind(1, number_of(key)).step();
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (!*found) {
        return gone();
    }
    return statement;
}

Result<KeyRow> KeyRows::row(KeyId key) {
    return row_of("SELECT parent, name, class, security, written FROM keys WHERE id=?", key)
        .map([](const Statement& row) {
            return KeyRow{row.number(0), base::from_utf16le(row.bytes(1)),
                          base::from_utf16le(row.bytes(2)), row.number(3), row.number(4)};
        });
}

Result<void> KeyRows::require(KeyId key) {
    return row_of("SELECT 1 FROM keys WHERE id=?", key).map([](const Statement&) {});
}

Result<std::optional<KeyId>> KeyRows::find(KeyId parent, std::u16string_view name) {
    auto statement = connection_.prepare("SELECT id FROM names WHERE parent=? AND folded=?");
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    const auto folded = fold_name(name);
    return statement->bind(1, number_of(parent)).bind(2, folded).step().map([&](bool found) {
        return found ? std::optional(KeyId{statement->number(0)}) : std::nullopt;
    });
}

Result<std::vector<Subkey>> KeyRows::subkeys(KeyId key) {
    if (auto known = require(key); !known) {
        return tl::unexpected(known.error());
    }
    auto statement =
        connection_.prepare("SELECT id, name FROM names WHERE parent=? ORDER BY folded");
    if (!statement) {
        return tl::unexpected(statement.error());
    }
    statement->bind(1, number_of(key));
    std::vector<Subkey> out;
    for (;;) {
        const auto found = statement->step();
        if (!found) {
            return tl::unexpected(found.error());
        }
        if (!*found) {
            return out;
        }
        out.push_back({KeyId{statement->number(0)}, base::from_utf16le(statement->bytes(1))});
    }
}

Result<std::vector<RegistryValue>> KeyRows::values(KeyId key) {
    const auto row = row_of("SELECT content FROM keys WHERE id=?", key);
    if (!row) {
        return tl::unexpected(row.error());
    }
    auto values = unpack_values(row->bytes(0));
    if (!values) {
        return damaged(key);
    }
    return std::move(*values);
}

Result<std::optional<RegistryValue>> KeyRows::value(KeyId key, std::u16string_view name) {
    const auto row = row_of("SELECT content FROM keys WHERE id=?", key);
    if (!row) {
        return tl::unexpected(row.error());
    }
    auto value = unpack_value(row->bytes(0), name);
    if (!value) {
        return damaged(key);
    }
    return std::move(*value);
}

Result<std::vector<std::byte>> KeyRows::descriptor(std::uint64_t row) {
    if (row == 0) {
        return std::vector<std::byte>();
    }
    return row_of("SELECT bytes FROM descriptors WHERE id=?", KeyId{row})
        .map([](const Statement& found) {
            const auto bytes = found.bytes(0);
            return std::vector<std::byte>(bytes.begin(), bytes.end());
        });
}

}  // namespace olkacct::registry

// The tables of the database and the steps from each version of them to the next.
#pragma once

#include <cstdint>
#include <span>

#include "registry/sqlite/connection.h"

namespace olkacct::registry {

/// `olka`, in the file's header: what tells our databases from others.
inline constexpr std::uint64_t database_application_id = 0x6F6C6B61;

/// The row of the root key.
inline constexpr std::uint64_t root_row = 1;

/// Step N leads from version N (0 is an empty file) to version N + 1, in one transaction.
using SchemaSteps = std::span<const char* const>;

/// Those of this version of the program.
SchemaSteps schema_steps();

/// What to do with a database of another version.
struct SchemaOptions {
    /// Make the tables when the file is empty.
    bool create = false;
    /// Which key protects the secrets of a database that is made now.
    std::span<const std::byte> key_id = {};
    SchemaSteps steps = schema_steps();
};

/// Whether there is nothing in the database yet.
Result<bool> is_empty_database(Connection& connection);

/// Brings the database to the newest version, whichever process comes first. unknown_source_kind
/// for a database that is not ours, is newer than this program, or is empty and may not be created.
Result<void> prepare_schema(Connection& connection, const SchemaOptions& options);

}  // namespace olkacct::registry

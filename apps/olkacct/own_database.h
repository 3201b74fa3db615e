// The user's own database: where it is, and making it.
#pragma once

#include <string>

#include "olkacct/error.h"

namespace olkacct::app {

/// The word that means it wherever a source is named.
inline constexpr const char* own_database = "sqlite:";

/// Makes a database with the key of its secrets; of the own one also the folders above it, which
/// only the user may look into. `database` is a path or `sqlite:PATH`. already_exists and what
/// create_store gives.
Result<void> make_database(const std::string& database);

}  // namespace olkacct::app

// Changes as bytes from which they can be done again, whoever was interrupted in doing them.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "olkacct/change.h"

namespace olkacct::registry {

/// What is to be done, without what was there before and without descriptors.
std::vector<std::byte> redo_record(std::span<const Change> changes);

/// The inverse, `before` of a value to delete having its name only; nullopt for anything else than
/// a whole record.
std::optional<std::vector<Change>> read_redo_record(std::span<const std::byte> record);

}  // namespace olkacct::registry

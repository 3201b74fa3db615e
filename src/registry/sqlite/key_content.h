// The values of one key as the one blob that the database keeps of them (docs/formats/sqlite.md).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/registry_value.h"

namespace olkacct::registry {

std::vector<std::byte> pack_values(const std::vector<RegistryValue>& values);

/// nullopt when the blob is damaged.
std::optional<std::vector<RegistryValue>> unpack_values(std::span<const std::byte> blob);

/// Looks one up without making the others. The outer nullopt: the blob is damaged.
std::optional<std::optional<RegistryValue>> unpack_value(std::span<const std::byte> blob,
                                                         std::u16string_view name);

/// A name as its column holds it: UTF-16LE.
std::vector<std::byte> pack_name(std::u16string_view name);

/// What names are found and ordered by: upcased units, high byte first, so that the order of the
/// bytes is the order of the names.
std::vector<std::byte> fold_name(std::u16string_view name);

}  // namespace olkacct::registry

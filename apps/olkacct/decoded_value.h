// What the values of a dumped profile mean, where that is known.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "olkacct/property.h"
#include "olkacct/source.h"

namespace olkacct::app {

/// The meaning of a value as JSON: a string, number, boolean, array or the object that stands for
/// a secret; `null` when nothing is known beyond its bytes. `path` is the key's path below the
/// profile key.
std::string decoded_json(const Profile& profile, std::u16string_view path,
                         const RegistryValue& value);

/// True when the value is a secret, of which only the size may be shown.
bool is_secret(const RegistryValue& value);

}  // namespace olkacct::app

// A value of a plan as people read it.
#pragma once

#include <string>
#include <string_view>

#include "olkacct/registry_value.h"

namespace olkacct::app {

/// What the value means where its key (a path from the root of the source) and its name tell: text
/// in any of its forms, numbers, lists of ids, the parts of sections. Else its data, long binary
/// cut. Of a secret only the size.
std::string plan_value(std::u16string_view key, const RegistryValue& value);

}  // namespace olkacct::app

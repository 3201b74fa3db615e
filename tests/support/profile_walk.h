// Reads every profile of a store through the C++ interface: accounts, properties, orders, sections.
#pragma once

#include <cstddef>
#include <memory>

#include "registry/store.h"

namespace olkacct::test {

// How many properties were read; a store without profiles, or one that cannot be read, gives 0.
std::size_t walk_profiles(const std::shared_ptr<registry::Store>& store);

}  // namespace olkacct::test

// Reads everything that a store has, as hostile input may make it look.
#pragma once

#include <cstdint>

#include "registry/store.h"

namespace olkacct::test {

struct WalkCounts {
    std::uint64_t keys = 0;
    std::uint64_t values = 0;
    std::uint64_t bytes = 0;  // of data
    std::uint64_t errors = 0;
};

// Goes through keys, values, class names and descriptors, and looks each of them up by its name
// too. Stops after `most_keys` keys. What cannot be read is counted and passed over.
WalkCounts walk_store(registry::ReadTransaction& transaction, std::uint64_t most_keys = 20000);

}  // namespace olkacct::test

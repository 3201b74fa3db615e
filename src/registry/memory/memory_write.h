// Changes to a memory store: copies of the keys on the way to each change, swapped in at commit.
#pragma once

#include <memory>

#include "registry/memory/memory_state.h"
#include "registry/store.h"

namespace olkacct::registry {

std::unique_ptr<WriteTransaction> begin_memory_write(std::shared_ptr<MemoryState> state);

}  // namespace olkacct::registry

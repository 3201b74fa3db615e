// A store in memory: for tests, and the simplest thing that keeps every promise a store in one
// process can keep.
#pragma once

#include <memory>
#include <string>

#include "registry/key_tree.h"
#include "registry/store.h"

namespace olkacct::registry {

/// Holds `content` (an empty root when null) until the last reference to the store is gone.
/// Snapshots share what did not change. Keeps class names and last-written times of `content`
/// (0 once a key was changed: it has no clock), and no security descriptors.
std::shared_ptr<Store> make_memory_store(std::string name,
                                         std::shared_ptr<const KeyNode> content = nullptr);

}  // namespace olkacct::registry

// What a memory store, its transactions and its watches share.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

#include "registry/key_tree.h"

namespace olkacct::registry {

/// Owned together by the store and everything begun on it, hence shared_ptr: a watch or transaction
/// may outlive the store object.
struct MemoryState {
    std::string name;
    std::mutex mutex;  ///< guards what follows
    std::condition_variable committed;
    std::shared_ptr<const KeyNode> root;
    std::uint64_t revision = 0;  ///< how many commits there were
};

}  // namespace olkacct::registry

// Changes to a tree of keys: copies of the keys on the way to each change, handed over at commit.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "registry/key_tree.h"
#include "registry/store.h"

namespace olkacct::registry {

/// What a store in memory does with the changes.
struct TreeWriteTarget {
    /// How messages name the store.
    std::string name;
    bool keeps_class_names = false;
    /// Called once at most, with the changed tree, which shares every unchanged key with the first.
    std::function<Result<void>(std::shared_ptr<const KeyNode> changed)> commit;
};

/// A write transaction over `root`, which it never changes.
std::unique_ptr<WriteTransaction> write_tree(std::shared_ptr<const KeyNode> root,
                                             TreeWriteTarget target,
                                             std::vector<Warning> warnings = {});

}  // namespace olkacct::registry

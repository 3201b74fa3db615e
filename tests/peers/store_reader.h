// Everything in one of our stores as a Tree.
#pragma once

#include "olkacct/error.h"
#include "peers/tree.h"
#include "registry/store.h"

namespace olkacct::test {

// What cannot be read of a key is left out and told in Tree::failures, as are the warnings.
Tree read_tree(registry::ReadTransaction& transaction);
// Reads one snapshot of the store.
Result<Tree> read_tree(registry::Store& store);

}  // namespace olkacct::test

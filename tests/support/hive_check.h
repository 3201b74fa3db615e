// Checks a closed hive file as a whole by the letter of the format page, knowing nothing of our own
// reader and writer: what an edit must leave sound.
#pragma once

#include <string>
#include <vector>

#include "support/bytes.h"

namespace olkacct::test {

struct HiveReport {
    /// What is wrong, with the offset in the bins. Cells tile their bins, free ones are joined;
    /// keys, lists, hashes, order, counts, largest names, values, segments and the ring of
    /// descriptors with its counts; each cell is used by one thing.
    std::vector<std::string> problems;
    std::size_t keys = 0;
    std::size_t values = 0;
    /// Allocated cells that nothing refers to: real hives have a few, edits must add none.
    std::size_t unreferenced = 0;
    std::size_t free_bytes = 0;
};

HiveReport check_hive(const Bytes& file);

}  // namespace olkacct::test

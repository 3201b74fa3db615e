// Every state in which a crash can leave files, from the list of what was done to them.
//
// The model. Execution ends before, in or after any operation. What was done to the content of a
// file (write, resize, allocate) is sure to be there only after a sync of that file that has
// returned; of everything later any subset may be there: each operation wholly, not at all, or,
// for a write, torn at a boundary of 512 bytes of the file, where either the part before or the
// part after it is there. A sync that did not return may have done any part of its work, which is
// the same set of states as just before it. After one that failed the system takes what it could
// not write for written: a later sync does not help it, until its block of 4096 bytes is written
// to again. Creations, renames and removals reach the disk in
// their order (the file systems in use keep a journal of them); how many of those after the last
// sync_folder of their folder did is open. A file is its content and not its name: a rename
// does not make content durable.
//
// With at most `every_subset_up_to` operations in doubt every subset is made; with more: all,
// none, each one missing, each one alone, the first k, and `random_subsets` seeded ones. Each of
// these comes also with one write of it torn, for every write and up to `tears` of its boundaries;
// where not every subset is made, with one write picked by the seed, and the whole with each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "support/file_operations.h"

namespace olkacct::test {

struct CrashState {
    FileContents files;
    // The crash comes after this many operations; the rest was never begun, except possibly
    // the next one if that is a sync. A commit that had returned by then must be there.
    std::size_t done = 0;
    // For people.
    std::string description;
};

struct CrashLimits {
    std::size_t every_subset_up_to = 5;
    // How many are the one that is missing, or alone, or the end of the first ones.
    std::size_t singles = 64;
    std::size_t random_subsets = 12;
    std::size_t tears = 3;
    std::uint64_t seed = 1;
    // Further values of CrashState::done at which all states are wanted: where a commit returned.
    // Without them only the ends of stretches without a sync are visited, whose states
    // include all those of the points before.
    std::vector<std::size_t> also_at = {};
};

// Calls `check` with each different state. The files of `initial` are durable. Operations on files
// that neither are in `initial` nor were created are a fault of the caller, who is told by a throw.
void for_each_crash_state(const FileContents& initial, std::span<const FileOperation> operations,
                          const std::function<void(const CrashState&)>& check,
                          const CrashLimits& limits = {});

}  // namespace olkacct::test

// Hives with a change that is to be committed: each kind of change, each state of hive and logs.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "registry/hive/pending_pages.h"
#include "support/file_operations.h"

namespace olkacct::registry::hive {

inline const std::string case_path = "folder/NTUSER.DAT";

struct CommitCase {
    std::string name;
    test::FileContents files;
    // The bins before the first commit as a reader shall see them, after it and after a second.
    std::vector<test::Bytes> bins = {};
    // The first bin bears the time of the commit.
    bool old_format = false;
};

inline void PrintTo(const CommitCase& one, std::ostream* out) { *out << one.name; }

std::vector<CommitCase> commit_cases();

// The pages in which they differ.
PendingPages changed_pages(const test::Bytes& before, const test::Bytes& after);

}  // namespace olkacct::registry::hive

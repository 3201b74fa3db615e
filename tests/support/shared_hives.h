// The real hives, which are not part of this tree: where they are, and what to do without them.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>

namespace olkacct::test {

// The folder `hives` in $OLKACCT_SHARED, or in `shared` beside the source tree. Nothing when it is
// not there.
std::optional<std::filesystem::path> shared_hives();

// A file or folder below it, e.g. "profiles/a.dat". Call it after OLKACCT_NEED_SHARED_HIVES.
std::filesystem::path shared_hive(std::string_view name);

// Where the tree under test lies and where it is built. From the environment of the test runner,
// else the current folder.
std::filesystem::path source_dir();
std::filesystem::path build_dir();

}  // namespace olkacct::test

// First line of a test over the real hives. Skips loudly when they are missing; with
// OLKACCT_REQUIRE_SHARED set that is a failure.
#define OLKACCT_NEED_SHARED_HIVES()                                                           \
    do {                                                                                      \
        if (!olkacct::test::shared_hives()) {                                                 \
            if (std::getenv("OLKACCT_REQUIRE_SHARED") != nullptr) {                           \
                FAIL() << "the real hives are required but missing: set OLKACCT_SHARED";      \
            }                                                                                 \
            GTEST_SKIP() << "*** NOT TESTED: the real hives are missing. Set OLKACCT_SHARED " \
                            "to the folder that holds `hives`. ***";                          \
        }                                                                                     \
    } while (false)

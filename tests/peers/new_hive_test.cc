// The empty hive that we make, as other readers see it.
#include "registry/hive/new_hive.h"

#include <gtest/gtest.h>

#include "peers/hivex_reader.h"
#include "peers/reglookup_reader.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

TEST(NewHive, is_taken_by_hivex_and_reglookup) {
    const TempDir folder;
    const auto path = folder.write("new.hive", registry::make_empty_hive(133'000'000'000'000'000));
    const Tree tree = read_with_hivex(path);
    EXPECT_TRUE(tree.failures.empty());
    EXPECT_EQ(tree.keys.size(), 1U);
    EXPECT_LE(read_with_reglookup(path).size(), 1U);
}

}  // namespace
}  // namespace olkacct::test

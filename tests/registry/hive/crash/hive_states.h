// Tells in which of its states a crash left a hive, by our recovery and by an independent one.
#pragma once

#include <string>
#include <vector>

#include "support/file_operations.h"
#include "support/store_content.h"

namespace olkacct::registry::hive {

class HiveStates {
  public:
    // The bins of each state as a reader shall see them.
    explicit HiveStates(const std::vector<test::Bytes>& bins);

    // The number of the state, or -1, which has been reported as a failure of the test.
    int by_replay(const test::FileContents& files, const std::string& description) const;
    int by_store(const test::FileContents& files, const std::string& description) const;

  private:
    std::vector<test::Bytes> bins_;
    std::vector<testing_support::Content> contents_;
};

}  // namespace olkacct::registry::hive

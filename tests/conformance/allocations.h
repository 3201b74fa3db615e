// Counts the calls of operator new of this program, and makes them fail on demand.
#pragma once

#include <cstddef>

namespace olkacct::test {

// Of the calling thread.
std::size_t allocations();

// While it lives, every allocation of the calling thread after the first `spared` fails.
class FailingAllocations {
  public:
    explicit FailingAllocations(std::size_t spared);
    ~FailingAllocations();
    FailingAllocations(const FailingAllocations&) = delete;
    FailingAllocations& operator=(const FailingAllocations&) = delete;
};

}  // namespace olkacct::test

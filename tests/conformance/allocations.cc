// The program's operator new and delete.
#include "allocations.h"

#include <cstdlib>
#include <limits>
#include <new>

namespace {

constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();
thread_local std::size_t count = 0;
thread_local std::size_t allowed = unlimited;

void* allocate(std::size_t size) noexcept {
    ++count;
    if (allowed == 0) return nullptr;
    if (allowed != unlimited) --allowed;
    return std::malloc(size == 0 ? 1 : size);
}

}  // namespace

void* operator new(std::size_t size) {
    void* const memory = allocate(size);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return allocate(size); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }

namespace olkacct::test {

std::size_t allocations() { return count; }

FailingAllocations::FailingAllocations(std::size_t spared) { allowed = spared; }
FailingAllocations::~FailingAllocations() { allowed = unlimited; }

}  // namespace olkacct::test

// Counts what keeps this library in a process: objects, factory locks and blocks of client memory.
#pragma once

#include <atomic>
#include <cstddef>

namespace olkacct::com {

// The count is one for the process because the question it answers, whether the code may be
// unloaded (S-04), is asked once for the process. All functions: any thread.
class ModuleCount {
  public:
    static void enter() noexcept { count_.fetch_add(1, std::memory_order_relaxed); }
    static void leave() noexcept { count_.fetch_sub(1, std::memory_order_release); }
    static std::size_t value() noexcept { return count_.load(std::memory_order_acquire); }

  private:
    inline static std::atomic<std::size_t> count_{0};
};

// Holds the module for its own lifetime; member of whatever must not outlive the code.
class ModuleGuard {
  public:
    ModuleGuard() noexcept { ModuleCount::enter(); }
    ~ModuleGuard() { ModuleCount::leave(); }
    ModuleGuard(const ModuleGuard&) = delete;
    ModuleGuard& operator=(const ModuleGuard&) = delete;
};

}  // namespace olkacct::com

// Lines from the heap. The run time of mingw destroys the thread_local objects of a thread after it
// has freed their memory, so none may own anything.
#include "registry/hive/cache_bytes.h"

namespace olkacct::registry::hive {

CacheBytes take_cache_bytes() {
    return std::make_unique_for_overwrite<std::array<std::byte, cache_line_size>>();
}

void give_back(CacheBytes bytes) noexcept { bytes.reset(); }

}  // namespace olkacct::registry::hive

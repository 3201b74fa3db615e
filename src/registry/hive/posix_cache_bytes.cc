// Lines that no image uses at the moment, per thread.
#include "registry/hive/cache_bytes.h"

#include <utility>

namespace olkacct::registry::hive {
namespace {

struct Spare {
    std::array<CacheBytes, cache_lines> lines;
    std::size_t count = 0;
};
thread_local Spare spare;

}  // namespace

CacheBytes take_cache_bytes() {
    if (spare.count == 0) {
        return std::make_unique_for_overwrite<std::array<std::byte, cache_line_size>>();
    }
    return std::move(spare.lines[--spare.count]);
}

void give_back(CacheBytes bytes) noexcept {
    if (spare.count < spare.lines.size()) {
        spare.lines[spare.count++] = std::move(bytes);
    }
}

}  // namespace olkacct::registry::hive

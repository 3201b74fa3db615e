// Counting what one read of a source keeps.
#include "profile/read_context.h"

namespace olkacct::profile {

std::size_t size_in_memory(const std::vector<RegistryValue>& values) {
    std::size_t size = 0;
    for (const RegistryValue& value : values) {
        size += sizeof(RegistryValue) + 2 * value.name.size() + value.data.size();
    }
    return size;
}

void ReadContext::spend(const std::vector<RegistryValue>& values) {
    const bool was_within = within_limit();
    spent_ += key_cost + size_in_memory(values);
    if (was_within && !within_limit()) {
        warn("the profiles hold more than can be kept in memory, the rest was left out", {});
    }
}

}  // namespace olkacct::profile

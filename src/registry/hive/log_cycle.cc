// Keeping a cycle, and closing the hive behind it.
#include "registry/hive/log_cycle.h"

#include <utility>

#include "registry/hive/opened_hive.h"

namespace olkacct::registry::hive {

LastCycle::~LastCycle() { (void)close(); }

std::optional<LogCycle> LastCycle::look() {
    const std::lock_guard lock(mutex_);
    return cycle_;
}

std::optional<LogCycle> LastCycle::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(cycle_, std::nullopt);
}

void LastCycle::put(const LogCycle& cycle) {
    const std::lock_guard lock(mutex_);
    cycle_ = cycle;
}

Result<void> LastCycle::close() {
    const auto seen = look();
    if (!seen || !seen->closing_header) {
        return {};
    }
    const auto hive = OpenedHive::open_for_writing(path_, options_, &*seen);
    if (!hive || !(*hive)->left_open()) {
        return {};
    }
    // Under the lock, so that nobody else of this store is at it.
    auto cycle = take();
    if (!cycle || !cycle->closing_header || cycle->header != seen->header) {
        return {};
    }
    base::WritableFile& file = (*hive)->file();
    if (auto done = file.sync(); !done) {
        return done;
    }
    cycle->header = *std::exchange(cycle->closing_header, std::nullopt);
    if (auto done = file.write_at(0, cycle->header); !done) {
        return done;
    }
    const auto identity = file.identity();
    if (identity) {
        cycle->hive = *identity;
        put(*cycle);
    }
    return {};
}

}  // namespace olkacct::registry::hive

// Fuzz target: a hive with its logs, walked from end to end, then read as Outlook's.
#include <cstddef>
#include <cstdint>
#include <span>

#include "support/hive_frame.h"
#include "support/memory_hive.h"
#include "support/profile_walk.h"
#include "support/store_walk.h"

namespace {

void read_all(const olkacct::test::HiveFrame& frame, bool replay_logs) {
    const auto store =
        olkacct::test::open_in_memory(frame.primary, frame.log1, frame.log2, replay_logs);
    if (auto transaction = store->begin_read()) {
        olkacct::test::walk_store(**transaction);
        (void)(*transaction)->verify();
    }
    olkacct::test::walk_profiles(store);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto frame = olkacct::test::unpack_frame(std::as_bytes(std::span(data, size)));
    read_all(frame, true);
    read_all(frame, false);
    return 0;
}

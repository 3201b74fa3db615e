// Fuzz target: a registry export, walked from end to end, then read as Outlook's.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "base/memory_files.h"
#include "registry/regfile/regfile_store.h"
#include "support/profile_walk.h"
#include "support/store_walk.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    (void)olkacct::registry::looks_like_regfile(bytes);
    auto files = std::make_shared<olkacct::base::MemoryFiles>();
    files->put("export.reg", {bytes.begin(), bytes.end()});
    const auto store = olkacct::registry::open_regfile_store("export.reg", {.files = files});
    if (!store) return 0;
    if (auto transaction = (*store)->begin_read()) {
        olkacct::test::walk_store(**transaction);
    }
    olkacct::test::walk_profiles(*store);
    return 0;
}

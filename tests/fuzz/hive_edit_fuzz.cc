// Fuzz target: a hive with its logs is edited in place by a script and read again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <span>

#include "support/edited_hive.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto edits = olkacct::test::unpack_edits(std::as_bytes(std::span(data, size)));
    const auto edited = olkacct::test::edit_hive(edits);
    if (!edited.problem.empty()) {
        std::cerr << edited.problem << '\n';
        std::abort();
    }
    return 0;
}

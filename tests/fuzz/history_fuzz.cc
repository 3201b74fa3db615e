// Fuzz target: bytes read as a download history, written again, merged, and read as a server's
// list.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

#include "mail/history.h"
#include "mail/history_merge.h"
#include "mail/server_list.h"

namespace mail = olkacct::mail;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto history = mail::read_history(std::as_bytes(std::span(data, size)));
    for (const auto& tag : history.tags) (void)mail::is_possible(tag.time);

    // What may be written is read back as it was.
    if (const auto written = mail::write_history(history.tags)) {
        const auto again = mail::read_history(*written);
        if (again.fault || again.tags != history.tags) std::abort();
    }
    const auto merged = mail::merge_history(history.tags);
    if (merged.dropped != 0 || mail::merge_history(merged.tags).tags != merged.tags) std::abort();

    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto list = mail::parse_server_list(text, "list")) {
        const auto compared = mail::compare_with_history(*list, history.tags);
        if (compared.to_fetch.size() > list->size()) std::abort();
    }
    return 0;
}

// The BLOBs of the specification: appendix B.1 and the worked example of 13.2.
#pragma once

#include <string>
#include <string_view>

#include "mail/history.h"
#include "support/bytes.h"

namespace olkacct::test {

inline constexpr std::string_view three_tags_hex =
    "030003002b623230323430323239323335393539416243313233002d20323032343033303130303030303024336378"
    "243430792432657a243365002668323032353132333130313032303324323435243566303000";

inline Bytes three_tags() { return hex_bytes(three_tags_hex); }

inline mail::HistoryTag tag(mail::HistoryOperation operation, mail::HistoryContent content,
                            std::string_view time, std::string_view uid) {
    mail::HistoryTag made{operation, content, {}, std::string(uid)};
    time.copy(made.time.data(), made.time.size());
    return made;
}

// A message that was fetched whole.
inline mail::HistoryTag fetched(std::string_view time, std::string_view uid) {
    return tag(mail::HistoryOperation::get, mail::HistoryContent::body, time, uid);
}

}  // namespace olkacct::test

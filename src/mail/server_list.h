// What a POP3 server answers to UIDL, and what of it a download history does not know.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mail/history.h"
#include "olkacct/error.h"

namespace olkacct::mail {

struct ServerMessage {
    /// The message's number in the server's session; 0 when the list has none.
    std::uint32_t number = 0;
    /// In the text that was parsed.
    std::string_view uid;

    bool operator==(const ServerMessage&) const = default;
};

/// A line a message: `NUMBER UID`, as UIDL answers, or only the UID; LF or CRLF. A status line
/// (+OK) at the start and empty lines are passed over, and a line with a dot alone ends the list.
/// not_a_uid_list for any other line and for a refusal (-ERR); `where` with the line names it.
Result<std::vector<ServerMessage>> parse_server_list(std::string_view text,
                                                     const std::string& where);

struct Comparison {
    /// The messages that the history does not know, in the order of the list.
    std::vector<ServerMessage> to_fetch;
    /// How many UIDs of the history the server no longer has.
    std::size_t gone = 0;
};

Comparison compare_with_history(std::span<const ServerMessage> messages,
                                std::span<const HistoryTag> tags);

}  // namespace olkacct::mail

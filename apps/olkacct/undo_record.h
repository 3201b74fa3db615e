// A plan as one line of JSON and back, byte for byte: what the undo journal is made of. nlohmann's
// library stands behind this header.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "olkacct/change.h"
#include "olkacct/error.h"

namespace olkacct::app {

/// How an entry of the journal begins. docs/formats/undo.md.
struct UndoHeader {
    std::string command;  ///< `replace`, `set`, ...
    std::string time;     ///< ISO 8601, UTC
    std::string undoes;   ///< of the command undo: the entry that it took back
};

/// Without a line end. A plan's remarks are no part of what can be taken back.
std::string undo_record(const std::string& source, std::span<const Change> changes);
std::string undo_record(const UndoHeader& header);

/// syntax_error when the line is none of ours.
Result<Plan> parse_undo_record(std::string_view line);
Result<UndoHeader> parse_undo_header(std::string_view line);

}  // namespace olkacct::app

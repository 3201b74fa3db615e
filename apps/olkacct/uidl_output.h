// Download histories and comparisons in the three formats.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "arguments.h"
#include "mail/history.h"
#include "mail/server_list.h"
#include "output.h"

namespace olkacct::app {

/// `source` is how output names the history.
void print_tags(Output& output, std::string_view source, std::span<const mail::HistoryTag> tags,
                Format format);

/// As a table these are the lines of a server's list again: `NUMBER UID`, or the UID alone.
void print_messages(Output& output, std::string_view source,
                    std::span<const mail::ServerMessage> messages, Format format);

}  // namespace olkacct::app

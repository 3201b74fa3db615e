// The command that `watch --exec` runs for each event.
#pragma once

#include <string>
#include <string_view>

#include "event_output.h"
#include "olkacct/error.h"

namespace olkacct::app {

/// Runs the shell command with the facts in its environment (OLKACCT_EVENT, OLKACCT_ACCOUNT_ID,
/// ...), reading nothing, and waits for its end. They are never part of the command line: names
/// are what others wrote. call_failed when it cannot be started, fails, or is killed.
Result<void> run_event_command(const std::string& command, std::string_view source,
                               const EventFacts& facts);

}  // namespace olkacct::app

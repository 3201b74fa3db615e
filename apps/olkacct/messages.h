// Lines for people on standard error: errors, warnings, notes.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "olkacct/error.h"

namespace olkacct::app {

/// Warnings of one source that are printed without --verbose.
inline constexpr std::size_t max_warnings = 20;

/// `olkacct: WHERE: WHAT. ADVICE` and a line end.
std::string error_line(const Error& error);

/// `olkacct: KIND WHERE: WHAT` and a line end; `kind` is empty or ends with `: `.
std::string message_line(std::string_view kind, std::string_view where, std::string_view what);

/// A line a warning, at most max_warnings unless verbose, then how many more there are.
std::string warning_lines(std::string_view source, std::span<const Warning> warnings, bool verbose);

/// A line a note.
std::string note_lines(std::string_view source, std::span<const std::string> notes);

/// Writes to standard error. There is nowhere to report a failure of that to.
void print_message(std::string_view text);

}  // namespace olkacct::app

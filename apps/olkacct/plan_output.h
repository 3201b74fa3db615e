// A plan, or what was done by it, in the three formats.
#pragma once

#include <string>
#include <string_view>

#include "arguments.h"
#include "olkacct/change.h"

namespace olkacct::app {

/// Whether the changes are still only meant.
enum class PlanOutcome { planned, done };

/// A line a change, one for each value (whole_changes.h); in a table grouped by key. `source` is
/// how output names the plan's source. Secrets show their sizes only. Remarks are among the lines
/// of JSON; for tables and CSV they are messages, see remark_lines. CSV has no header here.
void append_plan(std::string& out, std::string_view source, const Plan& plan, Format format,
                 PlanOutcome state);

/// The header line of CSV; nothing for other formats.
void append_plan_header(std::string& out, Format format);

/// A line a remark in JSON, nothing in other formats; append_plan has them at its end.
void append_remarks(std::string& out, std::string_view source, const Plan& plan, Format format);

/// A message line a remark.
std::string remark_lines(std::string_view source, const Plan& plan);

/// How many changes a user would count: the counters that rise with every edit are not among them.
std::size_t count_changes(const Plan& plan);

}  // namespace olkacct::app

// What every writing command does with its edit: plan it or do it, keep it for undo, read the
// source again, print.
#pragma once

#include <string>

#include "arguments.h"
#include "olkacct/editor.h"
#include "output.h"
#include "undo_journal.h"

namespace olkacct::app {

/// The profile that --profile and --root name.
ProfileRef profile_ref(const Arguments& arguments);

/// What a run of the command is kept in: one, also when it changes several sources.
UndoEntry undo_entry_of(const Arguments& arguments);

/// With --dry-run only plans and prints the plan. Otherwise does it, keeps it for undo and prints
/// what a fresh look at the source finds. Gives the plan; once it gives one the work is done, and
/// only change_outcome tells of what was refused.
Result<Plan> change_source(const Arguments& arguments, const std::string& source, const Edit& edit,
                           UndoEntry& undo, Output& output);

/// Prints a plan that the command made or did by itself, with its remarks and a summary.
/// `undo_entry`: its name in the journal, or empty.
void print_plan(const Arguments& arguments, const std::string& source, const Plan& plan,
                const std::string& undo_entry, Output& output);

/// The part of it that goes to standard error: remarks and the summary.
void print_plan_messages(const Arguments& arguments, const std::string& source, const Plan& plan,
                         const std::string& undo_entry);

/// Reads what was done from the source, which it opens anew: read_back.h.
Result<Plan> look_again(const std::string& source, Plan done);

/// secrets_not_supported when a password was left out; all else is done by then.
Result<void> change_outcome(const std::string& source, const Plan& plan);

/// Both, for commands that have nothing to add.
Result<void> run_edit(const Arguments& arguments, const Edit& edit, Output& output);

}  // namespace olkacct::app

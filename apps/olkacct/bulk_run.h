// Runs a command's work over many files and folders: in parallel, reported in a fixed order, with
// memory that does not grow with their number.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "arguments.h"
#include "olkacct/editor.h"
#include "olkacct/error.h"
#include "output.h"
#include "undo_journal.h"

namespace olkacct::app {

/// What the work leaves behind of one file.
struct BulkFile {
    std::string output;
    std::string messages;
    std::size_t profiles = 0;
    std::size_t accounts = 0;
    std::size_t changes = 0;   ///< planned or done
    std::size_t findings = 0;  ///< that ask for attention
};

/// Called by several threads. An error means that the file failed; its output is dropped.
/// profile_not_found of a file in a folder is no failure: it is counted.
using BulkWork = std::function<Result<void>(const std::string& path, BulkFile& file)>;

struct BulkTotals {
    std::size_t files = 0;
    std::size_t profiles = 0;
    std::size_t accounts = 0;
    std::size_t changed = 0;  ///< files with changes
    std::size_t changes = 0;
    std::size_t ailing = 0;  ///< files with findings
    std::size_t findings = 0;
    std::size_t failures = 0;
    std::size_t passed_over = 0;
    /// Files in folders that lack the profile which was asked for.
    std::size_t without_profile = 0;
    /// The failure of the only file, when the paths name one file and no folder. It is not printed.
    std::optional<Error> only_failure;
};

/// The paths are the words of the arguments. Prints outputs and messages.
BulkTotals run_bulk(const Arguments& arguments, Output& output, const BulkWork& work);

/// The error of the only file, some_sources_failed when one of several failed, or
/// profile_not_found when no file has the profile.
Result<void> bulk_outcome(const BulkTotals& totals);

/// The end of a summary's list: failures, files without the profile if there are any, files
/// passed over.
std::string rest_of_summary(const BulkTotals& totals);

/// `3 files`, `1 file`
std::string counted(std::size_t number, const std::string& what);

/// Keeps a plan for undo, does it, and gives it as a fresh look at the source finds it. conflict
/// when that is not what was written.
Result<Plan> carry_out(const std::string& source, const Editor& editor, const Plan& plan,
                       UndoEntry& undo);

/// An editor on an opened source; not_supported_by_store when it cannot be written.
Result<Editor> editor_of(const Source& source);

}  // namespace olkacct::app

// The commands: each does what its arguments say and writes to the output.
#pragma once

#include <string>
#include <string_view>

#include "arguments.h"
#include "olkacct/source.h"
#include "output.h"

namespace olkacct::app {

Result<void> run_profiles(const Arguments& arguments, Output& output);
Result<void> run_list(const Arguments& arguments, Output& output);
Result<void> run_show(const Arguments& arguments, Output& output);
Result<void> run_order(const Arguments& arguments, Output& output);
Result<void> run_dump(const Arguments& arguments, Output& output);
Result<void> run_scan(const Arguments& arguments, Output& output);
Result<void> run_stamp(const Arguments& arguments, Output& output);
/// Until a signal ends it.
Result<void> run_watch(const Arguments& arguments, Output& output);

/// The commands that change sources print as change_source.h says.
Result<void> run_add(const Arguments& arguments, Output& output);
Result<void> run_spam(const Arguments& arguments, Output& output);
Result<void> run_set(const Arguments& arguments, Output& output);
Result<void> run_delete(const Arguments& arguments, Output& output);
Result<void> run_default(const Arguments& arguments, Output& output);
Result<void> run_copy(const Arguments& arguments, Output& output);
Result<void> run_profile(const Arguments& arguments, Output& output);
Result<void> run_init(const Arguments& arguments, Output& output);
Result<void> run_import(const Arguments& arguments, Output& output);
Result<void> run_export(const Arguments& arguments, Output& output);
Result<void> run_replace(const Arguments& arguments, Output& output);
Result<void> run_doctor(const Arguments& arguments, Output& output);
Result<void> run_sync(const Arguments& arguments, Output& output);
Result<void> run_undo(const Arguments& arguments, Output& output);

/// Works on files of its own and changes none.
Result<void> run_uidl(const Arguments& arguments, Output& output);

/// Changes what Windows tells other programs; not_supported_by_store elsewhere.
Result<void> run_mapi_provider(const Arguments& arguments, Output& output);

}  // namespace olkacct::app

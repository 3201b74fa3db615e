// olkacct scan
#include <string>

#include "account_list.h"
#include "bulk_run.h"
#include "commands.h"
#include "messages.h"
#include "read_source.h"
#include "sheet.h"

namespace olkacct::app {
namespace {

Result<void> scan_source(const std::string& path, const Arguments& arguments, BulkFile& out) {
    return Source::open(path, {.replay_logs = arguments.replay_logs})
        .and_then([&](const Source& source) { return read_contents(source, arguments); })
        .map([&](const Contents& contents) {
            const bool table = arguments.format == Format::table;
            out.accounts =
                append_accounts(out.output, path, contents, arguments,
                                arguments.values ? Detail::values : Detail::summary, "  ");
            if (table && out.accounts > 0) {
                out.output = printable(path) + '\n' + out.output + '\n';
            }
            out.profiles = contents.profiles.size();
            out.messages = warning_lines(path, contents.warnings, arguments.verbose);
            if (arguments.verbose) {
                out.messages += note_lines(path, contents.notes);
            }
        });
}

std::string summary(const BulkTotals& totals) {
    return "olkacct: " + std::to_string(totals.files) + " files, " +
           std::to_string(totals.profiles) + " profiles, " + std::to_string(totals.accounts) +
           " accounts, " + std::to_string(totals.failures) + " failures, " +
           std::to_string(totals.passed_over) + " other files passed over\n";
}

}  // namespace

Result<void> run_scan(const Arguments& arguments, Output& output) {
    std::string header;
    append_list_header(header, arguments.format);
    output.write(header);
    const BulkTotals totals =
        run_bulk(arguments, output, [&arguments](const std::string& path, BulkFile& file) {
            return scan_source(path, arguments, file);
        });
    if (totals.only_failure) {
        print_message(error_line(*totals.only_failure));
    }
    if (output.good()) {
        print_message(summary(totals));
    }
    if (totals.failures > 0) {
        return fail(ErrorCode::some_sources_failed, std::to_string(totals.failures) + " of " +
                                                        std::to_string(totals.files) +
                                                        " files could not be read");
    }
    return {};
}

}  // namespace olkacct::app

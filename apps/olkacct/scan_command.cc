// olkacct scan
#include <unistd.h>

#include <exception>
#include <new>
#include <thread>

#include "account_list.h"
#include "commands.h"
#include "folder_walk.h"
#include "hive_log.h"
#include "messages.h"
#include "ordered_work.h"
#include "progress.h"
#include "read_source.h"
#include "sheet.h"

namespace olkacct::app {
namespace {

/// What is left to do in order when a source has been read.
struct Scanned {
    enum class Outcome { read, failed, passed_over };

    Outcome outcome = Outcome::read;
    std::string output;
    std::string messages;
    std::size_t profiles = 0;
    std::size_t accounts = 0;

    void reset() {
        outcome = Outcome::read;
        output.clear();
        messages.clear();
        profiles = 0;
        accounts = 0;
    }

    void fail_with(Error error) {
        outcome = Outcome::failed;
        output.clear();
        messages = error_line(error);
    }
};

Result<void> scan_source(const std::string& path, const Arguments& arguments, Scanned& out) {
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

void scan_path(FoundPath& found, const Arguments& arguments, Scanned& out) {
    out.reset();
    if (found.error) {
        out.fail_with(std::move(*found.error));
        return;
    }
    if (found.from_folder && is_named_like_a_log(found.path) && is_hive_log(found.path)) {
        out.outcome = Scanned::Outcome::passed_over;
        return;
    }
    auto result = scan_source(found.path, arguments, out);
    if (result) {
        return;
    }
    // Most files are what their names say: the others are looked at only when reading failed.
    const bool passed_over =
        found.from_folder &&
        (result.error().code == ErrorCode::unknown_source_kind || is_hive_log(found.path));
    if (passed_over) {
        out.outcome = Scanned::Outcome::passed_over;
    } else {
        out.fail_with(std::move(result.error()));
    }
}

void scan_guarded(FoundPath& found, const Arguments& arguments, Scanned& out) {
    try {
        scan_path(found, arguments, out);
    } catch (const std::bad_alloc&) {
        out.fail_with({ErrorCode::out_of_memory, "the source needs too much memory", found.path});
    } catch (const std::exception& exception) {
        out.fail_with({ErrorCode::unexpected, exception.what(), found.path});
    }
}

void count(ScanTotals& totals, const Scanned& scanned) {
    if (scanned.outcome == Scanned::Outcome::passed_over) {
        ++totals.passed_over;
        return;
    }
    ++totals.files;
    totals.failures += scanned.outcome == Scanned::Outcome::failed ? 1U : 0U;
    totals.profiles += scanned.profiles;
    totals.accounts += scanned.accounts;
}

std::string summary(const ScanTotals& totals) {
    return "olkacct: " + std::to_string(totals.files) + " files, " +
           std::to_string(totals.profiles) + " profiles, " + std::to_string(totals.accounts) +
           " accounts, " + std::to_string(totals.failures) + " failures, " +
           std::to_string(totals.passed_over) + " other files passed over\n";
}

std::size_t threads(const Arguments& arguments) {
    const unsigned cores =
        arguments.jobs != 0 ? arguments.jobs : std::thread::hardware_concurrency();
    return cores == 0 ? 1 : cores;
}

}  // namespace

Result<void> run_scan(const Arguments& arguments, Output& output) {
    std::string header;
    append_list_header(header, arguments.format);
    output.write(header);

    FolderWalk walk(arguments.words);
    ScanTotals totals;
    Progress progress;
    const bool at_once = isatty(STDOUT_FILENO) == 1;
    const auto next = [&walk] { return walk.next(); };
    const auto work = [&arguments](FoundPath& found, Scanned& out) {
        scan_guarded(found, arguments, out);
    };
    const auto take = [&](const Scanned& scanned) {
        if (!scanned.messages.empty() || at_once) {
            progress.clear();
        }
        print_message(scanned.messages);
        output.write(scanned.output);
        if (at_once) {
            output.flush();
        }
        count(totals, scanned);
        progress.update(totals);
        return output.good();
    };
    OrderedWork<Scanned, decltype(next), decltype(work), decltype(take)>(next, work, take)
        .run(threads(arguments));
    progress.clear();

    output.flush();
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

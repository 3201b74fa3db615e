// The walk, the threads and the counting.
#include "bulk_run.h"

#include <exception>
#include <filesystem>
#include <new>
#include <thread>

#include "folder_walk.h"
#include "hive_log.h"
#include "messages.h"
#include "ordered_work.h"
#include "progress.h"
#include "read_back.h"
#include "registry/store.h"
#include "source_error.h"
#include "standard_streams.h"

namespace olkacct::app {
namespace {

struct Worked {
    BulkFile file;
    std::optional<Error> error;
    bool passed_over = false;
    bool lacks_profile = false;
};

// Files of a folder that are no source are none of the command's business.
bool is_passed_over(const FoundPath& found, const Error& error) {
    return found.from_folder &&
           (error.code == ErrorCode::unknown_source_kind || is_hive_log(found.path));
}

void work_on(FoundPath& found, const BulkWork& work, Worked& out) {
    out = Worked();
    if (found.error) {
        out.error = std::move(found.error);
        return;
    }
    if (found.from_folder && is_named_like_a_log(found.path) && is_hive_log(found.path)) {
        out.passed_over = true;
        return;
    }
    if (auto done = work(found.path, out.file); !done) {
        out.passed_over = is_passed_over(found, done.error());
        out.lacks_profile = found.from_folder && done.error().code == ErrorCode::profile_not_found;
        out.error = in_source(std::move(done.error()), found.path);
        out.file.output.clear();
    }
}

void work_guarded(FoundPath& found, const BulkWork& work, Worked& out) {
    try {
        work_on(found, work, out);
    } catch (const std::bad_alloc&) {
        out.error = {ErrorCode::out_of_memory, "the source needs too much memory", found.path};
    } catch (const std::exception& exception) {
        out.error = {ErrorCode::unexpected, exception.what(), found.path};
    }
}

void count(BulkTotals& totals, const Worked& worked) {
    if (worked.passed_over) {
        ++totals.passed_over;
        return;
    }
    ++totals.files;
    if (worked.lacks_profile) {
        ++totals.without_profile;
        return;
    }
    totals.failures += worked.error ? 1U : 0U;
    if (!worked.error) {
        totals.profiles += worked.file.profiles;
        totals.accounts += worked.file.accounts;
        totals.changes += worked.file.changes;
        totals.changed += worked.file.changes > 0 ? 1U : 0U;
        totals.findings += worked.file.findings;
        totals.ailing += worked.file.findings > 0 ? 1U : 0U;
    }
}

std::size_t threads(const Arguments& arguments) {
    const unsigned cores =
        arguments.jobs != 0 ? arguments.jobs : std::thread::hardware_concurrency();
    return cores == 0 ? 1 : cores;
}

bool names_one_file(const std::vector<std::string>& paths) {
    std::error_code unknown;
    return paths.size() == 1 && !std::filesystem::is_directory(paths.front(), unknown);
}

}  // namespace

BulkTotals run_bulk(const Arguments& arguments, Output& output, const BulkWork& work) {
    FolderWalk walk(arguments.words);
    BulkTotals totals;
    Progress progress;
    const bool one_file = names_one_file(arguments.words);
    const bool at_once = is_terminal(standard_output);
    const auto next = [&walk] { return walk.next(); };
    const auto work_on_path = [&work](FoundPath& found, Worked& out) {
        work_guarded(found, work, out);
    };
    const auto take = [&](const Worked& worked) {
        std::string messages = worked.file.messages;
        if (worked.error && !worked.passed_over && !worked.lacks_profile) {
            if (one_file) {
                totals.only_failure = worked.error;
            } else {
                messages += error_line(*worked.error);
            }
        }
        if (!messages.empty() || at_once) {
            progress.clear();
        }
        print_message(messages);
        output.write(worked.file.output);
        if (at_once) {
            output.flush();
        }
        count(totals, worked);
        progress.update([&totals] {
            return counted(totals.files, "file") + ", " + counted(totals.failures, "failure");
        });
        return output.good();
    };
    OrderedWork<Worked, decltype(next), decltype(work_on_path), decltype(take)>(next, work_on_path,
                                                                                take)
        .run(threads(arguments));
    progress.clear();
    output.flush();
    return totals;
}

Result<void> bulk_outcome(const BulkTotals& totals) {
    if (totals.only_failure) {
        return tl::unexpected(*totals.only_failure);
    }
    if (totals.failures > 0) {
        return fail(ErrorCode::some_sources_failed, std::to_string(totals.failures) + " of " +
                                                        counted(totals.files, "file") + " failed");
    }
    if (totals.without_profile > 0 && totals.without_profile == totals.files) {
        return fail(ErrorCode::profile_not_found, "no file has the profile");
    }
    return {};
}

std::string rest_of_summary(const BulkTotals& totals) {
    return counted(totals.failures, "failure") +
           (totals.without_profile == 0
                ? ""
                : ", " + counted(totals.without_profile, "file") + " without the profile") +
           ", " + counted(totals.passed_over, "other file") + " passed over";
}

std::string counted(std::size_t number, const std::string& what) {
    return std::to_string(number) + ' ' + what + (number == 1 ? "" : "s");
}

Result<Plan> carry_out(const std::string& source, const Editor& editor, const Plan& plan,
                       UndoEntry& undo) {
    if (auto done = apply_kept(editor, plan, undo); !done) {
        return tl::unexpected(in_source(std::move(done.error()), source));
    }
    return Source::open(source)
        .and_then([&plan](const Source& opened) { return read_back(opened, plan); })
        .and_then([&](Plan found) -> Result<Plan> {
            if (found.remarks.size() != plan.remarks.size()) {
                const Remark& remark = found.remarks.back();
                return fail(ErrorCode::conflict, remark.what, source + ": " + remark.where);
            }
            return found;
        });
}

Result<Editor> editor_of(const Source& source) {
    if (!source.store().capabilities().write) {
        return fail(ErrorCode::not_supported_by_store, "this kind of source is read-only",
                    source.name());
    }
    return Editor(source.shared_store());
}

}  // namespace olkacct::app

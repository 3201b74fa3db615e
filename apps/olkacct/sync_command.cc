// olkacct sync
#include "bulk_run.h"
#include "commands.h"
#include "messages.h"
#include "olkacct/sync.h"
#include "plan_output.h"
#include "sheet.h"

namespace olkacct::app {
namespace {

class Synchronisation {
  public:
    explicit Synchronisation(const Arguments& arguments)
        : arguments_(arguments),
          name_(arguments.profile.value_or(std::u16string())),
          stores_(arguments.raw.given(OptionId::no_stores) ? StoresCheck::skip : StoresCheck::run) {
    }

    Result<void> work(const std::string& path, BulkFile& file) {
        const auto source = Source::open(path);
        if (!source) {
            return tl::unexpected(source.error());
        }
        const auto contents = source->read({.services = true});
        if (!contents) {
            return tl::unexpected(contents.error());
        }
        file.messages = warning_lines(path, contents->warnings, arguments_.verbose);
        if (arguments_.verbose) {
            file.messages += note_lines(path, contents->notes);
        }
        const auto need = look_for_differences(*source, {name_, {}}, stores_);
        if (!need) {
            return tl::unexpected(need.error());
        }
        // A file that needs no change is not opened for writing.
        if (!need->any) {
            report(path, {path, {}, need->remarks}, file);
            return {};
        }
        return editor_of(*source)
            .and_then([&](const Editor& editor) { return change(path, editor); })
            .map([&](const Plan& plan) { report(path, plan, file); });
    }

    [[nodiscard]] std::string summary(const BulkTotals& totals) const {
        const std::string entry = undo_.name();
        return message_line(
            "", "",
            counted(totals.files, "file") + ", " + std::to_string(totals.changed) +
                (arguments_.dry_run ? " to change (" : " changed and read back (") +
                counted(totals.changes, "change") + "), " + rest_of_summary(totals) +
                (entry.empty() ? "" : "; 'olkacct undo " + entry + "' takes this back"));
    }

  private:
    Result<Plan> change(const std::string& path, const Editor& editor) {
        auto plan = editor.plan(edits::sync_all_accounts(name_, stores_));
        if (!plan || arguments_.dry_run) {
            return plan;
        }
        return carry_out(path, editor, *plan, undo_);
    }

    void report(const std::string& path, const Plan& plan, BulkFile& file) const {
        file.changes = count_changes(plan);
        if (arguments_.format == Format::table && file.changes > 0) {
            file.output = printable(path) + '\n';
        }
        append_plan(file.output, path, plan, arguments_.format,
                    arguments_.dry_run ? PlanOutcome::planned : PlanOutcome::done);
        file.messages += remark_lines(path, plan);
    }

    const Arguments& arguments_;
    std::u16string name_;
    StoresCheck stores_;
    UndoEntry undo_{"sync"};
};

}  // namespace

Result<void> run_sync(const Arguments& arguments, Output& output) {
    std::string header;
    append_plan_header(header, arguments.format);
    output.write(header);
    Synchronisation synchronisation(arguments);
    const BulkTotals totals = run_bulk(
        arguments, output,
        [&](const std::string& path, BulkFile& file) { return synchronisation.work(path, file); });
    print_message(synchronisation.summary(totals));
    return bulk_outcome(totals);
}

}  // namespace olkacct::app

// The common course of writing commands.
#include "change_source.h"

#include <algorithm>
#include <utility>

#include "messages.h"
#include "olkacct/source.h"
#include "plan_output.h"
#include "read_back.h"
#include "registry/store.h"
#include "source_error.h"

namespace olkacct::app {
namespace {

std::string changes_text(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " change" : " changes");
}

std::string summary(const Plan& plan, bool dry_run, const std::string& undo_entry) {
    if (plan.empty()) {
        return "nothing to change";
    }
    const std::string count = changes_text(count_changes(plan));
    return dry_run
               ? count + " planned, nothing was written"
               : count + " written and read back" +
                     (undo_entry.empty() ? ""
                                         : "; 'olkacct undo " + undo_entry + "' takes this back");
}

void print_durability(const std::string& source) {
    const auto opened = Source::open(source);
    if (opened && !opened->store().capabilities().durable) {
        print_message(note_lines(
            source, std::vector<std::string>{
                        "not durable: what was written may be lost if the system stops within the "
                        "next seconds"}));
    }
}

}  // namespace

ProfileRef profile_ref(const Arguments& arguments) {
    return {.name = arguments.profile.value_or(std::u16string()), .root = arguments.root};
}

UndoEntry undo_entry_of(const Arguments& arguments) {
    return UndoEntry(std::string(command_row(arguments.command).name));
}

Result<Plan> change_source(const Arguments& arguments, const std::string& source, const Edit& edit,
                           UndoEntry& undo, Output& output) {
    const auto editor = Editor::open(source, {.rewrite = arguments.rewrite});
    if (!editor) {
        return tl::unexpected(editor.error());
    }
    auto plan = arguments.dry_run ? editor->plan(edit) : run_kept(*editor, edit, undo);
    if (plan && !arguments.dry_run) {
        plan = look_again(source, std::move(*plan));
    }
    if (!plan) {
        return tl::unexpected(in_source(std::move(plan.error()), source));
    }
    print_plan(arguments, source, *plan, undo.name(), output);
    if (arguments.verbose && !arguments.dry_run) {
        print_durability(source);
    }
    return plan;
}

void print_plan(const Arguments& arguments, const std::string& source, const Plan& plan,
                const std::string& undo_entry, Output& output) {
    std::string text;
    append_plan_header(text, arguments.format);
    append_plan(text, source, plan, arguments.format,
                arguments.dry_run ? PlanOutcome::planned : PlanOutcome::done);
    output.write(text);
    print_plan_messages(arguments, source, plan, undo_entry);
}

void print_plan_messages(const Arguments& arguments, const std::string& source, const Plan& plan,
                         const std::string& undo_entry) {
    print_message(remark_lines(source, plan) +
                  message_line("", source, summary(plan, arguments.dry_run, undo_entry)));
}

// The source is opened anew: what the store remembers of the change would prove nothing.
Result<Plan> look_again(const std::string& source, Plan done) {
    const auto opened = Source::open(source);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    return read_back(*opened, std::move(done));
}

Result<void> change_outcome(const std::string& source, const Plan& plan) {
    const auto refused = std::ranges::find(plan.remarks, RemarkKind::secret_refused, &Remark::kind);
    if (refused == plan.remarks.end()) {
        return {};
    }
    return fail(ErrorCode::secrets_not_supported, refused->what,
                refused->where.empty() ? source : source + ": " + refused->where);
}

Result<void> run_edit(const Arguments& arguments, const Edit& edit, Output& output) {
    UndoEntry undo = undo_entry_of(arguments);
    return change_source(arguments, arguments.source, edit, undo, output)
        .and_then([&](const Plan& plan) { return change_outcome(arguments.source, plan); });
}

}  // namespace olkacct::app

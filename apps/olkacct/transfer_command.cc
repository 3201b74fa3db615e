// olkacct import, olkacct export
#include <memory>
#include <utility>
#include <vector>

#include "change_source.h"
#include "commands.h"
#include "json_text.h"
#include "new_target.h"
#include "olkacct/text.h"
#include "own_database.h"
#include "plan_output.h"
#include "profile/edit/edit_context.h"
#include "profile/transfer.h"
#include "progress.h"
#include "read_source.h"
#include "sheet.h"
#include "source_error.h"
#include "undo_journal.h"

namespace olkacct::app {
namespace {

using Profiles = std::vector<profile::TransferredProfile>;

struct Taken {
    Profiles profiles;
    // Of the source.
    std::vector<Warning> warnings;
    std::vector<std::string> notes;
};

void remark_losses(profile::EditContext& context, const profile::TransferredProfile& taken,
                   bool is_stand_in) {
    for (const registry::LeftSecret& secret : taken.copied.left_secrets) {
        context.remark(
            RemarkKind::not_copied, "a password that only the database which protects it can open",
            to_display(taken.path + u'\\' + secret.path) + ", " + to_display(secret.value));
    }
    if (is_stand_in) {
        return;
    }
    if (taken.copied.without_descriptor > 0) {
        context.remark(RemarkKind::note,
                       "the target keeps no security descriptors: those of " +
                           std::to_string(taken.copied.without_descriptor) +
                           " keys were left behind",
                       to_display(taken.path));
    }
    if (taken.copied.without_class_name > 0) {
        context.remark(RemarkKind::note,
                       "the target keeps no class names: those of " +
                           std::to_string(taken.copied.without_class_name) +
                           " keys were left behind",
                       to_display(taken.path));
    }
}

// What it reads is of one revision, or the edit fails: what was copied cannot be taken back here.
Edit transfer(const Source& from, const profile::TransferOptions& options, bool is_stand_in,
              std::shared_ptr<Taken> taken) {
    return [from, options, is_stand_in,
            taken = std::move(taken)](profile::EditContext& context) -> Result<void> {
        auto reading = from.store().begin_read();
        if (!reading) {
            return tl::unexpected(reading.error());
        }
        auto done = profile::transfer_profiles(**reading, context.transaction(), options);
        if (!done) {
            return tl::unexpected(done.error());
        }
        for (const profile::TransferredProfile& one : *done) {
            remark_losses(context, one, is_stand_in);
        }
        *taken = {std::move(*done), (*reading)->warnings(), (*reading)->notes()};
        return (*reading)->verify();
    };
}

Sheet sheet_of(const Profiles& taken, std::string_view source, Format format) {
    const bool csv = format == Format::csv;
    Sheet sheet;
    if (csv) {
        sheet.header = {"source", "root", "profile", "keys", "values", "replaced"};
    } else {
        sheet.header = {"profile", "outlook", "keys", "values", "replaced"};
    }
    for (const profile::TransferredProfile& one : taken) {
        std::string name = to_utf8(one.name);
        std::string root(root_name(one.root));
        auto& row = sheet.rows.emplace_back();
        if (csv) {
            row = {to_utf8(from_wtf8(source)), std::move(root), std::move(name)};
        } else {
            row = {std::move(name), std::move(root)};
        }
        const std::string_view no = csv ? "false" : "";
        row.insert(row.end(), {std::to_string(one.copied.counts.keys),
                               std::to_string(one.copied.counts.values),
                               std::string(one.replaced ? (csv ? "true" : "yes") : no)});
    }
    return sheet;
}

std::string text_of(const Profiles& taken, std::string_view source, Format format) {
    std::string out;
    if (format != Format::json) {
        const Sheet sheet = sheet_of(taken, source, format);
        if (format == Format::csv) {
            append_csv_header(out, sheet);
            append_csv_rows(out, sheet);
        } else {
            append_table(out, sheet);
        }
        return out;
    }
    for (const profile::TransferredProfile& one : taken) {
        out += R"({"source":)";
        append_json(out, source);
        out += R"(,"root":)";
        append_json(out, root_name(one.root));
        out += R"(,"profile":)";
        append_json(out, one.name);
        out += R"(,"path":)";
        append_json(out, one.path);
        out += R"(,"keys":)";
        append_number(out, one.copied.counts.keys);
        out += R"(,"values":)";
        append_number(out, one.copied.counts.values);
        out += one.replaced ? ",\"replaced\":true}\n" : ",\"replaced\":false}\n";
    }
    return out;
}

profile::TransferOptions options_of(const Arguments& arguments, Progress& progress) {
    return {.profile = arguments.profile.value_or(std::u16string()),
            .root = arguments.root,
            .replace = arguments.raw.given(OptionId::replace),
            .progress = [&progress](const registry::CopyCounts& counts) {
                progress.update([&counts] {
                    return std::to_string(counts.keys) + " keys, " + std::to_string(counts.values) +
                           " values";
                });
                return true;
            }};
}

Result<void> run_transfer(const Arguments& arguments, const std::string& to, Output& output) {
    if (is_same_file(arguments.source, to)) {
        return fail(ErrorCode::bad_usage, "both are the same source", to);
    }
    const auto from = Source::open(arguments.source, {.replay_logs = arguments.replay_logs});
    if (!from) {
        return tl::unexpected(from.error());
    }
    auto target = open_target(to, arguments);
    if (!target) {
        return tl::unexpected(target.error());
    }
    Progress progress;
    const auto taken = std::make_shared<Taken>();
    const Edit edit =
        transfer(*from, options_of(arguments, progress), target->is_stand_in(), taken);
    UndoEntry undo{std::string(command_row(arguments.command).name)};
    auto plan =
        arguments.dry_run ? target->editor().plan(edit) : run_kept(target->editor(), edit, undo);
    progress.clear();
    print_source_messages(arguments, arguments.source, taken->warnings, taken->notes);
    if (!plan) {
        Error error = std::move(plan.error());
        const bool of_target = error.code == ErrorCode::already_exists;
        error.what += of_target ? ": --replace puts the other in its place" : "";
        return tl::unexpected(in_source(std::move(error), of_target ? to : arguments.source));
    }
    target->keep();
    if (arguments.dry_run) {
        print_plan(arguments, to, *plan, {}, output);
        return {};
    }
    return look_again(to, std::move(*plan)).map([&](const Plan& found) {
        std::string text = text_of(taken->profiles, to, arguments.format);
        append_remarks(text, to, found, arguments.format);
        output.write(text);
        print_plan_messages(arguments, to, found, undo.name());
    });
}

}  // namespace

Result<void> run_import(const Arguments& arguments, Output& output) {
    return run_transfer(arguments, arguments.words.empty() ? own_database : arguments.words.front(),
                        output);
}

Result<void> run_export(const Arguments& arguments, Output& output) {
    return run_transfer(arguments, arguments.words.front(), output);
}

}  // namespace olkacct::app

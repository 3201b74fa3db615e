// olkacct undo
#include <algorithm>
#include <optional>

#include "base/file.h"
#include "bulk_run.h"
#include "commands.h"
#include "json_text.h"
#include "messages.h"
#include "olkacct/text.h"
#include "plan_output.h"
#include "sheet.h"
#include "undo_journal.h"

namespace olkacct::app {
namespace {

using KeptPlan = KeptEntry::KeptPlan;

bool may_be_taken_back(PlanState state) {
    return state == PlanState::done || state == PlanState::begun;
}

/// Which sources are meant: those named, and those in the folders named; without any all.
class Choice {
  public:
    explicit Choice(std::vector<std::string> sources) : sources_(std::move(sources)) {
        for (std::string& source : sources_) {
            source = lasting_path(source);
            while (source.size() > 1 && base::is_separator(source.back())) {
                source.pop_back();
            }
        }
    }

    [[nodiscard]] bool takes(const std::string& path) const {
        return sources_.empty() ||
               std::ranges::any_of(sources_, [&path](const std::string& source) {
                   return path == source ||
                          (path.starts_with(source) && base::is_separator(path[source.size()]));
               });
    }

    /// Behind what is said of it: " in A and B", or nothing when all are meant.
    [[nodiscard]] std::string text() const {
        std::string out;
        for (const std::string& source : sources_) {
            out += (out.empty() ? " in " : " and ") + printable(source);
        }
        return out;
    }

  private:
    std::vector<std::string> sources_;
};

/// What an entry holds, counted.
struct EntryTotals {
    std::size_t plans = 0;
    std::size_t open = 0;  ///< may still be taken back
    std::string first_source = {};
};

/// Reads an entry to its beginning, or until `look` has seen enough.
template <class Look>
Result<void> for_each_plan(KeptEntry& entry, Look look) {
    while (true) {
        auto kept = entry.previous();
        if (!kept) {
            return tl::unexpected(kept.error());
        }
        if (!*kept || !look(**kept)) {
            return {};
        }
    }
}

Result<EntryTotals> count_plans(KeptEntry& entry) {
    EntryTotals totals;
    return for_each_plan(entry,
                         [&totals](const KeptPlan& kept) {
                             ++totals.plans;
                             totals.open += may_be_taken_back(kept.state) ? 1U : 0U;
                             totals.first_source = kept.plan.source;
                             return true;
                         })
        .map([&totals] { return totals; });
}

std::vector<std::string> cells(const KeptEntry& entry, const EntryTotals& totals) {
    return {entry.name(),
            entry.header().time,
            entry.header().command,
            std::to_string(totals.plans),
            std::to_string(totals.open),
            entry.header().undoes,
            totals.first_source};
}

std::string json_line(const KeptEntry& entry, const EntryTotals& totals) {
    std::string out = R"({"entry":)";
    append_json(out, std::string_view(entry.name()));
    out += R"(,"time":)";
    append_json(out, std::string_view(entry.header().time));
    out += R"(,"command":)";
    append_json(out, std::string_view(entry.header().command));
    out += R"(,"sources":)" + std::to_string(totals.plans);
    out += R"(,"open":)" + std::to_string(totals.open) + R"(,"undoes":)";
    if (entry.header().undoes.empty()) {
        out += "null";
    } else {
        append_json(out, std::string_view(entry.header().undoes));
    }
    out += R"(,"first_source":)";
    append_json(out, std::string_view(totals.first_source));
    return out + "}\n";
}

Result<void> list_entries(const Arguments& arguments, Output& output) {
    const auto names = kept_entries();
    if (!names) {
        return tl::unexpected(names.error());
    }
    Sheet sheet{{"entry", "time", "command", "sources", "open", "undoes", "first source"}, {}};
    std::string text;
    for (const std::string& name : *names) {
        auto entry = KeptEntry::open(name, KeptEntry::Purpose::look);
        auto totals = entry ? count_plans(*entry) : tl::unexpected(entry.error());
        if (!totals) {
            print_message(error_line(totals.error()));
        } else if (arguments.format == Format::json) {
            text += json_line(*entry, *totals);
        } else {
            sheet.rows.push_back(cells(*entry, *totals));
        }
    }
    if (arguments.format == Format::csv) {
        append_csv_header(text, sheet);
        append_csv_rows(text, sheet);
    } else if (arguments.format == Format::table) {
        append_table(text, sheet);
    }
    output.write(text);
    return {};
}

// Whether an entry is no undo and something of the chosen sources in it can be taken back.
Result<bool> holds_something(const std::string& name, const Choice& choice) {
    auto entry = KeptEntry::open(name, KeptEntry::Purpose::look);
    if (!entry) {
        return tl::unexpected(entry.error());
    }
    bool found = false;
    if (entry->header().undoes.empty()) {
        auto read = for_each_plan(*entry, [&](const KeptPlan& kept) {
            found = may_be_taken_back(kept.state) && choice.takes(kept.plan.source) &&
                    !(kept.state == PlanState::begun && was_never_done(kept.plan));
            return !found;
        });
        if (!read) {
            return tl::unexpected(read.error());
        }
    }
    return found;
}

// The newest entry with something of the chosen sources in it that no undo has done.
Result<std::string> find_entry(const Choice& choice) {
    const auto names = kept_entries();
    if (!names) {
        return tl::unexpected(names.error());
    }
    for (const std::string& name : *names) {
        const auto found = holds_something(name, choice);
        if (found && *found) {
            return name;
        }
        // One that cannot be read must not stand before the others.
        if (!found) {
            print_message(message_line("warning: ", found.error().where,
                                       found.error().what + "; it is passed over"));
        }
    }
    return fail(ErrorCode::nothing_to_undo,
                "nothing that was done" + choice.text() + " can be taken back");
}

class Undoing {
  public:
    Undoing(const Arguments& arguments, KeptEntry entry, Output& output)
        : arguments_(arguments),
          entry_(std::move(entry)),
          undo_("undo", entry_.name()),
          output_(output) {}

    // One after the other, last first: a later plan may stand on an earlier one of the same source.
    Result<void> run(const Choice& choice) {
        std::string header;
        append_plan_header(header, arguments_.format);
        output_.write(header);
        auto read = for_each_plan(entry_, [&](const KeptPlan& kept) {
            if (may_be_taken_back(kept.state) && choice.takes(kept.plan.source)) {
                ++meant_;
                take_back(kept);
            }
            return output_.good();
        });
        output_.flush();
        if (!read) {
            return read;
        }
        if (meant_ == 0) {
            return fail(ErrorCode::nothing_to_undo, "all of it was taken back already",
                        entry_.name());
        }
        print_message(summary());
        return outcome();
    }

  private:
    void take_back(const KeptPlan& kept) {
        const auto done = do_inverse(kept);
        if (done) {
            changes_ += count_changes(*done);
            std::string text;
            if (arguments_.format == Format::table && !done->empty()) {
                text = printable(kept.plan.source) + '\n';
            }
            append_plan(text, kept.plan.source, *done, arguments_.format,
                        arguments_.dry_run ? PlanOutcome::planned : PlanOutcome::done);
            output_.write(text);
        } else if (is_left_alone(kept, done.error())) {
            ++never_done_;
        } else {
            ++failures_;
            Error error = done.error();
            if (error.where.find(kept.plan.source) == std::string::npos) {
                error.where = kept.plan.source + ": " + error.where;
            }
            // A single failure is told by the error that the command ends with.
            if (pending_) {
                print_message(error_line(*pending_));
            }
            pending_ = std::move(error);
        }
    }

    Result<Plan> do_inverse(const KeptPlan& kept) {
        const auto editor = Editor::open(kept.plan.source);
        if (!editor) {
            return tl::unexpected(editor.error());
        }
        const Plan back = inverse(kept.plan);
        if (arguments_.dry_run) {
            return editor->check(back).map([&back] { return back; });
        }
        auto done = carry_out(kept.plan.source, *editor, back, undo_);
        // Also when the fresh look was refused, what was to be done is done.
        if (done || done.error().code == ErrorCode::conflict) {
            (void)entry_.mark(kept.place, PlanState::taken_back);
        }
        return done;
    }

    // A crash left open whether the plan was done. When it still could be, it was not.
    bool is_left_alone(const KeptPlan& kept, const Error& error) {
        if (kept.state != PlanState::begun || error.code != ErrorCode::plan_outdated ||
            !was_never_done(kept.plan)) {
            return false;
        }
        print_message(message_line("note: ", kept.plan.source, "this change was never completed"));
        if (!arguments_.dry_run) {
            (void)entry_.mark(kept.place, PlanState::not_done);
        }
        return true;
    }

    [[nodiscard]] std::string summary() const {
        const std::string name = undo_.name();
        return message_line(
            "", entry_.name(),
            counted(meant_ - failures_ - never_done_, "source") + ", " +
                counted(changes_, "change") +
                (arguments_.dry_run ? " to take back, " : " taken back, ") +
                counted(failures_, "failure") +
                (name.empty() ? "" : "; 'olkacct undo " + name + "' does it again"));
    }

    [[nodiscard]] Result<void> outcome() const {
        if (failures_ == 0) {
            return {};
        }
        if (meant_ == 1) {
            return tl::unexpected(*pending_);
        }
        print_message(error_line(*pending_));
        return fail(ErrorCode::some_sources_failed,
                    std::to_string(failures_) + " of " + counted(meant_, "source") + " failed");
    }

    const Arguments& arguments_;
    KeptEntry entry_;
    UndoEntry undo_;
    Output& output_;
    std::size_t meant_ = 0;
    std::size_t changes_ = 0;
    std::size_t failures_ = 0;
    std::size_t never_done_ = 0;
    std::optional<Error> pending_;
};

}  // namespace

Result<void> run_undo(const Arguments& arguments, Output& output) {
    std::vector<std::string> words = arguments.words;
    if (arguments.raw.given(OptionId::list)) {
        return words.empty() ? list_entries(arguments, output)
                             : fail(ErrorCode::bad_usage, "--list takes no words", "undo");
    }
    std::string name;
    if (!words.empty() && is_entry_name(words.front())) {
        name = words.front();
        words.erase(words.begin());
    }
    const Choice choice(std::move(words));
    if (name.empty()) {
        auto found = find_entry(choice);
        if (!found) {
            return tl::unexpected(found.error());
        }
        name = std::move(*found);
    }
    auto entry = KeptEntry::open(
        name, arguments.dry_run ? KeptEntry::Purpose::look : KeptEntry::Purpose::change);
    if (!entry) {
        return tl::unexpected(entry.error());
    }
    return Undoing(arguments, std::move(*entry), output).run(choice);
}

}  // namespace olkacct::app

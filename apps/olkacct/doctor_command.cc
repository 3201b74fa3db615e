// olkacct doctor
#include <algorithm>
#include <atomic>

#include "bulk_run.h"
#include "commands.h"
#include "json_text.h"
#include "messages.h"
#include "olkacct/doctor.h"
#include "olkacct/text.h"
#include "plan_output.h"
#include "sheet.h"

namespace olkacct::app {
namespace {

std::string_view severity_text(Severity severity) {
    static constexpr std::string_view texts[] = {"note", "warning", "error"};
    return texts[static_cast<std::size_t>(severity)];
}

std::string flag_text(bool flag) { return flag ? "true" : "false"; }

void append_json_lines(std::string& out, const std::string& path,
                       const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) {
        out += R"({"source":)";
        append_json(out, std::string_view(path));
        out += R"(,"severity":")" + std::string(severity_text(finding.severity));
        out += R"(","finding":")" + std::string(finding.check) + R"(","what":)";
        append_json(out, std::string_view(finding.what));
        out += R"(,"key":)";
        append_json(out, finding.key);
        out += R"(,"value":)";
        if (finding.value.empty()) {
            out += "null";
        } else {
            append_json(out, finding.value);
        }
        out += R"(,"fix":)" + flag_text(!finding.fix.empty()) + "}\n";
    }
}

Sheet finding_sheet() {
    return {{"source", "severity", "finding", "what", "key", "value", "fix"}, {}};
}

void append_csv_lines(std::string& out, const std::string& path,
                      const std::vector<Finding>& findings) {
    Sheet sheet = finding_sheet();
    for (const Finding& finding : findings) {
        sheet.rows.push_back({to_utf8(from_wtf8(path)),
                              std::string(severity_text(finding.severity)),
                              std::string(finding.check), finding.what, to_utf8(finding.key),
                              to_utf8(finding.value), flag_text(!finding.fix.empty())});
    }
    append_csv_rows(out, sheet);
}

void append_groups(std::string& out, const std::vector<Finding>& findings) {
    for (auto first = findings.begin(); first != findings.end();) {
        const auto end = std::find_if(first, findings.end(), [first](const Finding& finding) {
            return finding.key != first->key;
        });
        out += to_display(first->key) + '\n';
        Sheet sheet;
        for (; first != end; ++first) {
            sheet.rows.push_back({std::string(severity_text(first->severity)),
                                  to_utf8(first->value), first->what,
                                  first->fix.empty() ? "" : "(--fix mends this)"});
        }
        append_table(out, sheet, "  ");
    }
}

std::size_t count_ailments(const std::vector<Finding>& findings) {
    return static_cast<std::size_t>(std::ranges::count_if(
        findings, [](const Finding& finding) { return finding.severity != Severity::note; }));
}

class Practice {
  public:
    explicit Practice(const Arguments& arguments)
        : arguments_(arguments),
          fix_(arguments.raw.given(OptionId::fix)),
          options_{.profile = arguments.profile.value_or(std::u16string())} {}

    [[nodiscard]] std::string header() const {
        std::string out;
        if (fix_) {
            append_plan_header(out, arguments_.format);
        } else if (arguments_.format == Format::csv) {
            append_csv_header(out, finding_sheet());
        }
        return out;
    }

    Result<void> work(const std::string& path, BulkFile& file) {
        const auto source = Source::open(path);
        if (!source) {
            return tl::unexpected(source.error());
        }
        // All that the checks look at, so that what could not be read is said.
        const auto contents =
            source->read({.profile = options_.profile, .sections = true, .services = true});
        if (!contents) {
            return tl::unexpected(contents.error());
        }
        file.messages = warning_lines(path, contents->warnings, arguments_.verbose);
        if (arguments_.verbose) {
            file.messages += note_lines(path, contents->notes);
        }
        const auto findings = examine(*source, options_);
        if (!findings) {
            return tl::unexpected(findings.error());
        }
        const Plan plan = fix_ ? treatment(*source, *findings) : Plan();
        if (plan.empty() || arguments_.dry_run) {
            report(path, plan, *findings, file);
            return {};
        }
        return treat(path, *source, plan, file);
    }

    [[nodiscard]] std::string summary(const BulkTotals& totals) const {
        const std::string entry = undo_.name();
        return message_line(
            "", "",
            counted(totals.files, "file") + ", " + counted(totals.findings, "finding") + " in " +
                std::to_string(totals.ailing) +
                (fix_ ? ", " + counted(totals.changes, "change") +
                            (arguments_.dry_run ? " planned" : " written and read back")
                      : "") +
                ", " + rest_of_summary(totals) +
                (entry.empty() ? "" : "; 'olkacct undo " + entry + "' takes this back"));
    }

    // What the findings ask for, which depends on how many of them --fix mends.
    [[nodiscard]] std::string attention(const BulkTotals& totals) const {
        return counted(totals.findings, "finding") + " in " + counted(totals.ailing, "file") +
               ", " +
               (fixable_ == 0
                    ? std::string("which only Outlook or its owner can mend")
                    : "of which olkacct doctor --fix can mend " + std::to_string(fixable_));
    }

  private:
    // What is left is what a fresh look finds.
    Result<void> treat(const std::string& path, const Source& source, const Plan& plan,
                       BulkFile& file) {
        const auto done = editor_of(source).and_then(
            [&](const Editor& editor) { return carry_out(path, editor, plan, undo_); });
        if (!done) {
            return tl::unexpected(done.error());
        }
        return Source::open(path)
            .and_then([this](const Source& opened) { return examine(opened, options_); })
            .map([&](const std::vector<Finding>& left) { report(path, *done, left, file); });
    }

    void count_fixable(const std::vector<Finding>& findings) {
        fixable_ +=
            static_cast<std::size_t>(std::ranges::count_if(findings, [](const Finding& finding) {
                return finding.severity != Severity::note && !finding.fix.empty();
            }));
    }

    void report(const std::string& path, const Plan& plan, const std::vector<Finding>& findings,
                BulkFile& file) {
        count_fixable(findings);
        file.changes = count_changes(plan);
        file.findings = count_ailments(findings);
        const bool shows_findings = !fix_ || arguments_.format != Format::csv;
        if (arguments_.format == Format::table && !(plan.empty() && findings.empty())) {
            file.output += printable(path) + '\n';
        }
        append_plan(file.output, path, plan, arguments_.format,
                    arguments_.dry_run ? PlanOutcome::planned : PlanOutcome::done);
        if (!shows_findings) {
            return;
        }
        switch (arguments_.format) {
            case Format::json:
                append_json_lines(file.output, path, findings);
                break;
            case Format::csv:
                append_csv_lines(file.output, path, findings);
                break;
            case Format::table:
                append_groups(file.output, findings);
                break;
        }
    }

    const Arguments& arguments_;
    bool fix_;
    ReadOptions options_;
    UndoEntry undo_{"doctor"};
    std::atomic<std::size_t> fixable_ = 0;
};

}  // namespace

Result<void> run_doctor(const Arguments& arguments, Output& output) {
    if (arguments.dry_run && !arguments.raw.given(OptionId::fix)) {
        return fail(ErrorCode::bad_usage, "--dry-run says what --fix would do and needs it",
                    "doctor");
    }
    Practice practice(arguments);
    output.write(practice.header());
    const BulkTotals totals = run_bulk(
        arguments, output,
        [&practice](const std::string& path, BulkFile& file) { return practice.work(path, file); });
    print_message(practice.summary(totals));
    if (auto outcome = bulk_outcome(totals); !outcome) {
        return outcome;
    }
    if (totals.findings > 0) {
        return fail(ErrorCode::findings_left, practice.attention(totals));
    }
    return {};
}

}  // namespace olkacct::app

// olkacct replace
#include <algorithm>

#include "base/upcase.h"
#include "bulk_run.h"
#include "commands.h"
#include "messages.h"
#include "olkacct/replace.h"
#include "olkacct/text.h"
#include "plan_output.h"
#include "rules_file.h"
#include "sheet.h"

namespace olkacct::app {
namespace {

tl::unexpected<Error> bad_rules(std::string what) {
    return fail(ErrorCode::bad_usage, std::move(what), "replace");
}

Result<ReplaceRules> rules_of_words(const Arguments& arguments) {
    const bool from = arguments.raw.given(OptionId::from);
    const bool to = arguments.raw.given(OptionId::to);
    const bool file = arguments.raw.given(OptionId::rules);
    if (file ? from || to : !from || !to) {
        return bad_rules("either --from and --to, or --rules is needed");
    }
    if (file) {
        return read_rules(arguments.raw.values(OptionId::rules).back());
    }
    const auto old_domain = given_text(arguments.raw.values(OptionId::from).back(), "--from");
    const auto new_domain = given_text(arguments.raw.values(OptionId::to).back(), "--to");
    for (const auto& text : {old_domain, new_domain}) {
        if (!text) {
            return tl::unexpected(text.error());
        }
    }
    ReplaceRules rules;
    rules.domains.push_back({.scope = {}, .from = *old_domain, .to = *new_domain});
    return check_rules(rules).map([&rules] { return std::move(rules); });
}

// What --profile and --type say holds for every rule beside its own scope. False: for no account.
bool narrow(RuleScope& scope, const RuleScope& by) {
    if (!by.profile.empty()) {
        if (!scope.profile.empty() && !base::same_name(scope.profile, by.profile)) {
            return false;
        }
        scope.profile = by.profile;
    }
    if (by.types.empty()) {
        return true;
    }
    if (scope.types.empty()) {
        scope.types = by.types;
        return true;
    }
    std::erase_if(scope.types,
                  [&by](AccountType type) { return std::ranges::count(by.types, type) == 0; });
    return !scope.types.empty();
}

Result<std::shared_ptr<const ReplaceRules>> understand_rules(const Arguments& arguments) {
    auto rules = rules_of_words(arguments);
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    RuleScope scope{arguments.profile.value_or(std::u16string()), {}};
    for (const TypeFilter& filter : arguments.types) {
        if (filter.type_id) {
            return bad_rules("--type takes the names of types here, no class ids");
        }
        scope.types.push_back(filter.type);
    }
    std::erase_if(rules->domains, [&](DomainRule& rule) { return !narrow(rule.scope, scope); });
    std::erase_if(rules->servers, [&](ServerRule& rule) { return !narrow(rule.scope, scope); });
    return std::make_shared<const ReplaceRules>(std::move(*rules));
}

bool has_profile(const Contents& contents, std::u16string_view name) {
    return std::ranges::any_of(contents.profiles, [name](const Profile& profile) {
        return base::same_name(profile.name, name);
    });
}

class Replacement {
  public:
    Replacement(const Arguments& arguments, std::shared_ptr<const ReplaceRules> rules)
        : arguments_(arguments), rules_(std::move(rules)), edit_(edits::replace(rules_)) {}

    Result<void> work(const std::string& path, BulkFile& file) {
        const auto source = Source::open(path);
        if (!source) {
            return tl::unexpected(source.error());
        }
        const auto contents = source->read();
        if (!contents) {
            return tl::unexpected(contents.error());
        }
        if (arguments_.profile && !has_profile(*contents, *arguments_.profile)) {
            return fail(ErrorCode::profile_not_found,
                        "there is no profile '" + to_display(*arguments_.profile) + "'", path);
        }
        file.messages = warning_lines(path, contents->warnings, arguments_.verbose);
        // A file that needs no change is not even opened for writing.
        if (!changes_anything(contents->profiles, *rules_)) {
            return {};
        }
        file.messages += note_lines(path, contents->notes);
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
        auto plan = editor.plan(edit_);
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
    std::shared_ptr<const ReplaceRules> rules_;
    Edit edit_;
    UndoEntry undo_{"replace"};
};

}  // namespace

Result<void> run_replace(const Arguments& arguments, Output& output) {
    auto rules = understand_rules(arguments);
    if (!rules) {
        return tl::unexpected(rules.error());
    }
    std::string header;
    append_plan_header(header, arguments.format);
    output.write(header);
    Replacement replacement(arguments, std::move(*rules));
    const BulkTotals totals = run_bulk(
        arguments, output,
        [&](const std::string& path, BulkFile& file) { return replacement.work(path, file); });
    print_message(replacement.summary(totals));
    return bulk_outcome(totals);
}

}  // namespace olkacct::app

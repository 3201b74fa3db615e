// Lines and cells of changes and remarks.
#include "plan_output.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "decoded_value.h"
#include "json_text.h"
#include "messages.h"
#include "olkacct/text.h"
#include "plan_value.h"
#include "profile/edit/counters.h"
#include "sheet.h"
#include "value_text.h"
#include "whole_changes.h"

namespace olkacct::app {
namespace {

std::string_view kind_text(ChangeKind kind) {
    static constexpr std::string_view texts[] = {"create_key", "delete_key", "set_value",
                                                 "delete_value"};
    return texts[static_cast<std::size_t>(kind)];
}

std::string_view kind_text(RemarkKind kind) {
    static constexpr std::string_view texts[] = {"note", "not_copied", "left_to_outlook",
                                                 "secret_refused"};
    return texts[static_cast<std::size_t>(kind)];
}

const RegistryValue* value_of(const Change& change) {
    return change.after ? &*change.after : change.before ? &*change.before : nullptr;
}

void append_value_member(std::string& out, std::string_view key,
                         const std::optional<RegistryValue>& value) {
    out += key;
    if (!value) {
        out += "null";
    } else if (is_secret(*value)) {
        append_secret(out, value->data.size());
    } else {
        append_value_json(out, *value);
    }
}

std::string source_member(std::string_view source) {
    std::string out = R"({"source":)";
    append_json(out, source);
    return out;
}

void append_json_lines(std::string& out, std::string_view source, const Plan& plan,
                       PlanOutcome state) {
    const std::string start = source_member(source);
    for (const Change& change : plan.changes) {
        out += start + R"(,"change":")" + std::string(kind_text(change.kind)) + R"(","key":)";
        append_json(out, change.key);
        out += R"(,"value":)";
        if (const RegistryValue* value = value_of(change)) {
            append_json(out, value->name);
        } else {
            out += "null";
        }
        append_value_member(out, R"(,"before":)", change.before);
        append_value_member(out, R"(,"after":)", change.after);
        out += state == PlanOutcome::done ? ",\"done\":true}\n" : ",\"done\":false}\n";
    }
}

}  // namespace

void append_remarks(std::string& out, std::string_view source, const Plan& plan, Format format) {
    if (format != Format::json) {
        return;
    }
    const std::string start = source_member(source);
    for (const Remark& remark : plan.remarks) {
        out += start + R"(,"remark":")" + std::string(kind_text(remark.kind)) + R"(","what":)";
        append_json(out, std::string_view(remark.what));
        out += R"(,"where":)";
        append_json(out, std::string_view(remark.where));
        out += "}\n";
    }
}

namespace {

std::string type_cell(const std::optional<RegistryValue>& value) {
    return value ? type_text(value->type) : std::string();
}

std::string data_cell(const std::optional<RegistryValue>& value) {
    if (value && is_secret(*value)) {
        std::string out;
        append_secret(out, value->data.size());
        return out;
    }
    return value ? value_cell(*value) : std::string();
}

void append_csv_lines(std::string& out, std::string_view source, const Plan& plan) {
    Sheet sheet;
    for (const Change& change : plan.changes) {
        const RegistryValue* value = value_of(change);
        sheet.rows.push_back(
            {to_utf8(from_wtf8(source)), std::string(kind_text(change.kind)), to_utf8(change.key),
             value == nullptr ? std::string() : to_utf8(value->name), type_cell(change.before),
             data_cell(change.before), type_cell(change.after), data_cell(change.after)});
    }
    append_csv_rows(out, sheet);
}

std::string name_cell(const RegistryValue& value) {
    return value.name.empty() ? "(default)" : to_utf8(value.name);
}

std::string people_cell(const Change& change, const std::optional<RegistryValue>& value) {
    return value ? plan_value(change.key, *value) : std::string();
}

std::vector<std::string> table_row(const Change& change) {
    switch (change.kind) {
        case ChangeKind::create_key:
            return {"new key"};
        case ChangeKind::delete_key:
            return {"delete key"};
        case ChangeKind::delete_value:
            return {"delete", name_cell(*change.before), people_cell(change, change.before)};
        case ChangeKind::set_value:
            break;
    }
    if (!change.before) {
        return {"new", name_cell(*change.after), "", "", people_cell(change, change.after)};
    }
    return {"change", name_cell(*change.after), people_cell(change, change.before), "->",
            people_cell(change, change.after)};
}

void append_groups(std::string& out, const Plan& plan) {
    for (auto first = plan.changes.begin(); first != plan.changes.end();) {
        const auto end = std::find_if(first, plan.changes.end(), [first](const Change& change) {
            return change.key != first->key;
        });
        out += to_display(first->key) + '\n';
        Sheet sheet;
        for (; first != end; ++first) {
            sheet.rows.push_back(table_row(*first));
        }
        append_table(out, sheet, "  ");
    }
}

}  // namespace

void append_plan(std::string& out, std::string_view source, const Plan& steps, Format format,
                 PlanOutcome state) {
    const Plan plan = whole_changes(steps);
    switch (format) {
        case Format::json:
            append_json_lines(out, source, plan, state);
            append_remarks(out, source, plan, format);
            break;
        case Format::csv:
            append_csv_lines(out, source, plan);
            break;
        case Format::table:
            append_groups(out, plan);
            break;
    }
}

void append_plan_header(std::string& out, Format format) {
    if (format == Format::csv) {
        append_csv_header(out, {{"source", "change", "key", "value", "before_type", "before",
                                 "after_type", "after"},
                                {}});
    }
}

std::string remark_lines(std::string_view source, const Plan& plan) {
    std::vector<std::string> lines;
    for (const Remark& remark : plan.remarks) {
        static constexpr std::string_view leads[] = {"", "left behind: ", "left to Outlook: ", ""};
        lines.push_back(std::string(leads[static_cast<std::size_t>(remark.kind)]) + remark.what +
                        (remark.where.empty() ? "" : " (" + remark.where + ")"));
    }
    return note_lines(source, lines);
}

std::size_t count_changes(const Plan& plan) {
    const Plan whole = whole_changes(plan);
    return static_cast<std::size_t>(std::ranges::count_if(whole.changes, [](const Change& change) {
        return change.kind == ChangeKind::create_key || change.kind == ChangeKind::delete_key ||
               !profile::is_counter(change);
    }));
}

}  // namespace olkacct::app

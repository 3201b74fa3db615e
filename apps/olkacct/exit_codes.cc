// Groups the error table by exit code, and writes docs/exit-codes.md.
#include "exit_codes.h"

#include <algorithm>

#include "pages.h"

namespace olkacct::app {
namespace {

std::string_view meaning(int exit_code) {
    switch (exit_code) {
        case 0:
            return "The work is done.";
        case 1:
            return "Something unexpected happened.";
        case 2:
            return "The command line is not understood, or does not say which profile is meant.";
        case 3:
            return "The source does not exist.";
        case 4:
            return "The source may not be read, or not be changed.";
        case 5:
            return "Reading or writing failed, or the source is busy.";
        case 6:
            return "The source is of no kind that is read here.";
        case 7:
            return "The source is damaged.";
        case 8:
            return "The source was not closed cleanly and its logs cannot be used.";
        case 9:
            return "The source has no such profile or account.";
        case 10:
            return "Some of several sources failed; the others are done.";
        case 11:
            return "The source was changed meanwhile.";
        case 12:
            return "The source cannot do that.";
        case 13:
            return "The source cannot protect a new password; everything else was written.";
        case 14:
            return "The source is no longer what the plan was made for, or there is none to undo.";
        case 15:
            return "Only Outlook can complete what was asked for.";
        case 16:
            return "The name is taken.";
        case 17:
            return "doctor found, or left, something that needs attention.";
        default:
            return "";
    }
}

}  // namespace

std::vector<ExitCodeGroup> exit_code_groups() {
    std::vector<ExitCodeGroup> groups;
    for (const base::ErrorRow& row : base::error_table()) {
        auto group = std::find_if(groups.begin(), groups.end(), [&row](const ExitCodeGroup& known) {
            return known.exit_code == row.exit_code;
        });
        if (group == groups.end()) {
            groups.push_back({row.exit_code, meaning(row.exit_code), {}});
            group = groups.end() - 1;
        }
        group->errors.push_back(&row);
    }
    std::sort(groups.begin(), groups.end(), [](const ExitCodeGroup& a, const ExitCodeGroup& b) {
        return a.exit_code < b.exit_code;
    });
    return groups;
}

std::string exit_code_page() {
    std::string out =
        "# Exit codes of olkacct\n\n"
        "Made from the error table (`src/base/error_table.cc`); a test fails when this page is\n"
        "stale. The names are stable.\n\n"
        "| exit code | meaning | errors |\n| --- | --- | --- |\n";
    for (const ExitCodeGroup& group : exit_code_groups()) {
        out += "| " + std::to_string(group.exit_code) + " | " + std::string(group.meaning) + " |";
        for (const base::ErrorRow* row : group.errors) {
            out += row == group.errors.front() ? " `" : ", `";
            out += row->name;
            out += '`';
        }
        out += " |\n";
    }
    out += "\n## What the errors say\n\n| error | text |\n| --- | --- |\n";
    for (const base::ErrorRow& row : base::error_table()) {
        out += "| `" + std::string(row.name) + "` | " + std::string(row.english) + " |\n";
    }
    return out;
}

}  // namespace olkacct::app

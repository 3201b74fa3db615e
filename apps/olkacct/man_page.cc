// The man page.
#include <string_view>

#include "exit_codes.h"
#include "pages.h"
#include "usage_text.h"

namespace olkacct::app {
namespace {

// Hyphens that are typed, backslashes, and lines that would start with a request.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else if ((c == '.' || c == '\'') && out.empty()) {
            out += "\\&";
            out += c;
        } else {
            out += c;
        }
    }
    return out;
}

void append_option(std::string& out, const OptionRow& option) {
    out += ".TP\n";
    if (!option.short_name.empty()) {
        out += "\\fB" + escaped(option.short_name) + "\\fR, ";
    }
    out += "\\fB" + escaped(option.long_name) + "\\fR";
    if (!option.value.empty()) {
        out += " \\fI" + escaped(option.value) + "\\fR";
    }
    out.append("\n").append(escaped(option.help)).append(".\n");
    if (!option.choices.empty()) {
        out += "One of";
        for (const std::string_view choice : option.choices) {
            out += choice == option.choices.front() ? " " : ", ";
            out += "\\fB" + escaped(choice) + "\\fR";
        }
        out += ".\n";
    }
    if (option.commands != 0 && option.commands != all_commands) {
        out += "Taken by";
        std::string_view separator = " ";
        for (const CommandRow& command : command_table()) {
            if (takes(command.id, option)) {
                out += std::string(separator) + "\\fB" + escaped(command.name) + "\\fR";
                separator = ", ";
            }
        }
        out += ".\n";
    }
}

}  // namespace

std::string man_page() {
    std::string out = ".TH OLKACCT 1 \"\" \"olkacct " OLKACCT_VERSION
                      "\" \"User Commands\"\n.SH NAME\n"
                      "olkacct \\- " +
                      escaped(program_summary) + "\n.SH SYNOPSIS\n";
    for (const CommandRow& command : command_table()) {
        out += ".B olkacct " + escaped(command.name) + "\n.I " + escaped(operands_text(command)) +
               "\n[\\fIOPTIONS\\fR]\n.br\n";
    }
    out +=
        ".SH DESCRIPTION\n"
        "olkacct opens Outlook mail profiles where they already are, in a registry hive, a\n"
        "registry export or its own database, prints the accounts in them and changes them.\n"
        "A change is done as a whole or not at all; with \\-\\-dry\\-run it is only printed.\n"
        "Results go to standard output, messages to standard error.\n.SH COMMANDS\n";
    for (const CommandRow& command : command_table()) {
        out += ".TP\n\\fB" + escaped(command.name) + "\\fR \\fI" + escaped(operands_text(command)) +
               "\\fR\n" + escaped(command.description) + '\n';
        for (const OperandRow& operand : command.operands) {
            out += ".br\n\\fI" + escaped(operand.name) + "\\fR: " + escaped(operand.help) + ".\n";
        }
    }
    out += ".SH OPTIONS\n";
    for (const OptionRow& option : option_table()) {
        append_option(out, option);
    }
    out += ".SH EXIT STATUS\n";
    for (const ExitCodeGroup& group : exit_code_groups()) {
        out += ".TP\n.B " + std::to_string(group.exit_code) + '\n' + escaped(group.meaning) + '\n';
    }
    return out;
}

}  // namespace olkacct::app

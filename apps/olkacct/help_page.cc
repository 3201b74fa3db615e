// Help texts.
#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "pages.h"
#include "usage_text.h"

namespace olkacct::app {
namespace {

constexpr std::size_t line_width = 79;

struct HelpEntry {
    std::string left;
    std::string right;
};

// `right` wrapped at words behind a column wide enough for the widest `left`.
void append_entries(std::string& out, const std::vector<HelpEntry>& entries) {
    std::size_t column = 0;
    for (const HelpEntry& entry : entries) {
        column = std::max(column, entry.left.size() + 4);
    }
    for (const HelpEntry& entry : entries) {
        std::string line = "  " + entry.left;
        line.resize(column, ' ');
        std::string_view rest = entry.right;
        while (!rest.empty()) {
            const std::string_view word = rest.substr(0, rest.find(' '));
            rest.remove_prefix(std::min(rest.size(), word.size() + 1));
            if (line.size() > column && line.size() + 1 + word.size() > line_width) {
                out += line + '\n';
                line.assign(column, ' ');
            }
            line += line.size() > column ? " " : "";
            line += word;
        }
        out += line + '\n';
    }
}

HelpEntry option_entry(const OptionRow& option) {
    std::string right(option.help);
    if (!option.choices.empty()) {
        right += " [" + choices_text(option) + "]";
    }
    return {option_text(option), std::move(right)};
}

}  // namespace

std::string version_line() { return "olkacct " OLKACCT_VERSION "\n"; }

std::string help_page() {
    std::string out = "olkacct " + std::string(program_summary) +
                      "\n\nUsage: olkacct COMMAND [OPTIONS] ...\n\nCommands:\n";
    std::vector<HelpEntry> entries;
    for (const CommandRow& command : command_table()) {
        entries.push_back({std::string(command.name), std::string(command.summary)});
    }
    append_entries(out, entries);
    entries.clear();
    for (const OptionRow& option : option_table()) {
        if (option.top_level) {
            entries.push_back(option_entry(option));
        }
    }
    out += "\nOptions:\n";
    append_entries(out, entries);
    out +=
        "\nolkacct COMMAND --help tells more. Exit codes: docs/exit-codes.md and the man page.\n";
    return out;
}

std::string help_page(CommandId id) {
    const CommandRow& command = command_row(id);
    std::string out = "olkacct " + std::string(command.name) + ": " + std::string(command.summary) +
                      "\n\nUsage: olkacct " + std::string(command.name) + ' ' +
                      operands_text(command) + " [OPTIONS]\n\n";
    std::vector<HelpEntry> entries;
    for (const OperandRow& operand : command.operands) {
        entries.push_back({std::string(operand.name), std::string(operand.help)});
    }
    append_entries(out, entries);
    entries.clear();
    for (const OptionRow& option : option_table()) {
        if (takes(id, option)) {
            entries.push_back(option_entry(option));
        }
    }
    out += "\nOptions:\n";
    append_entries(out, entries);
    return out;
}

}  // namespace olkacct::app

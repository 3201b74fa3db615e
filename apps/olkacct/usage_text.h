// Pieces of the command line's grammar as help and the man page show them.
#pragma once

#include <string>

#include "command_table.h"

namespace olkacct::app {

/// `SOURCE [NAME]`
inline std::string operands_text(const CommandRow& command) {
    std::string out;
    for (const OperandRow& operand : command.operands) {
        out += out.empty() ? "" : " ";
        out += operand.required ? "" : "[";
        out += operand.name;
        out += operand.repeatable ? "..." : "";
        out += operand.required ? "" : "]";
    }
    return out;
}

/// `-f, --format FORMAT`
inline std::string option_text(const OptionRow& option) {
    std::string out(option.short_name);
    out += out.empty() ? "" : ", ";
    out += option.long_name;
    if (!option.value.empty()) {
        out += ' ';
        out += option.value;
    }
    return out;
}

/// `mail|address_book|store`
inline std::string choices_text(const OptionRow& option) {
    std::string out;
    for (const std::string_view choice : option.choices) {
        out += out.empty() ? "" : "|";
        out += choice;
    }
    return out;
}

}  // namespace olkacct::app

// Completions for bash, zsh and fish. Every word written here comes from the tables and holds
// letters, digits, spaces and simple punctuation; the quoting below is enough for those.
#include <span>
#include <string_view>

#include "pages.h"

namespace olkacct::app {
namespace {

template <class Each>
std::string words(const Each& each) {
    std::string out;
    each([&out](std::string_view word) {
        out += out.empty() || word.empty() ? "" : " ";
        out += word;
    });
    return out;
}

std::string command_words() {
    return words([](auto&& add) {
        for (const CommandRow& command : command_table()) {
            add(command.name);
        }
    });
}

std::string top_level_words() {
    return words([](auto&& add) {
        for (const OptionRow& option : option_table()) {
            if (option.top_level) {
                add(option.long_name);
                add(option.short_name);
            }
        }
    });
}

std::string option_words(const CommandRow& command) {
    return words([&command](auto&& add) {
        for (const OptionRow& option : option_table()) {
            if (takes(command.id, option)) {
                add(option.long_name);
                add(option.short_name);
            }
        }
    });
}

std::string choice_words(std::span<const std::string_view> choices) {
    return words([choices](auto&& add) {
        for (const std::string_view choice : choices) {
            add(choice);
        }
    });
}

std::string choice_words(const OptionRow& option) { return choice_words(option.choices); }

// What the first word behind a command may be; empty when it is free.
std::string first_words(const CommandRow& command) {
    return command.operands.empty() ? std::string()
                                    : choice_words(command.operands.front().choices);
}

// Inside single quotes of any of the shells; in zsh specifications `:` and `]` also separate.
std::string zsh_quoted(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\'') {
            out += "'\\''";
        } else if (c == ':' || c == '[' || c == ']') {
            out += '\\';
            out += c;
        } else {
            out += c;
        }
    }
    return out;
}

std::string fish_quoted(std::string_view text) {
    std::string out = "'";
    for (const char c : text) {
        out += c == '\'' || c == '\\' ? "\\" : "";
        out += c;
    }
    return out + "'";
}

void append_zsh_option(std::string& out, const OptionRow& option) {
    const auto append = [&](std::string_view name) {
        out += "                '";
        out += option.repeatable ? "*" : "";
        out += name;
        out.append("[").append(zsh_quoted(option.help)).append("]");
        if (!option.value.empty()) {
            out.append(":").append(zsh_quoted(option.value)).append(":");
            if (!option.choices.empty()) {
                out.append("(").append(choice_words(option)).append(")");
            }
        }
        out += "' \\\n";
    };
    append(option.long_name);
    if (!option.short_name.empty()) {
        append(option.short_name);
    }
}

}  // namespace

std::string bash_completion() {
    std::string out =
        "# bash completion of olkacct, made from its table of commands and options.\n"
        "_olkacct() {\n"
        "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
        "    COMPREPLY=()\n"
        "    if ((COMP_CWORD == 1)); then\n"
        "        COMPREPLY=($(compgen -W '" +
        command_words() + " " + top_level_words() +
        "' -- \"$current\"))\n        return\n    fi\n    case $previous in\n";
    for (const OptionRow& option : option_table()) {
        if (option.value.empty()) {
            continue;
        }
        out += "        ";
        out += option.short_name.empty() ? "" : std::string(option.short_name) + "|";
        out += std::string(option.long_name) + ") COMPREPLY=($(compgen -W '" +
               choice_words(option) + "' -- \"$current\")); return ;;\n";
    }
    out +=
        "    esac\n    if ((COMP_CWORD == 2)) && [[ $current != -* ]]; then\n"
        "        case ${COMP_WORDS[1]} in\n";
    for (const CommandRow& command : command_table()) {
        if (!first_words(command).empty()) {
            out += "            " + std::string(command.name) + ") COMPREPLY=($(compgen -W '" +
                   first_words(command) + "' -- \"$current\")); return ;;\n";
        }
    }
    out += "        esac\n    fi\n";
    out += "    if [[ $current == -* ]]; then\n        case ${COMP_WORDS[1]} in\n";
    for (const CommandRow& command : command_table()) {
        out += "            " + std::string(command.name) + ") COMPREPLY=($(compgen -W '" +
               option_words(command) + "' -- \"$current\")) ;;\n";
    }
    out +=
        "        esac\n    else\n        compopt -o filenames\n"
        "        COMPREPLY=($(compgen -f -- \"$current\"))\n    fi\n}\n"
        "complete -F _olkacct olkacct\n";
    return out;
}

std::string zsh_completion() {
    std::string out =
        "#compdef olkacct\n# zsh completion of olkacct, made from its table of commands and "
        "options.\n_olkacct() {\n    local -a commands=(\n";
    for (const CommandRow& command : command_table()) {
        out += "        '" + std::string(command.name) + ":" + zsh_quoted(command.summary) + "'\n";
    }
    out +=
        "    )\n    if ((CURRENT == 2)) && [[ $PREFIX != -* ]]; then\n"
        "        _describe command commands\n        return\n    fi\n    case ${words[2]} in\n";
    for (const CommandRow& command : command_table()) {
        out += "        " + std::string(command.name) + ")\n            _arguments \\\n";
        for (const OptionRow& option : option_table()) {
            if (takes(command.id, option)) {
                append_zsh_option(out, option);
            }
        }
        const std::string first = first_words(command);
        out += "                '1:command:' ";
        out += first.empty() ? "" : "'2:word:(" + first + ")' ";
        out += "'*:file:_files' ;;\n";
    }
    out += "        *)\n            _arguments \\\n";
    for (const OptionRow& option : option_table()) {
        if (option.top_level) {
            append_zsh_option(out, option);
        }
    }
    out += "                '1:command:' ;;\n    esac\n}\n_olkacct \"$@\"\n";
    return out;
}

std::string fish_completion() {
    std::string out =
        "# fish completion of olkacct, made from its table of commands and options.\n";
    for (const CommandRow& command : command_table()) {
        out += "complete -c olkacct -n __fish_use_subcommand -f -a " + std::string(command.name) +
               " -d " + fish_quoted(command.summary) + '\n';
    }
    for (const CommandRow& command : command_table()) {
        if (!first_words(command).empty()) {
            out += "complete -c olkacct -n '__fish_seen_subcommand_from " +
                   std::string(command.name) + "' -a " + fish_quoted(first_words(command)) + '\n';
        }
    }
    for (const OptionRow& option : option_table()) {
        const std::string commands = words([&option](auto&& add) {
            for (const CommandRow& command : command_table()) {
                add(takes(command.id, option) ? command.name : "");
            }
        });
        const auto append = [&](const std::string& condition) {
            out += "complete -c olkacct -n '" + condition + "' -l " +
                   std::string(option.long_name.substr(2));
            if (!option.short_name.empty()) {
                out += " -s " + std::string(option.short_name.substr(1));
            }
            if (!option.value.empty()) {
                out += " -x";
                out += option.choices.empty() ? "" : " -a " + fish_quoted(choice_words(option));
            }
            out += " -d " + fish_quoted(option.help) + '\n';
        };
        if (option.top_level) {
            append("__fish_use_subcommand");
        }
        if (!commands.empty()) {
            append("__fish_seen_subcommand_from " + commands);
        }
    }
    return out;
}

}  // namespace olkacct::app

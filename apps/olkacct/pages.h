// Texts made from the tables: help, the man page, shell completions, and the page of exit codes.
#pragma once

#include <string>

#include "command_table.h"

namespace olkacct::app {

/// `olkacct 0.1.0` and a line end.
std::string version_line();

/// Help of the whole program.
std::string help_page();
/// Help of one command.
std::string help_page(CommandId command);

/// olkacct.1, in man(7) macros.
std::string man_page();

std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

/// docs/exit-codes.md, from the error table.
std::string exit_code_page();

}  // namespace olkacct::app

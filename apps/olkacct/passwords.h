// New passwords: from the terminal, a file descriptor or a command, never from the command line.
#pragma once

#include <vector>

#include "arguments.h"
#include "olkacct/editor.h"
#include "olkacct/error.h"

namespace olkacct::app {

/// One property for each server whose password is to be set: --ask-password, --password-fd or
/// --password-command, and the same for smtp. bad_usage when more than one is given for a server,
/// when there is no terminal to ask at, and for what is no password (empty, over 64 KiB, not
/// UTF-8); user_cancelled; call_failed when the command fails.
Result<std::vector<NewProperty>> read_passwords(const Arguments& arguments);

/// bad_usage, without the password, when a word of the command line tries to give one.
Result<void> refuse_password_words(int argc, const char* const* argv);

}  // namespace olkacct::app

// Telling the number of an account that a command made.
#pragma once

#include <cstdint>
#include <string>

#include "arguments.h"
#include "output.h"

namespace olkacct::app {

/// `Account N` below a table, a line of its own in JSON; with CSV, which has no place for it, a
/// message. Nothing of a dry run, in which the number is only what it would have been.
void print_new_id(const Arguments& arguments, const std::string& source, std::uint32_t id,
                  Output& output);

}  // namespace olkacct::app

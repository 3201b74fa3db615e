// Errors of the lower layers, told of the source that a command was given.
#pragma once

#include <string>

#include "olkacct/error.h"

namespace olkacct::app {

/// The error with the source named at the start of its place, unless that is a path already, and
/// with a hint at XDG_STATE_HOME when it is the undo journal that cannot be written.
Error in_source(Error error, const std::string& source);

}  // namespace olkacct::app

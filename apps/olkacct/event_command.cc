// Starting the shell with a few more variables.
#include "event_command.h"

#include "shell.h"

namespace olkacct::app {
namespace {

// A zero would end the value early.
std::string variable(std::string_view name, std::string_view value) {
    return std::string(name) + '=' + std::string(value.substr(0, value.find('\0')));
}

tl::unexpected<Error> failed(std::string what) {
    return fail(ErrorCode::call_failed, "the command of --exec " + std::move(what));
}

}  // namespace

Result<void> run_event_command(const std::string& command, std::string_view source,
                               const EventFacts& facts) {
    const auto end = run_in_shell({.line = command,
                                   .variables = {variable("OLKACCT_EVENT", facts.event),
                                                 variable("OLKACCT_ACCOUNT_ID", facts.id),
                                                 variable("OLKACCT_ACCOUNT_NAME", facts.name),
                                                 variable("OLKACCT_ACCOUNT_EMAIL", facts.email),
                                                 variable("OLKACCT_PROFILE", facts.profile),
                                                 variable("OLKACCT_ROOT", facts.root),
                                                 variable("OLKACCT_SEQUENCE", facts.sequence),
                                                 variable("OLKACCT_SOURCE", source)},
                                   .has_input = false});
    if (!end) {
        return failed(end.error().what);
    }
    if (end->signal != 0) {
        return failed("was ended by signal " + std::to_string(end->signal));
    }
    if (end->code != 0) {
        return failed("ended with " + std::to_string(end->code));
    }
    return {};
}

}  // namespace olkacct::app

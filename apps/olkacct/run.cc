// Parses, runs the chosen command, reports.
#include "run.h"

#include <exception>
#include <new>

#include "commands.h"
#include "messages.h"
#include "parse.h"
#include "passwords.h"
#include "standard_streams.h"

namespace olkacct::app {
namespace {

Result<void> dispatch(const Arguments& arguments, Output& output) {
    switch (arguments.command) {
        case CommandId::profiles:
            return run_profiles(arguments, output);
        case CommandId::list:
            return run_list(arguments, output);
        case CommandId::show:
            return run_show(arguments, output);
        case CommandId::order:
            return run_order(arguments, output);
        case CommandId::dump:
            return run_dump(arguments, output);
        case CommandId::scan:
            return run_scan(arguments, output);
        case CommandId::add:
            return run_add(arguments, output);
        case CommandId::set:
            return run_set(arguments, output);
        case CommandId::remove:
            return run_delete(arguments, output);
        case CommandId::make_default:
            return run_default(arguments, output);
        case CommandId::copy:
            return run_copy(arguments, output);
        case CommandId::profile:
            return run_profile(arguments, output);
        case CommandId::init:
            return run_init(arguments, output);
        case CommandId::import_profiles:
            return run_import(arguments, output);
        case CommandId::export_profiles:
            return run_export(arguments, output);
        case CommandId::replace:
            return run_replace(arguments, output);
        case CommandId::doctor:
            return run_doctor(arguments, output);
        case CommandId::sync:
            return run_sync(arguments, output);
        case CommandId::uidl:
            return run_uidl(arguments, output);
        case CommandId::stamp:
            return run_stamp(arguments, output);
        case CommandId::spam:
            return run_spam(arguments, output);
        case CommandId::undo:
            return run_undo(arguments, output);
        case CommandId::watch:
            return run_watch(arguments, output);
        case CommandId::mapi_provider:
            return run_mapi_provider(arguments, output);
    }
    return fail(ErrorCode::unexpected, "the command has no code");
}

Result<void> execute(int argc, const char* const* argv, Output& output) {
    auto parsed = refuse_password_words(argc, argv).and_then([&] { return parse(argc, argv); });
    if (!parsed) {
        return tl::unexpected(std::move(parsed.error()));
    }
    if (const auto* printout = std::get_if<Printout>(&*parsed)) {
        output.write(printout->text);
        return {};
    }
    const auto arguments = understand(std::get<RawArguments>(*parsed));
    if (!arguments) {
        return tl::unexpected(arguments.error());
    }
    return dispatch(*arguments, output);
}

Result<void> execute_guarded(int argc, const char* const* argv, Output& output) {
    try {
        return execute(argc, argv, output);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::out_of_memory, "the command ran out of memory");
    } catch (const std::exception& exception) {
        return fail(ErrorCode::unexpected, exception.what());
    }
}

}  // namespace

int run(int argc, const char* const* argv) {
    Output output(standard_output);
    const auto result = execute_guarded(argc, argv, output);
    output.flush();
    int code = 0;
    for (const Result<void>& outcome : {output.outcome(), result}) {
        if (!outcome) {
            print_message(error_line(outcome.error()));
            code = exit_code(outcome.error().code);
        }
    }
    return code;
}

}  // namespace olkacct::app

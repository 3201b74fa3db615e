// Errors and results: what every fallible function of the C++ interface returns.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace olkacct {

/// What went wrong. One row of the error table (src/base/error_table.cc) for each: its name, its
/// HRESULT, its exit code, its English and Spanish text.
enum class ErrorCode : std::uint16_t {
    // Codes that the COM interfaces name.
    ok,
    end_of_enumeration,
    invalid_argument,
    out_of_memory,
    not_implemented,
    no_interface,
    null_pointer,
    no_aggregation,
    class_not_available,
    unexpected,
    settings_unavailable,
    already_initialized,
    parameter_not_supported,
    not_initialized,
    property_read_only,
    account_not_found,
    ui_busy,
    wrong_sort_order,
    call_failed,
    user_cancelled,
    // Sources and stores.
    bad_usage,
    source_not_found,
    access_denied,
    io_error,
    source_busy,
    unknown_source_kind,
    not_a_hive,
    unsupported_hive_version,
    hive_truncated,
    hive_damaged,
    logs_unusable,
    changed_while_reading,
    syntax_error,
    limit_exceeded,
    not_supported_by_store,
    conflict,
    key_not_found,
    profile_not_found,
    // The command.
    some_sources_failed,
    // Writing.
    disk_full,
    reopen_needed,
    secrets_not_supported,
    plan_outdated,
    left_to_outlook,
    already_exists,
    database_damaged,
    findings_left,
    nothing_to_undo,
    undo_entry_damaged,
    // Mail.
    not_a_history,
    history_damaged,
    not_a_uid_list,
};

/// A failure. `what` says what failed in one English clause without a full stop; `where` names the
/// place (file, then key, line or offset) or is empty.
struct Error {
    ErrorCode code = ErrorCode::unexpected;
    std::string what;
    std::string where;
};

template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand for `return fail(code, what, where);` in a function that returns a Result.
inline tl::unexpected<Error> fail(ErrorCode code, std::string what, std::string where = {}) {
    return tl::unexpected<Error>(Error{code, std::move(what), std::move(where)});
}

/// Something that was dropped or repaired while the rest could be read.
struct Warning {
    std::string what;
    std::string where;

    bool operator==(const Warning&) const = default;
};

/// The English text of the error table, with what to do where something can be done.
std::string_view explain(ErrorCode code);

/// The exit code of the command for this error (docs/exit-codes.md).
int exit_code(ErrorCode code);

}  // namespace olkacct

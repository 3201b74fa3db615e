// The one table of commands and options: parsing, help, the man page and the completions follow it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace olkacct::app {

enum class CommandId : std::uint8_t {
    profiles,
    list,
    show,
    order,
    dump,
    scan,
    add,
    set,
    remove,
    make_default,
    copy,
    profile,
    init,
    import_profiles,
    export_profiles,
    replace,
    doctor,
    sync,
    uidl,
    stamp,
    spam,
    undo,
    watch,
    mapi_provider,
};
inline constexpr std::size_t command_count = 24;

/// A bit for each CommandId.
using CommandMask = std::uint32_t;
static_assert(command_count <= 32);

constexpr CommandMask mask_of(CommandId id) { return 1U << static_cast<unsigned>(id); }

inline constexpr CommandMask all_commands = (1U << command_count) - 1;

enum class OptionId : std::uint8_t {
    sample,
    no_logs,
    profile,
    root,
    category,
    type,
    id,
    no_values,
    jobs,
    clear,
    incomplete,
    store,
    make_default,
    ask_password,
    password_fd,
    password_command,
    ask_smtp_password,
    smtp_password_fd,
    smtp_password_command,
    from,
    to,
    copy_to,
    history_to,
    time,
    rules,
    to_profile,
    to_root,
    move,
    replace,
    fix,
    no_stores,
    list,
    dry_run,
    rewrite,
    since,
    exec,
    format,
    verbose,
    help,
    version,
};
inline constexpr std::size_t option_count = 40;

/// What completes a value in a shell.
enum class Completion : std::uint8_t { none, file };

struct OperandRow {
    std::string_view name;  ///< as help shows it: SOURCE
    std::string_view help;
    bool required;
    bool repeatable;
    /// It names the one source of the command, and is left out when --sample is given.
    bool is_source;
    Completion completion;
    /// The only words accepted, or empty.
    std::span<const std::string_view> choices = {};
};

struct CommandRow {
    CommandId id;
    std::string_view name;
    std::string_view summary;      ///< one clause, no full stop
    std::string_view description;  ///< whole sentences, for the man page
    std::span<const OperandRow> operands;
};

struct OptionRow {
    OptionId id;
    std::string_view long_name;   ///< with its dashes
    std::string_view short_name;  ///< with its dash, or empty
    std::string_view value;       ///< the value's name in help; empty for a flag
    std::string_view help;
    /// The only values accepted, or empty. Values of `type` may also be class ids.
    std::span<const std::string_view> choices;
    bool repeatable;
    CommandMask commands;
    bool top_level;  ///< also taken before or without a command
};

/// In the order of CommandId.
std::span<const CommandRow> command_table();
/// In the order of OptionId.
std::span<const OptionRow> option_table();

const CommandRow& command_row(CommandId id);
const OptionRow& option_row(OptionId id);

bool takes(CommandId command, const OptionRow& option);

inline constexpr std::string_view program_summary =
    "reads and changes the accounts of Outlook profiles without Outlook";

}  // namespace olkacct::app

// The rows of the command and option tables.
#include "command_table.h"

#include <array>

namespace olkacct::app {
namespace {

constexpr std::uint8_t only(CommandId id) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(id));
}

template <class... Ids>
constexpr std::uint8_t commands(Ids... ids) {
    return static_cast<std::uint8_t>((only(ids) | ...));
}

constexpr std::uint8_t all = (1U << command_count) - 1;
constexpr std::uint8_t one_source = all & ~only(CommandId::scan);

constexpr OperandRow source = {
    .name = "SOURCE",
    .help = "A hive (NTUSER.DAT) or registry export (.reg), as a path or as hive:PATH or reg:PATH",
    .required = true,
    .repeatable = false,
    .replaced_by_sample = true,
    .completion = Completion::file};

constexpr auto source_operands = std::to_array<OperandRow>({source});

constexpr auto show_operands = std::to_array<OperandRow>({
    source,
    {.name = "NAME",
     .help = "Only accounts of this name or mail address, upper and lower case alike",
     .required = false,
     .repeatable = false,
     .replaced_by_sample = false,
     .completion = Completion::none},
});

constexpr auto scan_operands = std::to_array<OperandRow>({
    {.name = "PATH",
     .help = "A source, or a folder in which every hive and registry export is read, at any depth",
     .required = true,
     .repeatable = true,
     .replaced_by_sample = false,
     .completion = Completion::file},
});

constexpr auto commands_in_order = std::to_array<CommandRow>({
    {CommandId::profiles, "profiles", "list the profiles of a source",
     "Prints every Outlook profile: the Outlook version that owns it, whether it is the default, "
     "and how many accounts it has.",
     source_operands},
    {CommandId::list, "list", "list the accounts of a source",
     "Prints every account once: in the order of the mail list, then of the address book list, "
     "then of the store list, then the accounts that no list names. With --category the accounts "
     "stand in that category's own order.",
     source_operands},
    {CommandId::show, "show", "show accounts with all their properties and values",
     "Prints each account with its properties as the API names them, where each comes from, and "
     "every stored value. Passwords are shown as present, with their size, never their bytes.",
     show_operands},
    {CommandId::order, "order", "show the account order of each category",
     "Prints the stored lists entry by entry. Ids without an account are marked missing; "
     "accounts that no list names follow, marked unlisted.",
     source_operands},
    {CommandId::dump, "dump", "print all of a profile, raw and decoded",
     "Prints every key below each profile with every value: its type, its bytes in hexadecimal, "
     "and what they mean where that is known.",
     source_operands},
    {CommandId::scan, "scan", "list the accounts of many files and folders",
     "Reads many sources in parallel and prints their accounts in the order of the paths (files "
     "of a folder by name). Files in folders that are no source are passed over; a source that "
     "cannot be read is reported and does not stop the others. In JSON every account carries its "
     "values. A summary goes to standard error.",
     scan_operands},
});

constexpr auto formats = std::to_array<std::string_view>({"table", "json", "csv"});
constexpr auto categories = std::to_array<std::string_view>({"mail", "address_book", "store"});
constexpr auto types =
    std::to_array<std::string_view>({"pop3", "imap", "mapi", "hotmail", "ldap", "eas"});
constexpr std::span<const std::string_view> any = {};

constexpr auto options_in_order = std::to_array<OptionRow>({
    {OptionId::sample, "--sample", "", "", "Read the built-in sample hive instead of a source", any,
     false, one_source, false},
    {OptionId::no_logs, "--no-logs", "", "",
     "Read a hive that was not closed cleanly without its transaction logs", any, false, all,
     false},
    {OptionId::profile, "--profile", "", "NAME", "Only the profile of this name", any, false, all,
     false},
    {OptionId::category, "--category", "", "CATEGORY",
     "Only accounts of this category; may be repeated", categories, true,
     commands(CommandId::list, CommandId::show, CommandId::order, CommandId::scan), false},
    {OptionId::type, "--type", "", "TYPE",
     "Only accounts of this type, or of this class id; may be repeated", types, true,
     commands(CommandId::list, CommandId::show, CommandId::scan), false},
    {OptionId::id, "--id", "", "ID", "Only the account with this number", any, false,
     only(CommandId::show), false},
    {OptionId::no_values, "--no-values", "", "", "Leave the stored values out of JSON output", any,
     false, only(CommandId::scan), false},
    {OptionId::jobs, "--jobs", "-j", "N", "Read this many sources at a time (default: one a core)",
     any, false, only(CommandId::scan), false},
    {OptionId::format, "--format", "-f", "FORMAT", "How to print the result (default: table)",
     formats, false, all, false},
    {OptionId::verbose, "--verbose", "-v", "",
     "Also print notes, and warnings without a limit, to standard error", any, false, all, false},
    {OptionId::help, "--help", "-h", "", "Print this help and exit", any, false, all, true},
    {OptionId::version, "--version", "", "", "Print the version and exit", any, false, 0, true},
});

static_assert(commands_in_order.size() == command_count);
static_assert(options_in_order.size() == option_count);

constexpr bool in_order() {
    for (std::size_t i = 0; i < command_count; ++i) {
        if (static_cast<std::size_t>(commands_in_order[i].id) != i) {
            return false;
        }
    }
    for (std::size_t i = 0; i < option_count; ++i) {
        if (static_cast<std::size_t>(options_in_order[i].id) != i) {
            return false;
        }
    }
    return true;
}
static_assert(in_order(), "rows are looked up by their position");

}  // namespace

std::span<const CommandRow> command_table() { return commands_in_order; }

std::span<const OptionRow> option_table() { return options_in_order; }

const CommandRow& command_row(CommandId id) {
    return commands_in_order[static_cast<std::size_t>(id)];
}

const OptionRow& option_row(OptionId id) { return options_in_order[static_cast<std::size_t>(id)]; }

bool takes(CommandId command, const OptionRow& option) {
    return (option.commands & only(command)) != 0;
}

}  // namespace olkacct::app

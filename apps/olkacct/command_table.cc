// The rows of the commands.
#include "command_table.h"

#include <array>

namespace olkacct::app {
namespace {

constexpr OperandRow source = {
    .name = "SOURCE",
    .help = "A hive (NTUSER.DAT) or registry export (.reg), as a path or as hive:PATH or reg:PATH",
    .required = true,
    .repeatable = false,
    .is_source = true,
    .completion = Completion::file};

constexpr auto source_operands = std::to_array<OperandRow>({source});

constexpr auto show_operands = std::to_array<OperandRow>({
    source,
    {.name = "NAME",
     .help = "Only accounts of this name or mail address, upper and lower case alike",
     .required = false,
     .repeatable = false,
     .is_source = false,
     .completion = Completion::none},
});

constexpr auto scan_operands = std::to_array<OperandRow>({
    {.name = "PATH",
     .help = "A source, or a folder in which every hive and registry export is read, at any depth",
     .required = true,
     .repeatable = true,
     .is_source = false,
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

static_assert(commands_in_order.size() == command_count);

constexpr bool in_order() {
    for (std::size_t i = 0; i < command_count; ++i) {
        if (static_cast<std::size_t>(commands_in_order[i].id) != i) {
            return false;
        }
    }
    return true;
}
static_assert(in_order(), "rows are looked up by their position");

}  // namespace

std::span<const CommandRow> command_table() { return commands_in_order; }

const CommandRow& command_row(CommandId id) {
    return commands_in_order[static_cast<std::size_t>(id)];
}

}  // namespace olkacct::app

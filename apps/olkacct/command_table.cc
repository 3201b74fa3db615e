// The rows of the commands.
#include "command_table.h"

#include <array>

namespace olkacct::app {
namespace {

constexpr OperandRow source_operand = {
    .name = "SOURCE",
    .help =
        "A hive (NTUSER.DAT), registry export (.reg) or database of olkacct: a path, or hive:PATH, "
        "reg:PATH or sqlite:PATH; sqlite: alone is your own database. Under Windows there are no "
        "databases, but registry:, the live registry. Where no word follows it may be left out: "
        "then it is what the environment variable OLKACCT_SOURCE names, else the live registry",
    .required = true,
    .repeatable = false,
    .is_source = true,
    .completion = Completion::file};

constexpr auto source_operands = std::to_array<OperandRow>({source_operand});

constexpr auto show_operands = std::to_array<OperandRow>({
    source_operand,
    {.name = "NAME",
     .help = "Only accounts of this name or mail address, upper and lower case alike",
     .required = false,
     .repeatable = false,
     .is_source = false,
     .completion = Completion::none},
});

constexpr OperandRow one_id = {.name = "ID",
                               .help = "The number of the account, as list prints it",
                               .required = true,
                               .repeatable = false,
                               .is_source = false,
                               .completion = Completion::none};

constexpr auto order_operands = std::to_array<OperandRow>({
    source_operand,
    {.name = "ID",
     .help = "The new order: every account of the category once",
     .required = false,
     .repeatable = true,
     .is_source = false,
     .completion = Completion::none},
});

constexpr OperandRow new_values = {
    .name = "KEY=VALUE",
    .help =
        "A property by its name in show, or by a short name (email, display_name, server, user, "
        "port, ssl), and its new value; binary in hexadecimal",
    .required = false,
    .repeatable = true,
    .is_source = false,
    .completion = Completion::none};

constexpr auto set_operands = std::to_array<OperandRow>({source_operand, one_id, new_values});

// In the order of AccountKind.
constexpr auto account_kinds = std::to_array<std::string_view>(
    {"pop3", "data_file", "address_book", "imap", "exchange", "eas", "hotmail", "ldap"});

constexpr auto add_operands = std::to_array<OperandRow>({
    {.name = "TYPE",
     .help = "What the account is: pop3, data_file (a .pst), address_book; with --incomplete also "
             "imap, exchange, eas, hotmail, ldap",
     .required = true,
     .repeatable = false,
     .is_source = false,
     .completion = Completion::none,
     .choices = account_kinds},
    source_operand,
    new_values,
});

constexpr auto copy_operands = std::to_array<OperandRow>({source_operand, one_id});

constexpr auto delete_operands = std::to_array<OperandRow>({
    source_operand,
    {.name = "ID",
     .help = "The numbers of the accounts, as list prints them",
     .required = true,
     .repeatable = true,
     .is_source = false,
     .completion = Completion::none},
});

constexpr auto default_operands = std::to_array<OperandRow>({source_operand, one_id});

constexpr auto profile_actions =
    std::to_array<std::string_view>({"add", "copy", "rename", "delete", "default"});

constexpr auto profile_operands = std::to_array<OperandRow>({
    {.name = "ACTION",
     .help = "add an empty profile; copy one to NEW, or with --to-root to another Outlook; rename "
             "one to NEW; delete one; make one the default",
     .required = true,
     .repeatable = false,
     .is_source = false,
     .completion = Completion::none,
     .choices = profile_actions},
    source_operand,
    {.name = "NAME",
     .help = "Of add the new profile, else the one that is meant",
     .required = true,
     .repeatable = false,
     .is_source = false,
     .completion = Completion::none},
    {.name = "NEW",
     .help = "Of copy the name of the copy, of rename the new name; the others take none",
     .required = false,
     .repeatable = false,
     .is_source = false,
     .completion = Completion::none},
});

constexpr auto init_operands = std::to_array<OperandRow>({
    {.name = "PATH",
     .help = "The new file (default: your own database, $XDG_DATA_HOME/olkacct/profiles.db)",
     .required = false,
     .repeatable = false,
     .is_source = false,
     .completion = Completion::file},
});

constexpr OperandRow target(std::string_view help, bool required) {
    return {.name = "TO",
            .help = help,
            .required = required,
            .repeatable = false,
            .is_source = false,
            .completion = Completion::file};
}

constexpr OperandRow from = {.name = "FROM",
                             .help = "The source, of any kind",
                             .required = true,
                             .repeatable = false,
                             .is_source = true,
                             .completion = Completion::file};

constexpr auto import_operands = std::to_array<OperandRow>(
    {from, target("What they are copied into (default: your own database)", false)});

constexpr auto export_operands = std::to_array<OperandRow>(
    {from, target("What they are copied into; if it is not there it is made: a registry export if "
                  "its name ends in .reg, a database if in .db or .sqlite, else a hive",
                  true)});

constexpr auto scan_operands = std::to_array<OperandRow>({
    {.name = "PATH",
     .help = "A source, or a folder in which every hive and registry export is read, at any depth",
     .required = true,
     .repeatable = true,
     .is_source = false,
     .completion = Completion::file},
});

constexpr auto change_operands = std::to_array<OperandRow>({
    {.name = "PATH",
     .help = "A source, or a folder in which every source is looked at, at any depth",
     .required = true,
     .repeatable = true,
     .is_source = false,
     .completion = Completion::file},
});

constexpr auto uidl_actions = std::to_array<std::string_view>({"show", "diff", "merge", "make"});

constexpr auto uidl_operands = std::to_array<OperandRow>({
    {.name = "ACTION",
     .help = "What to do",
     .required = true,
     .repeatable = false,
     .is_source = false,
     .completion = Completion::none,
     .choices = uidl_actions},
    {.name = "FILE",
     .help = "show: a history; diff: a history and a server's list; merge: histories; make: a "
             "server's list. - is standard input",
     .required = true,
     .repeatable = true,
     .is_source = false,
     .completion = Completion::file},
});

constexpr auto stamp_operands = std::to_array<OperandRow>({
    source_operand,
    {.name = "STAMP",
     .help = "A stamp to find the account of, with \\x01 between its fields; the first field alone "
             "will do",
     .required = false,
     .repeatable = true,
     .is_source = false,
     .completion = Completion::none},
});

constexpr auto spam_operands = std::to_array<OperandRow>({
    source_operand,
    {.name = "ID",
     .help = "The number of the account, as list prints it (default: all)",
     .required = false,
     .repeatable = false,
     .is_source = false,
     .completion = Completion::none},
    {.name = "KEY=VALUE",
     .help = "level (none, low, medium or high), trusted_senders, trusted_recipients or "
             "junk_senders: addresses and domains with ; between them",
     .required = false,
     .repeatable = true,
     .is_source = false,
     .completion = Completion::none},
});

constexpr auto provider_actions = std::to_array<std::string_view>({"on", "off"});

constexpr auto provider_operands = std::to_array<OperandRow>({
    {.name = "ACTION",
     .help = "on: it becomes the provider; off: the former one is put back",
     .required = true,
     .repeatable = false,
     .is_source = false,
     .completion = Completion::none,
     .choices = provider_actions},
});

constexpr auto undo_operands = std::to_array<OperandRow>({
    {.name = "ENTRY",
     .help = "What to take back, as --list names it (default: the newest that is left), then the "
             "sources or folders to do it in (default: all of the entry)",
     .required = false,
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
     "accounts that no list names follow, marked unlisted. With ids and one --category it writes "
     "that list instead: all accounts of the category in their new order. Ids in the list that "
     "have no account keep their places.",
     order_operands},
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
    {CommandId::add, "add", "add an account",
     "Makes an account as Outlook lays it out, with its sections, its service and its places in "
     "the order lists, and prints its number. The property name is always needed. POP3, data file "
     "and address book accounts are complete; of the others only Outlook can make all parts: with "
     "--incomplete what is known is written, and the output says what Outlook must still create.",
     add_operands},
    {CommandId::set, "set", "set and clear properties of an account",
     "Writes the given properties, all or none, and leaves every other value as it is. Names are "
     "those of show; name, email, display_name, server, user, port and ssl are short for the "
     "usual ones. Numbers may be hexadecimal after 0x. Passwords are never taken from the command "
     "line.",
     set_operands},
    {CommandId::remove, "delete", "delete accounts",
     "Deletes accounts as Outlook does: the account and its places in the order lists go, and of "
     "a MAPI account its service; the section with its preferences stays.",
     delete_operands},
    {CommandId::make_default, "default", "make an account the default mail account",
     "Moves the account to the front of the mail order.", default_operands},
    {CommandId::copy, "copy", "copy or move an account to another profile or source",
     "Copies an account with its sections and its service into another profile, of this source or "
     "of another one, and prints its new number. Encodings, bitness and ids become those of the "
     "profile; what cannot travel is said. With --move the original is deleted when all of it "
     "could be copied.",
     copy_operands},
    {CommandId::profile, "profile", "add, copy, rename and delete profiles, or choose the default",
     "Works on whole profiles: add makes an empty one, copy and rename take a second name, delete "
     "takes it with all its accounts, default makes it the one that Outlook opens. A copy for "
     "another Outlook (--to-root) is converted to its form.",
     profile_operands},
    {CommandId::init, "init", "make an empty database of our own",
     "Makes a database, and beside it the key that protects the passwords in it. Both are readable "
     "by their owner only.",
     init_operands},
    {CommandId::import_profiles, "import", "copy profiles from a source into a database",
     "Copies whole profiles as they are, every value, below the same Outlook version. The target "
     "is made if it is not there. A profile that the target has already is refused, or replaced "
     "with --replace. Passwords that Windows protects are carried as they are.",
     import_operands},
    {CommandId::export_profiles, "export", "copy profiles into a hive, export or database",
     "Does the same as import, into a target that must be named. Passwords that only their "
     "database can open are left behind, and the output says so.",
     export_operands},
    {CommandId::replace, "replace", "replace domains and servers in many files",
     "Puts one domain in the place of another, in mail addresses, servers, and names and user "
     "names that are addresses, or does what a file of rules says of domains, servers, ports and "
     "security. Each file is changed all or nothing, kept for undo and read again; files that need "
     "no change are not touched. A file that cannot be changed is reported and does not stop the "
     "others. A summary goes to standard error.",
     change_operands},
    {CommandId::doctor, "doctor", "look for what is wrong with profiles, and mend it",
     "Prints findings: errors, with which part of a profile cannot work; warnings; and notes of "
     "what is unusual but normal. With --fix it does what mends them and prints what is left. The "
     "exit code is 17 while there are errors or warnings.",
     change_operands},
    {CommandId::sync, "sync", "bring MAPI accounts into step with their services",
     "Makes an account for each message service that brings mail, a store or an address book and "
     "has none, deletes the MAPI accounts whose service is gone, and gives IMAP and ActiveSync "
     "accounts the entry id of the store that their service has, where they have none or one of "
     "no store. Nothing is deleted while any section of the profile cannot be read. It is what "
     "Outlook, and a program that asks for it, does when it begins to work with accounts; no other "
     "command does it. Each file is changed all or nothing, kept for undo and read again; files "
     "that need no change are not touched. A summary goes to standard error.",
     change_operands},
    {CommandId::uidl, "uidl", "read, compare and make the download histories of POP3 accounts",
     "Works on the data by which a POP3 account that leaves mail on its server knows what it has "
     "fetched, as files. show prints a history; diff prints the messages of a server's list (the "
     "answer to UIDL) that the account would fetch; merge makes one history of several, where the "
     "latest tag of a message counts; make turns a server's list into a history in which all of it "
     "has been fetched. A history that is damaged is shown as far as it is sound, and the exit "
     "code is 7.",
     uidl_operands},
    {CommandId::stamp, "stamp", "show the stamps of accounts, or the accounts of stamps",
     "A message names the account that delivered it, or is to send it, by a stamp. Without STAMP "
     "the "
     "stamps of all accounts are printed; with it the account that each belongs to, by the number "
     "at its start, and whether its address is that of the account (same), a cut form of it that "
     "some messages have (cut), or another one (other).",
     stamp_operands},
    {CommandId::spam, "spam", "show and set the anti-spam settings of accounts",
     "Prints the filter level and the lists of trusted and blocked senders that the preferences of "
     "an account hold. With KEY=VALUE it sets them; a list is replaced as a whole.",
     spam_operands},
    {CommandId::undo, "undo", "take back what a command has changed",
     "Every command that changes sources keeps what it does in a journal, readable by its user "
     "alone. undo takes an entry of it back, in all of its sources or in those named, unless "
     "something else has changed the same values meanwhile. LastChangeVer and NextAccountID go "
     "on. Naming the entry of an undo does again what it took back.",
     undo_operands},
    {CommandId::watch, "watch", "tell what happens to the accounts of a source",
     "Prints a line for each account that is created, changed or deleted and for each new order, "
     "as soon as it is committed, by whatever program, until a signal ends it. A deletion is told "
     "twice: predeleted, then deleted. Of a hive or export, changes that follow each other fast "
     "may be told as one; a database tells each, and with --since also those of the time before.",
     source_operands},
    {CommandId::mapi_provider, "mapi-provider", "make the library the MAPI provider of Windows",
     "Makes olkacct.dll, beside this program, what programs for MAPI are given by Windows, and "
     "remembers the former provider. It needs the rights of an administrator. There is no such "
     "thing on other systems.",
     provider_operands},
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

// The rows of the options.
#include <array>

#include "command_table.h"

namespace olkacct::app {
namespace {

constexpr CommandMask only(CommandId id) { return mask_of(id); }

template <class... Ids>
constexpr CommandMask commands(Ids... ids) {
    return (mask_of(ids) | ...);
}

constexpr CommandMask all = all_commands;
constexpr CommandMask bulk = commands(CommandId::replace, CommandId::doctor, CommandId::sync);
constexpr CommandMask with_password = commands(CommandId::add, CommandId::set);
constexpr CommandMask transferring =
    commands(CommandId::import_profiles, CommandId::export_profiles);
constexpr CommandMask of_accounts = commands(CommandId::add, CommandId::set, CommandId::remove,
                                             CommandId::make_default, CommandId::copy);
constexpr CommandMask only_writing = of_accounts | transferring | bulk |
                                     commands(CommandId::profile, CommandId::init, CommandId::undo);
constexpr CommandMask writing =
    (only_writing & ~only(CommandId::init)) | commands(CommandId::order, CommandId::spam);
constexpr CommandMask rewriting = writing & ~(bulk | only(CommandId::undo));
constexpr CommandMask in_profiles =
    all & ~commands(CommandId::profile, CommandId::init, CommandId::uidl, CommandId::undo);
constexpr CommandMask reading = all & ~(only_writing | only(CommandId::uidl));
constexpr CommandMask one_source = reading & ~commands(CommandId::scan, CommandId::watch);

constexpr auto formats = std::to_array<std::string_view>({"table", "json", "csv"});
constexpr auto categories = std::to_array<std::string_view>({"mail", "address_book", "store"});
constexpr auto types =
    std::to_array<std::string_view>({"pop3", "imap", "mapi", "hotmail", "ldap", "eas"});
constexpr auto roots = std::to_array<std::string_view>({"16.0", "15.0", "nt", "9x"});
constexpr std::span<const std::string_view> any = {};

constexpr auto options_in_order = std::to_array<OptionRow>({
    {OptionId::sample, "--sample", "", "", "Read the built-in sample hive instead of a source", any,
     false, one_source, false},
    {OptionId::no_logs, "--no-logs", "", "",
     "Read a hive that was not closed cleanly without its transaction logs", any, false,
     reading | transferring, false},
    {OptionId::profile, "--profile", "", "NAME", "Only the profile of this name", any, false,
     in_profiles, false},
    {OptionId::root, "--root", "", "ROOT",
     "Only profiles of this Outlook: nt is Outlook to 2010, 9x Outlook on Windows 95 to Me", roots,
     false, all & ~(bulk | commands(CommandId::init, CommandId::uidl, CommandId::undo)), false},
    {OptionId::category, "--category", "", "CATEGORY",
     "Only accounts of this category; may be repeated", categories, true,
     commands(CommandId::list, CommandId::show, CommandId::order, CommandId::scan), false},
    {OptionId::type, "--type", "", "TYPE",
     "Only accounts of this type, or of this class id; may be repeated", types, true,
     commands(CommandId::list, CommandId::show, CommandId::scan, CommandId::replace), false},
    {OptionId::id, "--id", "", "ID", "Only the account with this number", any, false,
     only(CommandId::show), false},
    {OptionId::no_values, "--no-values", "", "", "Leave the stored values out of JSON output", any,
     false, only(CommandId::scan), false},
    {OptionId::jobs, "--jobs", "-j", "N",
     "Work on this many sources at a time (default: one a core)", any, false,
     only(CommandId::scan) | bulk, false},
    {OptionId::clear, "--clear", "", "KEY",
     "Remove the stored value of this property; may be repeated", any, true, only(CommandId::set),
     false},
    {OptionId::incomplete, "--incomplete", "", "",
     "Write what is known of an account that only Outlook can complete", any, false,
     only(CommandId::add), false},
    {OptionId::store, "--store", "", "ID|PATH",
     "Where a pop3 account delivers: the number of a data file account, or the path of a .pst, for "
     "which one is added; of a data_file account the path of its .pst",
     any, false, only(CommandId::add), false},
    {OptionId::make_default, "--default", "", "", "Put the account first in the mail order", any,
     false, only(CommandId::add), false},
    {OptionId::ask_password, "--ask-password", "", "", "Ask for the password at the terminal", any,
     false, with_password, false},
    {OptionId::password_fd, "--password-fd", "", "N", "Read the password from this file descriptor",
     any, false, with_password, false},
    {OptionId::password_command, "--password-command", "", "COMMAND",
     "Take what this shell command prints as the password", any, false, with_password, false},
    {OptionId::ask_smtp_password, "--ask-smtp-password", "", "",
     "Ask for the password of the outgoing server", any, false, with_password, false},
    {OptionId::smtp_password_fd, "--smtp-password-fd", "", "N",
     "Read the password of the outgoing server from this file descriptor", any, false,
     with_password, false},
    {OptionId::smtp_password_command, "--smtp-password-command", "", "COMMAND",
     "Take what this shell command prints as the password of the outgoing server", any, false,
     with_password, false},
    {OptionId::from, "--from", "", "DOMAIN",
     "The domain to replace, also where it ends a longer one", any, false, only(CommandId::replace),
     false},
    {OptionId::to, "--to", "", "TO", "The domain to put in its place", any, false,
     only(CommandId::replace), false},
    {OptionId::copy_to, "--to", "", "TO", "The source to copy to (default: the same)", any, false,
     only(CommandId::copy), false},
    {OptionId::history_to, "--to", "", "TO", "The new file of merge and make", any, false,
     only(CommandId::uidl), false},
    {OptionId::time, "--time", "", "TIME",
     "make: when the messages count as fetched, such as 2024-02-29T23:59:59, local time (default: "
     "now)",
     any, false, only(CommandId::uidl), false},
    {OptionId::rules, "--rules", "", "FILE", "Do what the rules in this TOML file say", any, false,
     only(CommandId::replace), false},
    {OptionId::to_profile, "--to-profile", "", "NAME",
     "Copy to the profile of this name (default: the default profile)", any, false,
     only(CommandId::copy), false},
    {OptionId::to_root, "--to-root", "", "ROOT", "Copy to a profile of this Outlook", roots, false,
     commands(CommandId::profile, CommandId::copy), false},
    {OptionId::move, "--move", "", "", "Delete the original afterwards", any, false,
     only(CommandId::copy), false},
    {OptionId::replace, "--replace", "", "",
     "Delete a profile of the same name in the target first", any, false, transferring, false},
    {OptionId::fix, "--fix", "", "", "Mend what can be mended", any, false, only(CommandId::doctor),
     false},
    {OptionId::no_stores, "--no-stores", "", "",
     "Leave the store entry ids of IMAP and ActiveSync accounts as they are", any, false,
     only(CommandId::sync), false},
    {OptionId::list, "--list", "", "", "List what may be taken back, newest first", any, false,
     only(CommandId::undo), false},
    {OptionId::dry_run, "--dry-run", "", "", "Print what would be changed, and change nothing", any,
     false, writing, false},
    {OptionId::rewrite, "--rewrite", "", "",
     "Replace a hive by a compact copy with the changes, instead of changing it in place", any,
     false, rewriting, false},
    {OptionId::since, "--since", "", "NUMBER",
     "First tell what was done after this number, as output gives it; only of databases", any,
     false, only(CommandId::watch), false},
    {OptionId::exec, "--exec", "", "COMMAND",
     "Run this shell command for each event, with its facts in the environment: OLKACCT_EVENT, "
     "OLKACCT_ACCOUNT_ID, OLKACCT_ACCOUNT_NAME, OLKACCT_ACCOUNT_EMAIL, OLKACCT_PROFILE, "
     "OLKACCT_ROOT, OLKACCT_SOURCE and, of databases, OLKACCT_SEQUENCE",
     any, false, only(CommandId::watch), false},
    {OptionId::format, "--format", "-f", "FORMAT", "How to print the result (default: table)",
     formats, false, all, false},
    {OptionId::verbose, "--verbose", "-v", "",
     "Also print notes, and warnings without a limit, to standard error", any, false, all, false},
    {OptionId::help, "--help", "-h", "", "Print this help and exit", any, false, all, true},
    {OptionId::version, "--version", "", "", "Print the version and exit", any, false, 0, true},
});

static_assert(options_in_order.size() == option_count);

constexpr bool in_order() {
    for (std::size_t i = 0; i < option_count; ++i) {
        if (static_cast<std::size_t>(options_in_order[i].id) != i) {
            return false;
        }
    }
    return true;
}
static_assert(in_order(), "rows are looked up by their position");

}  // namespace

std::span<const OptionRow> option_table() { return options_in_order; }

const OptionRow& option_row(OptionId id) { return options_in_order[static_cast<std::size_t>(id)]; }

bool takes(CommandId command, const OptionRow& option) {
    return (option.commands & mask_of(command)) != 0;
}

}  // namespace olkacct::app

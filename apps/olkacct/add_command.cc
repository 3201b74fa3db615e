// olkacct add
#include <algorithm>
#include <memory>
#include <span>
#include <utility>

#include "change_source.h"
#include "commands.h"
#include "new_id.h"
#include "olkacct/edits.h"
#include "olkacct/text.h"
#include "one_profile.h"
#include "passwords.h"
#include "profile/edit/account_kinds.h"
#include "property_words.h"

namespace olkacct::app {
namespace {

// In the order of AccountKind, as the choices of TYPE are.
AccountKind kind_of(const std::string& word) {
    const auto choices = command_row(CommandId::add).operands.front().choices;
    std::size_t kind = 0;
    while (choices[kind] != word) {
        ++kind;
    }
    return static_cast<AccountKind>(kind);
}

Result<void> take_store(const Arguments& arguments, NewAccount& account) {
    for (const std::string& word : arguments.raw.values(OptionId::store)) {
        const bool takes_store =
            account.kind == AccountKind::pop3 || account.kind == AccountKind::data_file;
        if (!takes_store) {
            return fail(ErrorCode::bad_usage, "only pop3 and data_file accounts take it",
                        "add: --store");
        }
        account.store_account =
            account.kind == AccountKind::pop3 ? parse_number(word) : std::nullopt;
        if (!account.store_account) {
            auto path = given_text(word, "add: --store");
            if (!path) {
                return tl::unexpected(path.error());
            }
            account.data_file = std::move(*path);
        }
    }
    return {};
}

// In the words of the command line, all at once.
Result<void> refuse_missing(const NewAccount& account) {
    const profile::KindInfo& info = profile::kind_info(account.kind);
    std::string missing;
    for (const std::uint32_t tag : info.needed) {
        if (std::ranges::find(account.properties, tag, &NewProperty::tag) ==
            account.properties.end()) {
            missing += (missing.empty() ? "" : ", ") + shortest_key(tag) + '=';
        }
    }
    return missing.empty() ? Result<void>()
                           : fail(ErrorCode::bad_usage,
                                  std::string(info.name) + " also needs " + missing, "add");
}

Result<NewAccount> understand_account(const Arguments& arguments) {
    NewAccount account;
    account.kind = kind_of(arguments.words.front());
    account.incomplete = arguments.raw.given(OptionId::incomplete);
    account.make_default = arguments.raw.given(OptionId::make_default);
    if (auto done = take_store(arguments, account); !done) {
        return tl::unexpected(done.error());
    }
    auto properties =
        parse_properties(std::span<const std::string>(arguments.words).subspan(1), "add");
    if (!properties) {
        return tl::unexpected(properties.error());
    }
    account.properties = std::move(*properties);
    if (auto done = refuse_missing(account); !done) {
        return tl::unexpected(done.error());
    }
    auto passwords = read_passwords(arguments);
    if (!passwords) {
        return tl::unexpected(passwords.error());
    }
    for (NewProperty& password : *passwords) {
        account.properties.push_back(std::move(password));
    }
    return account;
}

}  // namespace

Result<void> run_add(const Arguments& arguments, Output& output) {
    auto account = understand_account(arguments);
    if (!account) {
        return tl::unexpected(account.error());
    }
    const auto id = std::make_shared<std::uint32_t>(0);
    const ProfileRef profile = profile_ref(arguments);
    const Edit edit =
        in_one_profile(profile, edits::create_account(profile, std::move(*account), id));
    UndoEntry undo = undo_entry_of(arguments);
    const auto plan = change_source(arguments, arguments.source, edit, undo, output);
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    print_new_id(arguments, arguments.source, *id, output);
    return change_outcome(arguments.source, *plan);
}

}  // namespace olkacct::app

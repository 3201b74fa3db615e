// The edits of accounts and profiles: what Editor::plan and Editor::run take.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "olkacct/editor.h"
#include "olkacct/error.h"
#include "olkacct/profile.h"
#include "olkacct/source.h"

namespace olkacct {

/// Names an account of a source.
struct AccountRef {
    ProfileRef profile = {};
    std::uint32_t id = 0;
};

/// What create_account can make. Sheet sections 3 and 5.
enum class AccountKind : std::uint8_t {
    pop3,
    data_file,     ///< MAPI, MSUPST MS: a Unicode .pst
    address_book,  ///< MAPI, CONTAB: the Outlook Address Book
    imap,
    exchange,
    eas,
    hotmail,
    ldap,
};

/// What a new account is made from.
struct NewAccount {
    AccountKind kind = AccountKind::pop3;
    /// By the `editable` column of the property table; PROP_ACCT_NAME is needed by all.
    std::vector<NewProperty> properties;
    /// POP3: the id of the data-file account that mail is delivered to. Neither this nor
    /// `data_file`: the default data file of the profile.
    std::optional<std::uint32_t> store_account;
    /// POP3: a data file at this path is added first and delivered to. Data file: its path.
    std::u16string data_file;
    /// Write what is known of a kind that only Outlook can complete; without it left_to_outlook.
    bool incomplete = false;
    /// Put it first in the mail order.
    bool make_default = false;
};

/// An account with everything that belongs to it, taken out of its source so that another can have
/// it: its values, its service, provider and preferences sections.
class PortableAccount;

/// The edits. Each names its profile at every run anew; all give profile_not_found, and
/// account_not_found where they name an account, and what reading and writing the store gives. An
/// account's strings keep the form it uses; new accounts take the form of the profile's version
/// (sheet section 6). Every edit raises LastChangeVer once if it changed an account or a list.
namespace edits {

/// Does all of them, in order.
Edit sequence(std::vector<Edit> edits);

/// Sets values. invalid_argument for an unknown tag, a value of another type, an empty account
/// name, a string over 32,767 characters or binary over 64 KiB, a value outside the `allowed`
/// column, a text with control characters or line breaks, a name of spaces only and a server with
/// spaces; property_read_only for what the `editable` column excludes; account_not_found for a
/// property that accounts of this type do not have. A Secret where the store keeps none is left out
/// with the remark secret_refused; the rest is written. PROP_SMTP_SECURE_CONNECTION sets `SMTP Use
/// SSL` with it, unless that is given too.
Edit set_properties(AccountRef account, std::vector<NewProperty> properties);

/// What IOlkAccount::SaveChanges does: the same by the `access` column, and of the values only
/// type, size and the empty account name are checked (S-38).
Edit save_properties(AccountRef account, std::vector<NewProperty> properties);

/// Removes stored values, so that the default is meant again. What is absent already is no error.
/// PROP_ACCT_NAME cannot be removed: invalid_argument.
Edit clear_properties(AccountRef account, std::vector<std::uint32_t> tags);

/// As Outlook does: the subkey goes, the id leaves all lists, the preferences section stays, the
/// service and provider sections of a MAPI account are emptied and leave the profile's table.
Edit delete_account(AccountRef account);

/// `ids` must be a permutation of Profile::order(category): wrong_sort_order for another count,
/// else invalid_argument. Ids without an account keep their places in the stored list.
Edit set_order(ProfileRef profile, Category category, std::vector<std::uint32_t> ids);

/// Moves the account to the front of the mail order; invalid_argument unless it is a mail account.
Edit set_default_account(AccountRef account);

/// `id`, unless null, gets the new account's id at each run.
Edit create_account(ProfileRef profile, NewAccount account,
                    std::shared_ptr<std::uint32_t> id = nullptr);

/// Reads an account for put_account, in one revision.
Result<std::shared_ptr<const PortableAccount>> take_account(const Source& source,
                                                            const AccountRef& account);

/// Adds a copy: encodings, bitness and ids become the profile's own; what cannot travel is
/// remarked. The Mini UID stays the same unless an account of the profile has it. `id` as in
/// create_account. Of a store's own secrets only those of `same_secrets` sources travel.
/// already_exists for a data file that the profile has, or a service that it can have only once
/// (the Outlook Address Book).
Edit put_account(ProfileRef profile, std::shared_ptr<const PortableAccount> account,
                 bool same_secrets, std::shared_ptr<std::uint32_t> id = nullptr);

/// An empty profile with the fixed sections (sheet section 2); the first of a root becomes its
/// default. Without a root the newest one of the source, else office_16. already_exists;
/// invalid_argument for a name that is empty, over 64 characters, has a backslash or a control
/// character, or a space at either end.
Edit create_profile(ProfileRef profile);

/// A whole profile under a new name, in the same root or another, where everything becomes that
/// version's; without a name it keeps its own. The first of a root becomes its default.
/// already_exists, invalid_argument as create_profile.
Edit copy_profile(ProfileRef from, ProfileRef to);

/// already_exists; the default profile stays the default.
Edit rename_profile(ProfileRef profile, std::u16string name);

/// If it is the default, DefaultProfile becomes the first one left, or goes.
Edit delete_profile(ProfileRef profile);

Edit set_default_profile(ProfileRef profile);

}  // namespace edits
}  // namespace olkacct

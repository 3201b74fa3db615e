// The table of the kinds of accounts.
#include "profile/edit/account_kinds.h"

#include <algorithm>
#include <array>

namespace olkacct::profile {
namespace {

constexpr std::array name_alone = {new_tag::name};
constexpr std::array of_pop3 = {new_tag::name, new_tag::email, new_tag::inet_server,
                                new_tag::inet_user, new_tag::smtp_server};

// Categories: sheet section 3. Outlook does not report an address book of Exchange accounts, and
// of HTTP accounts only that they are mail accounts can be inferred.
const std::array<KindInfo, 8> kinds = {{
    {AccountKind::pop3, "a POP3 account", AccountType::pop3, {Category::mail}, of_pop3, {}},
    {AccountKind::data_file, "a data file", AccountType::mapi, {Category::store}, name_alone, {}},
    {AccountKind::address_book,
     "an address book",
     AccountType::mapi,
     {Category::address_book},
     name_alone,
     {}},
    {AccountKind::imap,
     "an IMAP account",
     AccountType::imap,
     {Category::mail, Category::store},
     name_alone,
     "the account's own store with `IMAP Store EID`, and its message service with `Service UID`"},
    {AccountKind::exchange,
     "an Exchange account",
     AccountType::mapi,
     {Category::mail, Category::store},
     name_alone,
     "the message service with its settings and providers, `Service UID`, `MAPI Provider`, "
     "`Identity Eid`, `XP Provider UID` and `XP Status`"},
    {AccountKind::eas,
     "an ActiveSync account",
     AccountType::eas,
     {Category::mail, Category::address_book, Category::store},
     name_alone,
     "the store and the device: `EAS Store EID`, `EAS DeviceId`, `EAS SyncSlider`, and the message "
     "service with `Service UID`"},
    {AccountKind::hotmail,
     "an HTTP account",
     AccountType::hotmail,
     {Category::mail},
     name_alone,
     "the store that mail is kept in, and values that nobody has described"},
    {AccountKind::ldap,
     "an LDAP account",
     AccountType::ldap,
     {Category::address_book},
     name_alone,
     "the server and every other setting: nobody has described the values of such an account, and "
     "Outlook keeps them in the message service EMABLT"},
}};

}  // namespace

const KindInfo& kind_info(AccountKind kind) {
    return *std::ranges::find(kinds, kind, &KindInfo::kind);
}

}  // namespace olkacct::profile

// The rows of the one property table. Tags and names: specification section 12 and sheet section
// 14; value names: sheet sections 4 and 5.
#pragma once

#include <array>

#include "olkacct/property.h"

namespace olkacct::profile::rows {

// Which account types a row is for (S-62; for ActiveSync, which S-62 leaves out, the sheet's 5.6).
inline constexpr std::uint8_t pop3 = type_bit(AccountType::pop3);
inline constexpr std::uint8_t imap = type_bit(AccountType::imap);
inline constexpr std::uint8_t mapi = type_bit(AccountType::mapi);
inline constexpr std::uint8_t http = type_bit(AccountType::hotmail);
inline constexpr std::uint8_t ldap = type_bit(AccountType::ldap);
inline constexpr std::uint8_t eas = type_bit(AccountType::eas);
inline constexpr std::uint8_t other = type_bit(AccountType::other);
inline constexpr std::uint8_t smtp = pop3 | imap;
inline constexpr std::uint8_t all = pop3 | imap | mapi | http | ldap | eas | other;
inline constexpr std::uint8_t users = pop3 | imap | mapi | http | eas | other;
inline constexpr std::uint8_t services = mapi | imap | eas | other;

constexpr PropertyInfo stored(std::uint32_t tag, std::string_view name, std::uint8_t types,
                              std::u16string_view value, std::string_view meaning) {
    return {.tag = tag,
            .name = name,
            .access = PropertyAccess::read_only,
            .editable = true,
            .secret = (tag & property_type::secure_flag) != 0,
            .types = types,
            .mail_only = false,
            .registry_value = value,
            .source = PropertySource::stored,
            .role = PropertyRole::none,
            .default_pop3 = {},
            .default_imap = {},
            .allowed = {},
            .meaning = meaning};
}

/// What SetProp may write.
constexpr PropertyInfo writable(PropertyInfo row) {
    row.access = PropertyAccess::read_write;
    return row;
}

/// What nobody may write.
constexpr PropertyInfo fixed(PropertyInfo row) {
    row.editable = false;
    return row;
}

constexpr PropertyInfo of_mail(PropertyInfo row) {
    row.mail_only = true;
    return row;
}

constexpr PropertyInfo in_role(PropertyRole role, PropertyInfo row) {
    row.role = role;
    return row;
}

constexpr PropertyInfo with_default(PropertyInfo row, std::uint32_t at_pop3,
                                    std::uint32_t at_imap) {
    row.default_pop3 = at_pop3;
    row.default_imap = at_imap;
    return row;
}

constexpr PropertyInfo from_to(std::uint32_t least, std::uint32_t most, PropertyInfo row) {
    row.allowed = AllowedRange{least, most};
    return row;
}

constexpr PropertyInfo port(PropertyInfo row) {
    return from_to(1, 65535, in_role(PropertyRole::port, row));
}

constexpr PropertyInfo yes_or_no(PropertyInfo row) { return from_to(0, 1, row); }

/// The name of a section.
constexpr PropertyInfo uid(PropertyInfo row) { return from_to(16, 16, row); }

/// Up to the limits of S-38.
constexpr PropertyInfo not_empty(PropertyInfo row) {
    const bool binary = static_cast<std::uint16_t>(row.tag) == property_type::binary;
    return from_to(1, binary ? 65536 : 32767, row);
}

constexpr PropertyInfo with_zero_default(PropertyInfo row) { return with_default(row, 0, 0); }

constexpr PropertyInfo computed(std::uint32_t tag, std::string_view name, std::uint8_t types,
                                std::string_view meaning,
                                PropertySource source = PropertySource::computed) {
    PropertyInfo row = fixed(stored(tag, name, types, {}, meaning));
    row.source = source;
    return row;
}

/// A property whose registry value nobody has seen: it is never there.
constexpr PropertyInfo unseen(std::uint32_t tag, std::string_view name, std::uint8_t types,
                              std::string_view meaning) {
    return fixed(stored(tag, name, types, {}, meaning));
}

// Names of the form PROP_... that no public header has are ours; their meaning says "(our name)".
inline constexpr auto table = std::to_array<PropertyInfo>({
    computed(0x00010003, "PROP_ACCT_ID", all, "Number of the account in its profile"),
    in_role(PropertyRole::name, not_empty(writable(stored(0x0002001F, "PROP_ACCT_NAME", all,
                                                          u"Account Name", "Account name")))),
    fixed(stored(0x00030003, "PROP_ACCT_MINI_UID", all, u"Mini UID",
                 "Number of the account inside and outside its profile")),
    computed(0x0004001F, "PROP_ACCT_TYPE", all & ~other,
             "POP3, IMAP, MAPI, HTTP, LDAP or EAS (S-59)"),
    unseen(0x00050000, "PROP_ACCT_CONNECTION_INFO", all, "Connection information (our name)"),
    unseen(0x00060000, "PROP_ACCT_SCHEDULE_INFO", all, "Schedule information (our name)"),
    computed(0x0007001F, "PROP_ACCT_IDENTITY", all, "Name of the profile (S-59)"),
    stored(0x0008001F, "PROP_ACCT_FLAVOR", mapi | other, u"Service Name",
           "Name of the message service, also PROP_MAPI_SERVICE_NAME"),
    computed(0x000A0003, "PROP_ACCT_IS_DEFAULT_MAIL", all,
             "1 for the first account of the mail order, else 0"),
    in_role(PropertyRole::name, writable(stored(0x000B001F, "PROP_ACCT_USER_DISPLAY_NAME", users,
                                                u"Display Name", "Display name of the user"))),
    in_role(PropertyRole::address, writable(stored(0x000C001F, "PROP_ACCT_USER_EMAIL_ADDR", users,
                                                   u"Email", "E-mail address"))),
    computed(0x000D001F, "PROP_ACCT_STAMP", all,
             "Stamp on delivered messages: id, U+0001, address (S-61)"),
    computed(0x000E001F, "PROP_ACCT_SEND_STAMP", all,
             "Stamp on sent messages: stamp, U+0001, account name (S-61)"),
    unseen(0x000F0003, "PROP_ACCT_CONNECTION_TYPE", all, "Kind of connection (our name)"),
    unseen(0x0010001F, "PROP_ACCT_CONNECTOID", all, "Dial-up connection (our name)"),
    unseen(0x00110000, "PROP_ACCT_FORCE_ID", all, "Unknown (our name)"),
    unseen(0x00120000, "PROP_ACCT_UNICODE_SUPPORT", all, "Unknown (our name)"),
    unseen(0x00130000, "PROP_ACCT_MIGRATION_FLAGS", all, "Unknown (our name)"),
    computed(0x00140003, "PROP_ACCT_IS_EXCH", all, "1 for an Exchange account, else 0 (S-63)"),
    computed(0x00150003, "PROP_ACCT_DISABLED", all, "Always 0: its value name is not known"),
    stored(0x0016001F, "PROP_ACCT_NEW_SIGNATURE", users, u"New Signature",
           "Signature of new messages (our name)"),
    stored(0x0017001F, "PROP_ACCT_REPLY_SIGNATURE", users, u"Reply-Forward Signature",
           "Signature of replies and forwards (our name)"),
    not_empty(
        writable(of_mail(stored(0x00180102, "PROP_ACCT_DELIVERY_STORE", users,
                                u"Delivery Store EntryID", "Entry id of the delivery store")))),
    not_empty(
        writable(of_mail(stored(0x00190102, "PROP_ACCT_DELIVERY_FOLDER", users,
                                u"Delivery Folder EntryID", "Entry id of the delivery folder")))),
    unseen(0x00200102, "PROP_ACCT_SENTITEMS_EID", users, "Entry id of the folder of sent items"),
    uid(of_mail(stored(0x00220102, "PROP_ACCT_PREFERENCES_UID", users, u"Preferences UID",
                       "Section with the preferences of the account"))),
    in_role(PropertyRole::server,
            stored(0x0100001F, "PROP_INET_SERVER", pop3 | imap | http | eas, u"* Server",
                   "Incoming server; for HTTP and EAS the value is `* Server URL`")),
    in_role(PropertyRole::user_name, stored(0x0101001F, "PROP_INET_USER", pop3 | imap | http | eas,
                                            u"* User", "User name at the incoming server")),
    stored(0x0102801F, "PROP_INET_PASSWORD", pop3 | imap | http | eas, u"* Password",
           "Password for the incoming server, protected by Windows"),
    unseen(0x0103001F, "PROP_INET_REPLY_EMAIL", pop3 | imap | http, "Reply address (our name)"),
    port(with_default(
        stored(0x01040003, "PROP_INET_PORT", pop3 | imap, u"* Port", "Port of the incoming server"),
        110, 143)),
    yes_or_no(in_role(PropertyRole::ssl, with_zero_default(stored(
                                             0x01050003, "PROP_INET_SSL", pop3 | imap, u"* Use SSL",
                                             "Not 0: the incoming connection uses SSL")))),
    yes_or_no(stored(0x01060003, "PROP_INET_REMEMBER_PASSWORD", pop3, u"POP3 Remember Passwd",
                     "Not 0: the password is remembered (our name)")),
    unseen(0x0107001F, "PROP_INET_ORGANIZATION", pop3 | imap | http, "Organisation (our name)"),
    yes_or_no(with_zero_default(stored(0x01080003, "PROP_INET_USE_SPA", pop3 | imap | http,
                                       u"* Use SPA", "Not 0: Secure Password Authentication"))),
    in_role(PropertyRole::server,
            stored(0x0200001F, "PROP_SMTP_SERVER", smtp, u"SMTP Server", "Outgoing server")),
    port(with_default(
        stored(0x02010003, "PROP_SMTP_PORT", smtp, u"SMTP Port", "Port of the outgoing server"), 25,
        25)),
    yes_or_no(in_role(PropertyRole::ssl,
                      with_zero_default(stored(0x02020003, "PROP_SMTP_SSL", smtp, u"SMTP Use SSL",
                                               "Not 0: the outgoing connection uses SSL")))),
    from_to(0, 2,
            with_zero_default(
                stored(0x02030003, "PROP_SMTP_USE_AUTH", smtp, u"SMTP Use Auth",
                       "Not 0: authenticate at the outgoing server; Outlook 2003 writes 2, too"))),
    in_role(PropertyRole::user_name, stored(0x0204001F, "PROP_SMTP_USER", smtp, u"SMTP User",
                                            "User name at the outgoing server")),
    stored(0x0205801F, "PROP_SMTP_PASSWORD", smtp, u"SMTP Password",
           "Password for the outgoing server, protected by Windows"),
    unseen(0x02060003, "PROP_SMTP_REMEMBER_PASSWORD", smtp,
           "Not 0: the password is remembered (our name)"),
    yes_or_no(with_zero_default(stored(0x02070003, "PROP_SMTP_USE_SPA", smtp, u"SMTP Use SPA",
                                       "Not 0: Secure Password Authentication"))),
    from_to(
        0, 2,
        with_zero_default(stored(0x02080003, "PROP_SMTP_AUTH_METHOD", smtp, u"SMTP Auth Method",
                                 "0 as the incoming server, 1 own user, 2 receive first (C-13)"))),
    unseen(0x02090003, "PROP_SMTP_TIMEOUT", smtp, "Server timeout (our name)"),
    from_to(0, 3,
            in_role(PropertyRole::secure_connection,
                    with_zero_default(stored(0x020A0003, "PROP_SMTP_SECURE_CONNECTION", smtp,
                                             u"SMTP Secure Connection",
                                             "0 none, 1 SSL, 2 TLS, 3 automatic")))),
    with_zero_default(stored(0x10000003, "PROP_POP_LEAVE_ON_SERVER", pop3, u"Leave on Server",
                             "1 leave, 2 remove after days (high word), 4 remove when deleted")),
    unseen(0x11000003, "PROP_IMAP_POLL_ALL_FOLDERS", imap,
           "Not 0: look for new messages in all folders (our name)"),
    stored(0x1101001F, "PROP_IMAP_ROOT_FOLDER", imap, u"IMAP Folder Path",
           "Root folder path (our name)"),
    unseen(0x11020000, "PROP_IMAP_LSUB", imap, "Subscribed folders only (our name)"),
    unseen(0x11030000, "PROP_IMAP_FULL_LIST", imap, "Full folder list (our name)"),
    unseen(0x11040000, "PROP_IMAP_NOOP_INTERVAL", imap, "NOOP interval (our name)"),
    uid(stored(0x20000102, "PROP_MAPI_SERVICE_UID", services, u"Service UID",
               "Section of the message service")),
    from_to(1, 7,
            stored(0x20010003, "PROP_MAPI_PROVIDER_TYPE", mapi | other, u"MAPI Provider",
                   "Provider bits as stored: 1 transport, 2 address book, 4 store")),
    writable(stored(0x20020102, "PROP_MAPI_IDENTITY_ENTRYID", mapi, u"Identity Eid",
                    "Address book entry id of the user")),
    computed(0x20090102, "PROP_MAPI_EMSMDB_UID", mapi,
             "Settings section of an Exchange account, from its service section (AM-Prp-3)",
             PropertySource::service_section),
    writable(unseen(0x20100102, "PROP_MAPI_TRANSPORT_FLAGS", mapi, "1: can send only (C-12)")),
});

}  // namespace olkacct::profile::rows

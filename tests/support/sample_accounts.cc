// The accounts key of a sample profile. Names, types and order of the values: sheet, sections 3-5.
#include "support/property_bytes.h"
#include "support/sample_profile.h"

namespace olkacct::test {

namespace {

constexpr std::u16string_view class_pop3 = u"{ED475411-B0D6-11D2-8C3B-00104B2A6676}";
constexpr std::u16string_view class_imap = u"{ED475412-B0D6-11D2-8C3B-00104B2A6676}";
constexpr std::u16string_view class_mapi = u"{ED475414-B0D6-11D2-8C3B-00104B2A6676}";
constexpr std::u16string_view class_eas = u"{ED475415-B0D6-11D2-8C3B-00104B2A6676}";
constexpr std::u16string_view class_hotmail = u"{4DB5CBF0-3B77-4852-BC8E-BB81908861F3}";
constexpr std::u16string_view class_ldap = u"{4DB5CBF2-3B77-4852-BC8E-BB81908861F3}";

constexpr std::uint64_t last_change = 0x2A;

Bytes packed(std::initializer_list<std::uint32_t> ids) {
    Bytes bytes;
    for (const auto id : ids) {
        append(bytes, dword_bytes(id));
    }
    return bytes;
}

}  // namespace

void SampleProfile::add_accounts() {
    const auto accounts = hive_.add_key(profile_, u"9375CFF0413111d3B88A00104B2A6676");
    add_orders(accounts);
    add_mapi(accounts, sample_id::address_book, u"CONTAB", u"Outlook Address Book", 2);
    add_pop3(accounts, sample_id::pop3, u"ann@abc.example");
    add_mapi(accounts, sample_id::data_file, u"MSUPST MS", u"ann@abc.example (1)", 4);
    add_imap(accounts);
    add_exchange(accounts);
    add_ldap(accounts);
    if (options_.hotmail) {
        add_hotmail(accounts);
    }
    if (options_.eas) {
        add_eas(accounts);
    }
    if (options_.unlisted) {
        add_pop3(accounts, sample_id::unlisted, u"left.out@abc.example");
    }
}

void SampleProfile::add_orders(KeyId accounts) {
    auto mail = packed({sample_id::pop3, sample_id::imap});
    auto address_books = packed({sample_id::address_book, sample_id::ldap});
    auto stores = packed({sample_id::data_file, sample_id::imap, sample_id::exchange});
    if (options_.dead_id) {
        append(mail, packed({sample_id::dead}));
        append(stores, packed({sample_id::dead}));
    }
    append(mail, packed({sample_id::exchange}));
    if (options_.hotmail) {
        append(mail, packed({sample_id::hotmail}));
    }
    if (options_.eas) {
        append(mail, packed({sample_id::eas}));
        append(address_books, packed({sample_id::eas}));
        append(stores, packed({sample_id::eas}));
    }
    hive_.set_binary(accounts, u"{ED475418-B0D6-11D2-8C3B-00104B2A6676}", mail);
    hive_.set_binary(accounts, u"LastChangeVer", qword_bytes(last_change));
    hive_.set_binary(accounts, u"{ED475419-B0D6-11D2-8C3B-00104B2A6676}", address_books);
    hive_.set_binary(accounts, u"{ED475420-B0D6-11D2-8C3B-00104B2A6676}", stores);
    hive_.set_dword(accounts, u"NextAccountID", sample_id::unlisted + 1);
    if (is_16()) {
        hive_.set_dword(accounts, u"Version", 2);
    }
}

HiveBuilder::KeyId SampleProfile::add_account(KeyId accounts, std::uint32_t id,
                                              std::u16string_view class_id) {
    const auto account = hive_.add_key(accounts, account_key_name(id));
    hive_.set_text(account, u"clsid", class_id);
    hive_.set_dword(account, u"Mini UID", get32(made_up_uid(id), 0));
    return account;
}

void SampleProfile::add_pop3(KeyId accounts, std::uint32_t id, std::u16string_view address) {
    const auto account = add_account(accounts, id, class_pop3);
    set_string(account, u"Account Name", address);
    set_string(account, u"Display Name", u"Ann Müller");
    set_string(account, u"Email", address);
    set_string(account, u"POP3 Server", u"pop.abc.example");
    set_string(account, u"SMTP Server", u"smtp.abc.example");
    set_string(account, u"POP3 User", u"ann");
    hive_.set_binary(account, u"POP3 Password", protected_value(u"POP3 Password"));
    if (is_16()) {
        hive_.set_dword(account, u"POP3 Port", 995);
        hive_.set_dword(account, u"POP3 Use SSL", 1);
        hive_.set_dword(account, u"SMTP Port", 465);
        hive_.set_dword(account, u"SMTP Secure Connection", 1);
        hive_.set_dword(account, u"SMTP Use SSL", 1);
    }
    hive_.set_dword(account, u"Leave on Server", 0x000E0003);  // for 14 days
    hive_.set_binary(account, u"Delivery Store EntryID", store_entry_id(data_file_path));
    hive_.set_binary(account, u"Delivery Folder EntryID",
                     inbox_entry_id(made_up_uid(data_file_record_key_seed)));
    hive_.set_dword(account, u"SMTP Use Auth", 1);
    set_preferences(account, id);
    set_string(account, u"New Signature", u"Grüße");
}

void SampleProfile::add_imap(KeyId accounts) {
    const auto account = add_account(accounts, sample_id::imap, class_imap);
    set_string(account, u"Account Name", u"Работа");
    set_string(account, u"Display Name", u"Ann Müller");
    set_string(account, u"Email", u"ann.mueller@work.example");
    set_string(account, u"IMAP Server", u"imap.work.example");
    set_string(account, u"SMTP Server", u"smtp.work.example");
    set_string(account, u"IMAP User", u"ann.mueller");
    hive_.set_binary(account, u"IMAP Password", protected_value(u"IMAP Password"));
    if (is_16()) {
        hive_.set_dword(account, u"IMAP Port", 993);
        hive_.set_dword(account, u"IMAP Use SSL", 1);
        hive_.set_dword(account, u"SMTP Port", 587);
        hive_.set_dword(account, u"SMTP Secure Connection", 3);
        hive_.set_dword(account, u"SMTP Use SSL", 1);
    }
    hive_.set_dword(account, u"SMTP Use Auth", 1);
    set_string(account, u"SMTP User", u"ann.mueller");
    hive_.set_binary(account, u"SMTP Password", protected_value(u"SMTP Password"));
    hive_.set_dword(account, u"SMTP Auth Method", 1);
    hive_.set_binary(account, u"IMAP Store EID",
                     store_entry_id(u"C:\\Users\\ann\\AppData\\Local\\work.ost"));
    hive_.set_binary(account, u"Service UID", made_up_uid(service_seed + sample_id::imap));
    set_preferences(account, sample_id::imap);
}

void SampleProfile::add_mapi(KeyId accounts, std::uint32_t id, std::u16string_view service,
                             std::u16string_view name, std::uint32_t provider) {
    const auto account = add_account(accounts, id, class_mapi);
    hive_.set_binary(account, u"Service UID", made_up_uid(service_seed + id));
    set_string(account, u"Service Name", service);
    hive_.set_dword(account, u"MAPI Provider", provider);
    set_string(account, u"Account Name", name);
    set_preferences(account, id);
}

// Without `Email`: the account's name is the address.
void SampleProfile::add_exchange(KeyId accounts) {
    constexpr std::uint32_t transport_and_store = 5;
    add_mapi(accounts, sample_id::exchange, u"MSEMS", u"ann@corp.example", transport_and_store);
    const auto account = *hive_.find_key(accounts, account_key_name(sample_id::exchange));
    hive_.set_binary(account, u"Identity Eid",
                     mailbox_entry_id("/o=Corp/ou=First/cn=Recipients/cn=ann"));
    hive_.set_binary(account, u"XP Provider UID", made_up_uid(provider_seed + sample_id::exchange));
    hive_.set_dword(account, u"XP Status", 0);
}

// Only the values that all types have: no source names any other.
void SampleProfile::add_ldap(KeyId accounts) {
    const auto account = add_account(accounts, sample_id::ldap, class_ldap);
    set_string(account, u"Account Name", u"ldap.corp.example");
    set_preferences(account, sample_id::ldap);
}

void SampleProfile::add_hotmail(KeyId accounts) {
    const auto account = add_account(accounts, sample_id::hotmail, class_hotmail);
    set_string(account, u"Account Name", u"ann@web.example");
    set_string(account, u"Display Name", u"Ann");
    set_string(account, u"Email", u"ann@web.example");
    set_string(account, u"HTTP Server URL", u"https://mail.web.example/svc");
    set_string(account, u"HTTP User", u"ann@web.example");
    hive_.set_binary(account, u"HTTP Password", protected_value(u"HTTP Password"));
    set_preferences(account, sample_id::hotmail);
}

// The add-in that makes such accounts writes strings without their terminator.
void SampleProfile::add_eas(KeyId accounts) {
    const auto account = add_account(accounts, sample_id::eas, class_eas);
    const auto set_bare = [&](std::u16string_view name, std::u16string_view text) {
        hive_.set_value(account, name, registry_type::sz, text_bytes(text, false));
    };
    set_bare(u"Account Name", u"ann@sync.example");
    set_bare(u"Display Name", u"Ann");
    set_bare(u"Email", u"ann@sync.example");
    set_bare(u"EAS Server URL", u"sync.example");
    set_bare(u"EAS User", u"ann");
    hive_.set_binary(account, u"EAS Password", protected_value(u"EAS Password"));
    hive_.set_binary(account, u"EAS Store EID", store_entry_id(u"C:\\Users\\ann\\sync.ost"));
    set_bare(u"EAS DeviceId", u"0123456789abcdef0123456789abcdef");
    hive_.set_dword(account, u"EAS SyncSlider", 5);
    hive_.set_binary(account, u"Service UID", made_up_uid(service_seed + sample_id::eas));
}

void SampleProfile::set_string(KeyId account, std::u16string_view name, std::u16string_view text) {
    hive_.set_value(account, name, is_16() ? registry_type::sz : registry_type::binary,
                    text_bytes(text));
}

void SampleProfile::set_preferences(KeyId account, std::uint32_t id) {
    if (has_preferences()) {
        hive_.set_binary(account, u"Preferences UID", made_up_uid(preferences_seed + id));
    }
}

}  // namespace olkacct::test

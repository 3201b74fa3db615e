// Account values as Outlook 2016 stores them (sheet sections 3 to 5); all names are made up.
#include "accounts_reg.h"

#include <cstdio>
#include <string_view>
#include <vector>

namespace olkacct::test {
namespace {

constexpr std::string_view profiles_key =
    "HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\";
constexpr std::string_view accounts_key = "\\9375CFF0413111d3B88A00104B2A6676";
constexpr std::string_view exchange_service = "\\11111111111111111111111111111111";

constexpr std::string_view pop3_type = "{ED475411-B0D6-11D2-8C3B-00104B2A6676}";
constexpr std::string_view imap_type = "{ED475412-B0D6-11D2-8C3B-00104B2A6676}";
constexpr std::string_view mapi_type = "{ED475414-B0D6-11D2-8C3B-00104B2A6676}";
constexpr std::string_view eas_type = "{ED475415-B0D6-11D2-8C3B-00104B2A6676}";
constexpr std::string_view hotmail_type = "{4DB5CBF0-3B77-4852-BC8E-BB81908861F3}";
constexpr std::string_view ldap_type = "{4DB5CBF2-3B77-4852-BC8E-BB81908861F3}";

std::string key_line(std::string_view path) { return "\n[" + std::string(path) + "]\n"; }

std::string text_line(std::string_view name, std::string_view value) {
    return "\"" + std::string(name) + "\"=\"" + std::string(value) + "\"\n";
}

std::string number(std::string_view name, unsigned value) {
    char digits[9];
    std::snprintf(digits, sizeof digits, "%08x", value);
    return "\"" + std::string(name) + "\"=dword:" + digits + "\n";
}

std::string binary(std::string_view name, std::string_view comma_separated) {
    return "\"" + std::string(name) + "\"=hex:" + std::string(comma_separated) + "\n";
}

std::string bytes(std::string_view name, const std::vector<std::uint8_t>& value) {
    std::string list;
    for (const std::uint8_t byte : value) {
        char one[4];
        std::snprintf(one, sizeof one, list.empty() ? "%02x" : ",%02x", byte);
        list += one;
    }
    return binary(name, list);
}

std::string wide(std::string_view name, std::string_view value) {
    std::vector<std::uint8_t> units;
    for (const char c : std::string(value) + '\0') {
        units.push_back(static_cast<std::uint8_t>(c));
        units.push_back(0);
    }
    return bytes(name, units);
}

std::vector<std::uint8_t> uid(std::uint8_t digit) { return std::vector<std::uint8_t>(16, digit); }

// A message service with two providers of stores, in the form of sheet section 11.4.
std::string stores(std::string_view profile) {
    const std::string at = std::string(profiles_key) + std::string(profile) + "\\";
    auto both = uid(0x44);
    const auto second = uid(0x55);
    both.insert(both.end(), second.begin(), second.end());
    std::string out = key_line(at + "9207f3e0a3b11019908b08002b2a56c2") +
                      bytes("01023d0e", uid(0x33)) + key_line(at + std::string(32, '3')) +
                      wide("001f3d09", "MSUPST MS") + bytes("01023d00", both);
    for (const bool is_default : {false, true}) {
        const std::uint8_t flags = is_default ? 2 : 0;
        out += key_line(at + std::string(32, is_default ? '5' : '4')) +
               bytes("00033009", {flags, 0, 0, 0}) + bytes("00033e03", {33, 0, 0, 0}) +
               wide("001f3001", "Store") + bytes("01023d0c", uid(0x33)) +
               bytes("01020fff", is_default ? default_store_entry_id() : uid(0x77));
    }
    return out;
}

std::string order(std::string_view category, const std::vector<unsigned>& ids) {
    std::string bytes;
    for (const unsigned id : ids) {
        char one[16];
        std::snprintf(one, sizeof one, "%s%02x,00,00,00", bytes.empty() ? "" : ",", id);
        bytes += one;
    }
    return binary(category, bytes);
}

std::string account(std::string_view profile, unsigned id, std::string_view type,
                    std::string_view name) {
    char digits[16];
    std::snprintf(digits, sizeof digits, "\\%08X", id);
    return key_line(std::string(profiles_key) + std::string(profile) + std::string(accounts_key) +
                    digits) +
           text_line("clsid", type) + number("Mini UID", 0x1000 + id) +
           text_line("Account Name", name);
}

constexpr std::string_view preferences_uid = "0f,0e,0d,0c,0b,0a,09,08,07,06,05,04,03,02,01,00";

std::string pop3_values(const std::string& name) {
    return account("Ann", pop3, pop3_type, name) + text_line("Display Name", "") +
           text_line("Email", "ann@example.com") + text_line("POP3 Server", "pop.example.com") +
           text_line("POP3 User", "ann") + binary("POP3 Password", "02,53,45,43,52,45,54") +
           number("POP3 Use SSL", 1) + number("POP3 Port", 995) +
           text_line("SMTP Server", "smtp.example.com") + number("SMTP Use Auth", 1) +
           number("SMTP Port", 587) + number("SMTP Secure Connection", 2) +
           binary("SMTP Password", "02,53,45,43,52,45,54") + number("Leave on Server", 0x000E0003) +
           binary("Delivery Store EntryID", "00,00,00,00,38,a1") +
           binary("Delivery Folder EntryID", "") + binary("Preferences UID", preferences_uid);
}

std::string ann(const SampleOptions& options) {
    std::string out =
        key_line(std::string(profiles_key) + "Ann" + std::string(accounts_key)) +
        order("{ED475418-B0D6-11D2-8C3B-00104B2A6676}", {imap, pop3, exchange, dead, eas}) +
        order("{ED475419-B0D6-11D2-8C3B-00104B2A6676}", {ldap, contab, exchange, eas}) +
        order("{ED475420-B0D6-11D2-8C3B-00104B2A6676}", {data_file, imap, exchange, eas}) +
        number("NextAccountID", 100) + number("Version", 2);
    out += account("Ann", contab, mapi_type, "Outlook Address Book") +
           text_line("Service Name", "CONTAB") + number("MAPI Provider", 2);
    if (!options.without_pop3) out += pop3_values(options.pop3_name);
    out += account("Ann", data_file, mapi_type, "ann@example.com") +
           text_line("Service Name", "MSUPST MS") + number("MAPI Provider", 4);
    out += account("Ann", imap, imap_type, "Letters") + text_line("Email", "ann@imap.example.com") +
           text_line("IMAP Server", "imap.example.com") + text_line("IMAP User", "ann") +
           number("SMTP Auth Method", 3);
    out += account("Ann", exchange, mapi_type, "Office") + text_line("Service Name", "MSEMS") +
           number("MAPI Provider", 5) +
           binary("Service UID", "11,11,11,11,11,11,11,11,11,11,11,11,11,11,11,11");
    if (!options.without_identity) out += binary("Identity Eid", "01,02,03");
    out += account("Ann", ldap, ldap_type, "Directory");
    out += account("Ann", hotmail, hotmail_type, "Hot") + text_line("Email", "ann@hot.example.com");
    out += account("Ann", eas, eas_type, "Phone") + text_line("Email", "ann@eas.example.com");
    out += key_line(std::string(profiles_key) + "Ann" + std::string(exchange_service)) +
           binary("01023d15", "22,22,22,22,22,22,22,22,22,22,22,22,22,22,22,22");
    if (options.with_stores) out += stores("Ann");
    return out;
}

}  // namespace

std::vector<std::uint8_t> default_store_entry_id() {
    return {0,    0,    0, 0, 0x38, 0xA1, 0xBB, 0x10, 5, 0xE5, 0x10, 0x1A,
            0xA1, 0xBB, 8, 0, 0x2B, 0x2A, 0x56, 0xC2, 1, 2,    3,    4};
}

std::string sample_reg(const SampleOptions& options) {
    std::string out = "Windows Registry Editor Version 5.00\n";
    if (!options.without_profile) out += ann(options);
    out += key_line(std::string(profiles_key) + "Otto" + std::string(accounts_key)) +
           order("{ED475418-B0D6-11D2-8C3B-00104B2A6676}", {1});
    out += account("Otto", 1, pop3_type, "Otto's") + text_line("Email", "otto@example.com");
    return out;
}

}  // namespace olkacct::test

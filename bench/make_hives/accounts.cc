// The profiles and their accounts. What a reader must not stumble over: strings in REG_BINARY (the
// last account of each profile), a REG_SZ without terminator or without data, names in Latin-1 and
// beyond the BMP, and one deleted account a profile whose cells are free or used again.
#include <array>
#include <cstdio>

#include "generator.h"
#include "olkacct/text.h"

namespace olkacct::bench {

namespace {

constexpr std::array first_names = {"Anna",  "Boris", "Chloe", "Dmitri", "Elif",  "Farid",
                                    "Greta", "Hugo",  "Ines",  "Jörg",   "Karin", "Luca",
                                    "Жанна", "太郎",  "Zoë",   "Σοφία"};
constexpr std::array last_names = {"Adler", "Brown",  "Costa",   "Duval",  "Eriksen", "Fuchs",
                                   "Grant", "Hansen", "Ivanova", "Jensen", "山田",    "Øster"};

std::string_view class_id(std::string_view kind) {
    if (kind == "POP3") return "{ED475411-B0D6-11D2-8C3B-00104B2A6676}";
    if (kind == "IMAP") return "{ED475412-B0D6-11D2-8C3B-00104B2A6676}";
    if (kind == "EX") return "{ED475418-B0D6-11D2-8C3B-00104B2A6676}";
    if (kind == "AB") return "{ED475419-B0D6-11D2-8C3B-00104B2A6676}";
    return "{ED475420-B0D6-11D2-8C3B-00104B2A6676}";
}

std::string account_key(std::uint32_t id) {
    std::array<char, 9> digits{};
    std::snprintf(digits.data(), digits.size(), "%08X", id);
    return digits.data();
}

std::string lower(std::string text) {
    for (auto& letter : text) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return text;
}

test::Bytes text(std::string_view utf8) { return test::text_bytes(from_wtf8(utf8)); }

}  // namespace

void Generator::add_profile(Steps& steps, const std::string& name, std::uint32_t accounts,
                            std::uint32_t first_ordinal) {
    const auto profile =
        path(software_, joined({"Microsoft\\Office\\16.0\\Outlook\\Profiles\\", name}));
    add_sections(steps, profile, accounts);
    const auto section = key(profile, "9375CFF0413111d3B88A00104B2A6676");
    steps.push_back([=, this] {
        set_dword(section, "NextAccountID", accounts + 4);
        hive_.set_binary(section, u"LastChangeVer", blob(8, 8));
    });
    std::uint32_t id = 1;
    add_account(steps, section, {.id = id++, .kind = "AB", .ordinal = first_ordinal});
    add_account(steps, section, {.id = id++, .kind = "PST", .ordinal = first_ordinal});
    const auto deleted = id++;
    add_account(steps, section, {.id = deleted, .kind = "POP3", .ordinal = first_ordinal + 900});
    Bytes mail_order;
    for (std::uint32_t i = 0; i < accounts; ++i) {
        const auto* internet = (i + first_ordinal) % 2 != 0 ? "IMAP" : "POP3";
        test::append(mail_order, test::dword_bytes(id));
        add_account(steps, section,
                    {.id = id++,
                     .kind = i == 0 && accounts > 3 ? "EX" : internet,
                     .ordinal = first_ordinal + i,
                     .binary_strings = i == accounts - 1,
                     .unterminated = i == 1});
        if (i == accounts / 2) {
            steps.push_back([=, this] {
                hive_.remove_key(*hive_.find_key(section, from_wtf8(account_key(deleted))));
            });
        }
    }
    steps.push_back([=, this] {
        hive_.set_binary(section, u"{ED475418-B0D6-11D2-8C3B-00104B2A6676}", mail_order);
        hive_.set_binary(section, u"{ED475419-B0D6-11D2-8C3B-00104B2A6676}", test::dword_bytes(1));
        hive_.set_binary(section, u"{ED475420-B0D6-11D2-8C3B-00104B2A6676}", test::dword_bytes(2));
    });
}

void Generator::add_sections(Steps& steps, KeyId profile, std::uint32_t accounts) {
    constexpr std::array fixed = {
        "0a0d020000000000c000000000000046", "13dbb0c8aa05101a9bb000aa002fc45a",
        "8503020000000000c000000000000046", "9207f3e0a3b11019908b08002b2a56c2",
        "8ed4bd7da0fbdd4bb48eee4cbd1ee5a7"};
    constexpr std::array tags = {"001f", "0102", "0003", "000b", "1102", "101f"};
    const auto count = 5 + accounts * 2 + random_.range(4, 16);
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto name = i < fixed.size() ? std::string(fixed[i]) : hex(32);
        const auto step = [=, this] {
            const auto tag = random_.below(6);
            const Put put{key(profile, name), tags[tag] + hex(4), registry_type::binary,
                          tag == 0   ? text(word(4, 20))
                          : tag == 2 ? test::dword_bytes(random_.next32())
                                     : blob(2, 180)};
            hive_.set_value(put.key, from_wtf8(put.name), put.type, put.data);
        };
        steps.insert(steps.end(), random_.range(3, 12), step);
    }
}

void Generator::add_account(Steps& steps, KeyId section, const Account& account) {
    const auto& [id, kind, ordinal, binary_strings, unterminated] = account;
    const std::string first_name = first_names[random_.below(first_names.size())];
    const auto full_name = first_name + " " + last_names[random_.below(last_names.size())];
    const auto domain = lower(word(4, 8)) + std::to_string(ordinal) + ".example";
    const auto address = "user" + std::to_string(ordinal) + "." + hex(4) + "@" + domain;

    const auto step = [&, name = account_key(id)](auto write) {
        steps.push_back([=, this] { write(key(section, name)); });
    };
    const auto add_text = [&, binary_strings = binary_strings](std::string_view name,
                                                               const std::string& value) {
        const auto type = binary_strings ? registry_type::binary : registry_type::sz;
        step([=, this, name = from_wtf8(name)](KeyId key) {
            hive_.set_value(key, name, type, text(value));
        });
    };
    const auto add_dword = [&](std::string_view name, std::uint32_t number) {
        step([=, this, name = std::string(name)](KeyId key) { set_dword(key, name, number); });
    };
    const auto add_blob = [&](std::string_view name, std::uint32_t smallest,
                              std::uint32_t largest) {
        step([=, this, name = from_wtf8(name)](KeyId key) {
            hive_.set_binary(key, name, blob(smallest, largest));
        });
    };

    step([=, this, kind = kind](KeyId key) {
        hive_.set_text(key, u"clsid", from_wtf8(class_id(kind)));
        set_dword(key, "Mini UID", random_.next32());
    });
    add_blob("Service UID", 16, 16);
    if (kind == "AB") {
        add_text("Account Name", "Outlook Address Book");
        add_text("Service Name", "CONTAB");
        add_blob("XP Provider UID", 16, 16);
        add_dword("MAPI provider", 2);
        return;
    }
    if (kind == "PST") {
        add_text("Account Name", "Outlook Data File");
        add_text("Service Name", "MSUPST MS");
        add_dword("MAPI provider", 8);
        add_blob("Preferences UID", 16, 16);
        return;
    }
    add_text("Account Name", ordinal % 5 == 3 ? address + " 😀" : address);
    add_text("Display Name", full_name);
    add_text("Email", address);
    if (kind == "EX") {
        add_text("Service Name", "MSEMS");
        add_dword("MAPI provider", 4);
        add_blob("Identity Eid", 120, 260);
        add_blob("XP Provider UID", 16, 16);
        add_blob("Preferences UID", 16, 16);
        add_text("Account Type", "Exchange");
        add_blob("Store EID", 180, 420);
        add_dword("PST Cached Exchange Mode", 384);
        add_text("Profile OST",
                 "C:\\Users\\u\\AppData\\Local\\Microsoft\\Outlook\\" + address + ".ost");
        add_dword("Is Primary", ordinal == 0 ? 1 : 0);
        add_text("User Display Name", first_name);
        add_text("RPC Proxy Server", "outlook." + domain);
        add_dword("RPC Flags", 0x2F);
        add_dword("Authentication Service", 16);
        add_blob("MailTips", 8, 40);
        add_dword("Sync Window Months", 12);
        add_text("Smtp Address", address);
        add_blob("OAB UID", 16, 16);
        return;
    }
    step([=, this, ordinal = ordinal, binary = binary_strings, bare = unterminated](KeyId key) {
        if (bare) {
            hive_.set_value(key, u"Organization", registry_type::sz,
                            test::text_bytes(u"No terminator GmbH", false));
        } else if (ordinal % 7 == 4) {
            hive_.set_value(key, u"Organization", registry_type::sz, {});
        } else {
            hive_.set_value(key, u"Organization",
                            binary ? registry_type::binary : registry_type::sz,
                            text(word() + " & Söhne"));
        }
    });
    if (random_.percent(40)) {
        add_text("Reply Address", "reply-" + address);
    }
    add_text(kind + " Server", (kind == "POP3" ? "pop." : "imap.") + domain);
    add_text(kind + " User", address);
    add_blob(kind + " Password", 210, 310);
    add_dword(kind + " Port", kind == "POP3" ? 995 : 993);
    add_dword(kind + " Use SSL", 1);
    if (kind == "POP3") {
        add_dword("Leave on Server", 0x50003);
        add_dword("POP3 Use SPA", 0);
    } else {
        add_text("IMAP Folder Path", random_.percent(30) ? "INBOX" : "");
        add_dword("IMAP Store EID Version", 3);
        add_blob("IMAP Store EID", 160, 340);
    }
    add_text("SMTP Server", "smtp." + domain);
    add_dword("SMTP Port", 587);
    add_dword("SMTP Use Auth", 1);
    if (random_.percent(50)) {
        add_text("SMTP User", address);
        add_blob("SMTP Password", 210, 310);
        add_dword("SMTP Auth Method", 2);
    }
    add_dword("SMTP Secure Connection", 2);
    add_dword("Server Timeout", 60 * random_.range(1, 10));
    add_blob("Preferences UID", 16, 16);
    add_blob("Delivery Store EntryID", 150, 300);
    add_blob("Delivery Folder EntryID", 24, 24);
    if (random_.percent(30)) {
        step([this](KeyId key) { hive_.set_text(key, u"Комментарий", u"перенесено"); });
    }
    add_blob("Last Changed", 8, 8);
}

}  // namespace olkacct::bench

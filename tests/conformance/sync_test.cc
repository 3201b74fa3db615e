// S-15: what Init does to MAPI accounts whose services have come or gone.
#include <olkacct/mapi.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <fstream>
#include <iterator>

#include "client.h"
#include "sink.h"
#include "source_copy.h"
#include "support/process_stores.h"
#include "support/shared_hives.h"

namespace olkacct::test {
namespace {

constexpr const char* reg_head = R"(Windows Registry Editor Version 5.00

[HKEY_CURRENT_USER\Software\Microsoft\Office\16.0\Outlook\Profiles\Ann\9375CFF0413111d3B88A00104B2A6676]
"{ED475418-B0D6-11D2-8C3B-00104B2A6676}"=hex:03,00,00,00
"{ED475419-B0D6-11D2-8C3B-00104B2A6676}"=hex:01,00,00,00
"{ED475420-B0D6-11D2-8C3B-00104B2A6676}"=hex:02,00,00,00,03,00,00,00
"NextAccountID"=dword:00000009
"Version"=dword:00000002
)";

constexpr const char* profile_key =
    R"([HKEY_CURRENT_USER\Software\Microsoft\Office\16.0\Outlook\Profiles\Ann\)";

std::string key(const std::string& name) { return "\n" + (profile_key + name) + "]\n"; }

std::string text(const std::string& name, const std::string& value) {
    return "\"" + name + "\"=\"" + value + "\"\n";
}

// Sixteen bytes of this digit twice, as hex: wants them or as the name of a section.
std::string uid(char digit) {
    std::string out;
    for (int i = 0; i < 16; ++i) out += (i == 0 ? "" : ",") + std::string(2, digit);
    return out;
}
std::string section(char digit) { return std::string(32, digit); }

std::string utf16(const std::string& ascii) {
    std::string out;
    for (const char letter : ascii + '\0') {
        char hex[8];
        std::snprintf(hex, sizeof hex, "%s%02x,00", out.empty() ? "" : ",", letter);
        out += hex;
    }
    return out;
}

std::string wrapper(const std::string& id, const std::string& name, char service) {
    return key("9375CFF0413111d3B88A00104B2A6676\\" + id) +
           text("clsid", "{ED475414-B0D6-11D2-8C3B-00104B2A6676}") + text("Account Name", name) +
           text("Service Name", name) + "\"Service UID\"=hex:" + uid(service) + "\n";
}

// A service with the one provider whose MAPIUID is of the other digit.
std::string service(char digit, char provider, const std::string& list, int kind,
                    const std::string& name) {
    char kind_hex[16];
    std::snprintf(kind_hex, sizeof kind_hex, "%02x,00,00,00", kind);
    return key(section(digit)) + "\"001f3d09\"=hex:" + utf16(name) +
           "\n\"001f3001\"=hex:" + utf16("My " + name) + "\n\"" + list + "\"=hex:" + uid(provider) +
           "\n" + key(section(provider)) + "\"00033e03\"=hex:" + kind_hex +
           "\n\"01020fff\"=hex:" + uid('e') + "\n\"01023d0c\"=hex:" + uid(digit) + "\n";
}

struct Wanted {
    bool book_account = true;
    bool file_account = true;
    bool file_service = true;
    bool imap_store = true;
    bool last_id = false;
    bool mailbox = false;
};

// Account 1 wraps the address book 1, account 2 the data file 2, the IMAP account 3 has service 3.
std::string reg(const Wanted& wanted) {
    std::string out = reg_head;
    if (wanted.book_account) out += wrapper("00000001", "CONTAB", '1');
    if (wanted.file_account) out += wrapper("00000002", "MSUPST MS", '2');
    out += key("9375CFF0413111d3B88A00104B2A6676\\00000003") +
           text("clsid", "{ED475412-B0D6-11D2-8C3B-00104B2A6676}") + text("Account Name", "Imap") +
           "\"Service UID\"=hex:" + uid('3') + "\n";
    if (wanted.imap_store) out += "\"IMAP Store EID\"=hex:" + uid('e') + "\n";
    if (wanted.last_id) {
        out += key("9375CFF0413111d3B88A00104B2A6676\\FFFFFFFF") +
               text("clsid", "{4DB5CBF2-3B77-4852-BC8E-BB81908861F3}") + text("Account Name", "L");
    }
    out += key("9207f3e0a3b11019908b08002b2a56c2") + "\"01023d0e\"=hex:" + uid('1') + "," +
           uid('2') + "," + uid('3') + (wanted.mailbox ? "," + uid('7') : "") + "\n";
    if (wanted.mailbox) out += service('7', '8', "01023d02", 36, "MSEMS");
    out += service('1', '4', "01023d01", 35, "CONTAB");
    if (wanted.file_service) out += service('2', '5', "01023d00", 33, "MSUPST MS");
    out += service('3', '6', "01023d00", 33, "INTERSTOR");
    return out;
}

std::string content_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class ConformanceSync : public Conformance {
  protected:
    // The path of a fresh source of this kind that all managers use.
    std::filesystem::path use(const Wanted& wanted, const std::string& kind = "reg") {
        const auto fresh = folder_.write("sync.reg", reg(wanted));
        const auto url = kind == "reg" ? "reg:" + fresh.string() : make_copy(fresh, kind);
        EXPECT_EQ(OlkSetAccountSource(url.c_str()), S_OK);
        return url.substr(url.find(':') + 1);
    }

    // A copy of a real file.
    std::filesystem::path use_real(const char* name) {
        const auto copy = folder_ / name;
        std::filesystem::copy_file(shared_hive(std::string("profiles/") + name), copy,
                                   std::filesystem::copy_options::overwrite_existing);
        EXPECT_EQ(OlkSetAccountSource(copy.string().c_str()), S_OK);
        return copy;
    }

    std::vector<DWORD> ids_after(DWORD flags, const std::u16string& profile = u"Ann") {
        Helper helper(profile);
        const auto manager = new_manager();
        EXPECT_EQ(manager->Init(&helper, flags), S_OK);
        return ids(*manager.get(), nullptr);
    }
};

using Ids = std::vector<DWORD>;

TEST_F(ConformanceSync, S_15_what_agrees_is_not_touched) {
    for (const char* kind : {"reg", "hive", kind_with_secrets}) {
        const auto path = use({}, kind);
        const std::string before = content_of(path);
        EXPECT_EQ(ids_after(OLK_ACCOUNT_NO_FLAGS), (Ids{1, 2, 3})) << kind;
        EXPECT_EQ(content_of(path), before) << kind;
    }
}

TEST_F(ConformanceSync, S_15_real_profiles_agree) {
    OLKACCT_NEED_SHARED_HIVES();
    for (const char* name :
         {"ntuser_win10_outlook16_no_mail.dat", "ntuser_win7_outlook2010_deleted_accounts.dat",
          "ntuser_win7_outlook2010_pop3.dat", "outlook16_x64_1pop.hive",
          "outlook16_x64_1pop.reg"}) {
        const auto path = use_real(name);
        const std::string before = content_of(path);
        EXPECT_FALSE(ids_after(OLK_ACCOUNT_NO_FLAGS, u"Outlook").empty()) << name;
        EXPECT_TRUE(content_of(path) == before) << name;
    }
}

TEST_F(ConformanceSync, S_15_services_that_a_profile_tool_adds_and_deletes_are_followed) {
    OLKACCT_NEED_SHARED_HIVES();
    use_real("ntuser_win7_outlook2010_pop3.dat");
    ASSERT_EQ(ids_after(ACCT_INIT_NOSYNCH_MAPI_ACCTS, u"Outlook"), (Ids{1, 2, 3, 4}));
    const auto account_service = [] {
        Helper helper(u"Outlook");
        const auto manager = new_manager();
        EXPECT_EQ(manager->Init(&helper, ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK);
        return read(*find(*manager.get(), 4).get(), PROP_MAPI_SERVICE_UID).bytes;
    }();
    ASSERT_EQ(account_service.size(), sizeof(MAPIUID));
    ASSERT_EQ(MAPIInitialize(nullptr), S_OK);
    {
        Owned<IProfAdmin> profiles;
        ASSERT_EQ(MAPIAdminProfiles(0, profiles.put()), S_OK);
        Owned<IMsgServiceAdmin> services;
        char profile[] = "Outlook";
        ASSERT_EQ(profiles->AdminServices(reinterpret_cast<LPTSTR>(profile), nullptr, 0, 0,
                                          services.put()),
                  S_OK);
        char service[] = "MSUPST MS";
        char display_name[] = "Later letters";
        ASSERT_EQ(services->CreateMsgService(reinterpret_cast<LPTSTR>(service),
                                             reinterpret_cast<LPTSTR>(display_name), 0, 0),
                  S_OK);
        MAPIUID uid;
        std::copy(account_service.begin(), account_service.end(), uid.ab);
        ASSERT_EQ(services->DeleteMsgService(&uid), S_OK);
    }
    MAPIUninitialize();
    EXPECT_EQ(ids_after(OLK_ACCOUNT_NO_FLAGS, u"Outlook"), (Ids{1, 2, 3, 5}));
    Helper helper(u"Outlook");
    const auto manager = new_manager();
    ASSERT_EQ(manager->Init(&helper, OLK_ACCOUNT_NO_FLAGS), S_OK);
    EXPECT_EQ(read(*find(*manager.get(), 5).get(), PROP_ACCT_NAME).text, u"Later letters");
    EXPECT_EQ(order(*manager.get(), CLSID_OlkStore), Ids{5});
}

TEST_F(ConformanceSync, S_15_a_service_without_an_account_gets_one) {
    for (const char* kind : {"reg", "hive", kind_with_secrets}) {
        use({.book_account = false}, kind);
        const auto manager = new_manager();
        ASSERT_EQ(manager->Init(&helper_, OLK_ACCOUNT_NO_FLAGS), S_OK);
        EXPECT_EQ(ids(*manager.get(), nullptr), (Ids{2, 3, 9})) << kind;
        EXPECT_EQ(ids(*manager.get(), &CLSID_OlkAddressBook, &CLSID_OlkMAPIAccount), Ids{9})
            << kind;
        const auto account = find(*manager.get(), 9);
        EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).text, u"My CONTAB");
        EXPECT_EQ(read(*account.get(), PROP_ACCT_FLAVOR).text, u"CONTAB");
        EXPECT_EQ(read(*account.get(), PROP_MAPI_SERVICE_UID).bytes,
                  std::vector<std::uint8_t>(16, 0x11));
        EXPECT_EQ(ids_after(OLK_ACCOUNT_NO_FLAGS), (Ids{2, 3, 9})) << "nothing is made twice";
    }
}

TEST_F(ConformanceSync, S_15_an_account_whose_service_is_gone_goes) {
    for (const char* kind : {"reg", "hive", kind_with_secrets}) {
        use({.file_service = false}, kind);
        EXPECT_EQ(ids_after(ACCT_INIT_NOSYNCH_MAPI_ACCTS), (Ids{1, 2, 3})) << kind;
        EXPECT_EQ(ids_after(OLK_ACCOUNT_NO_FLAGS), (Ids{1, 3})) << kind;
        EXPECT_EQ(ids_after(ACCT_INIT_NOSYNCH_MAPI_ACCTS), (Ids{1, 3})) << kind;
    }
}

TEST_F(ConformanceSync, S_53_what_Init_changes_is_told_to_sinks_of_other_managers) {
    for (const char* kind : {"reg", "hive", kind_with_secrets}) {
        use({.book_account = false, .file_service = false}, kind);
        Sink sink;
        const auto other = open_manager();
        bool was_there = false;
        sink.inside = [&](const Heard& heard) {
            if (heard.event == NOTIFY_ACCT_PREDELETED)
                was_there =
                    read(*find(*other.get(), heard.account).get(), PROP_ACCT_NAME).hr == S_OK;
        };
        DWORD cookie = 0;
        ASSERT_EQ(other->Advise(&sink, &cookie), S_OK);
        Helper helper;
        const auto manager = new_manager();
        ASSERT_EQ(manager->Init(&helper, OLK_ACCOUNT_NO_FLAGS), S_OK);
        EXPECT_EQ(sink.heard(), (std::vector<Heard>{{NOTIFY_ACCT_PREDELETED, 2, 0},
                                                    {NOTIFY_ACCT_DELETED, 2, 0},
                                                    {NOTIFY_ACCT_CREATED, 9, 0}}))
            << kind;
        EXPECT_TRUE(was_there);
        EXPECT_EQ(ids(*other.get(), nullptr), (Ids{3, 9}));
    }
}

TEST_F(ConformanceSync, S_15_without_synchronisation_nothing_is_written) {
    const auto path = use({.book_account = false, .file_service = false, .imap_store = false});
    const std::string before = content_of(path);
    EXPECT_EQ(ids_after(ACCT_INIT_NOSYNCH_MAPI_ACCTS), (Ids{2, 3}));
    EXPECT_EQ(ids_after(ACCT_INIT_NOSYNCH_MAPI_ACCTS | ACCT_INIT_NO_NOTIFICATIONS), (Ids{2, 3}));
    EXPECT_EQ(content_of(path), before);
}

TEST_F(ConformanceSync, S_15_the_stores_check_gives_an_account_its_store_unless_it_is_not_wanted) {
    const auto path = use({.imap_store = false});
    const std::string before = content_of(path);
    ids_after(ACCT_INIT_NO_STORES_CHECK);
    EXPECT_EQ(content_of(path), before);
    ids_after(OLK_ACCOUNT_NO_FLAGS);
    EXPECT_NE(content_of(path).find("\"IMAP Store EID\"=hex:ee,ee"), std::string::npos);
}

TEST_F(ConformanceSync, S_15_no_session_is_needed) {
    use({.book_account = false});
    ids_after(OLK_ACCOUNT_NO_FLAGS);
    EXPECT_EQ(helper_.session_calls, 0);
    EXPECT_EQ(helper_.hands_off_calls, 0);
}

TEST_F(ConformanceSync, S_15_nothing_goes_while_a_section_cannot_be_read) {
    const auto path = use({.file_service = false}, "hive");
    // In the key of section 4 the offset of the list of values, 36 bytes before the name.
    std::string bytes = content_of(path);
    const std::size_t name = bytes.find(section('4'));
    ASSERT_NE(name, std::string::npos);
    std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(name) - 36, 4, '\x7F');
    std::ofstream(path, std::ios::binary) << bytes;
    EXPECT_EQ(ids_after(OLK_ACCOUNT_NO_FLAGS), (Ids{1, 2, 3}));
    EXPECT_EQ(content_of(path), bytes);
}

TEST_F(ConformanceSync, S_15_its_failure_never_fails_Init) {
    // There is no id left for the account that the address book should get.
    use({.book_account = false, .last_id = true});
    EXPECT_EQ(ids_after(OLK_ACCOUNT_NO_FLAGS), (Ids{2, 3, 0xFFFFFFFF}));
}

TEST_F(ConformanceSync, S_60_ids_go_on_from_the_last_one_and_Mini_UIDs_are_random) {
    std::vector<DWORD> mini_uids;
    for (int run = 0; run < 2; ++run) {
        use({.book_account = false, .file_account = false});
        // The ids up to 8 were given away already.
        EXPECT_EQ(ids_after(OLK_ACCOUNT_NO_FLAGS), (Ids{3, 9, 10}));
        const auto manager = open_manager();
        for (const DWORD id : {9U, 10U})
            mini_uids.push_back(read(*find(*manager.get(), id).get(), PROP_ACCT_MINI_UID).number);
    }
    std::sort(mini_uids.begin(), mini_uids.end());
    EXPECT_NE(mini_uids.front(), 0U);
    EXPECT_EQ(std::adjacent_find(mini_uids.begin(), mini_uids.end()), mini_uids.end());
}

TEST_F(ConformanceSync, S_64_a_new_account_has_preferences_of_its_own) {
    std::vector<std::vector<std::uint8_t>> preferences;
    for (int run = 0; run < 2; ++run) {
        use({.mailbox = true});
        const auto manager = new_manager();
        ASSERT_EQ(manager->Init(&helper_, OLK_ACCOUNT_NO_FLAGS), S_OK);
        EXPECT_EQ(ids(*manager.get(), &CLSID_OlkMail), (Ids{3, 9}));
        const auto account = find(*manager.get(), 9);
        EXPECT_EQ(read(*account.get(), PROP_ACCT_IS_EXCH).number, 1U);
        preferences.push_back(read(*account.get(), PROP_ACCT_PREFERENCES_UID).bytes);
        EXPECT_EQ(preferences.back().size(), 16U);
    }
    EXPECT_NE(preferences[0], preferences[1]);
}

}  // namespace
}  // namespace olkacct::test

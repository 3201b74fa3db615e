// The clients in the folders beside this file, run as programs over profiles of every kind of
// store.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

#include "accounts/enumeration.h"
#include "olkacct/property.h"
#include "olkacct/source.h"
#include "olkacct/text.h"
#include "profile/transfer.h"
#include "registry/open_store.h"
#include "support/child.h"
#include "support/memory_hive.h"
#include "support/outlook_sample.h"
#include "support/shared_hives.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t delivery_store = 0x00180102;
constexpr std::uint32_t identity = 0x20020102;

std::string copy_to(registry::Store& from, const std::string& url) {
    const auto to = registry::create_store(url, base::system_files());
    const auto reading = from.begin_read();
    if (!to || !reading) throw std::runtime_error(url + " cannot be made");
    const auto writing = (*to)->begin_write();
    if (!writing || !profile::transfer_profiles(**reading, **writing) || !(*writing)->commit())
        throw std::runtime_error(url + " cannot be filled");
    return url;
}

// A client sees its source in the environment and nothing else of the test.
ChildResult run_client(const std::string& name, const std::string& source,
                       const std::vector<std::string>& arguments = {}) {
    setenv("OLKACCT_SOURCE", source.c_str(), 1);
    std::vector<std::string> line = {CLIENTS + name};
    line.insert(line.end(), arguments.begin(), arguments.end());
    // A sanitizer reserves more memory than a limit could allow.
    return run_program(line, {.address_space = UINT64_MAX, .seconds = 60});
}

class Clients : public ::testing::Test {
  protected:
    ~Clients() override { unsetenv("OLKACCT_SOURCE"); }

    // The sample profile as a store of this kind.
    std::string sample(const std::string& kind) const {
        const auto hive =
            open_in_memory(outlook_sample_hive({.hotmail = true, .eas = true, .unlisted = true}));
        return copy_to(*hive, kind + ":" + (folder_ / "sample.").string() + kind);
    }

    TempDir folder_;
};

std::string hex(const std::vector<std::byte>& bytes) {
    std::string out;
    char digits[3];
    for (const std::byte byte : bytes) {
        std::snprintf(digits, sizeof digits, "%02X", std::to_integer<unsigned>(byte));
        out += digits;
    }
    return out;
}

// What the C++ interface reads, in the words of the client; empty for a secret.
std::string line_of(const Property& property) {
    char tag[16];
    std::snprintf(tag, sizeof tag, "  0x%08X ", property.info->tag);
    if (const auto* const number = std::get_if<std::uint32_t>(&property.value))
        return tag + ("number " + std::to_string(*number) + "\n");
    if (const auto* const text = std::get_if<std::u16string>(&property.value))
        return tag + ("text " + to_utf8(*text) + "\n");
    if (const auto* const bytes = std::get_if<std::vector<std::byte>>(&property.value))
        return tag + ("binary " + hex(*bytes) + "\n");
    return {};
}

// PR_ENTRYID of the provider that is marked as the default store.
std::vector<std::byte> default_store(const Source& source, const Profile& profile) {
    std::u16string section;
    for (const Service& service : profile.services)
        for (const ServiceProvider& provider : service.providers)
            if (provider.resource_type == 33 && (provider.resource_flags & 2) != 0)
                section.assign(provider.section.begin(), provider.section.end());
    const auto keys = source.dump(profile);
    for (const DumpedKey& key : *keys) {
        if (to_utf8(key.path) != to_utf8(section)) continue;
        for (const RegistryValue& value : key.values)
            if (value.name == u"01020fff") return value.data;
    }
    return {};
}

std::string account_text(const Profile& profile, const Account& account,
                         const std::vector<std::byte>& store) {
    std::string categories;
    for (const auto& [category, name] :
         {std::pair(Category::mail, "mail"), std::pair(Category::address_book, "address book"),
          std::pair(Category::store, "store")}) {
        if (!account.categories.contains(category)) continue;
        if (!categories.empty()) categories += ',';
        categories += name;
    }
    char type[16];
    std::snprintf(type, sizeof type, "%08X", account.type_id.value_or(Guid{}).data1);
    std::string out =
        "account " + std::to_string(account.id) + " in " + categories + ", type " + type + "\n";
    auto properties = get_properties(profile, account);
    // A mail account without a delivery store delivers into the default one, which the session
    // knows.
    const bool has_store = get_property(profile, account, delivery_store).has_value();
    if (account.categories.contains(Category::mail) && !has_store && !store.empty())
        properties.push_back({find_property(delivery_store), store});
    std::ranges::sort(properties, {}, [](const Property& one) { return one.info->tag; });
    int values = 0;
    for (const Property& property : properties) {
        const std::string line = line_of(property);
        values += line.empty() ? 0 : 1;
        out += line;
    }
    // The three tags with the identifier 0 are malformed.
    return out + "probed 98304 tags: " + std::to_string(values) + " values, 3 other answers\n";
}

std::string list_text(const std::string& source) {
    const auto opened = Source::open(source);
    const auto contents = opened->read({.services = true});
    const Profile& profile = contents->profiles.at(0);
    const auto store = default_store(*opened, profile);
    std::string out = "profile " + to_utf8(profile.name) + "\n";
    for (const auto& [category, name] :
         {std::pair(Category::mail, "mail"), std::pair(Category::address_book, "address book"),
          std::pair(Category::store, "store")}) {
        const auto ids = accounts::enumerate(profile, category, std::nullopt);
        out += std::string("category ") + name + ": " + std::to_string(ids.size()) + " accounts\n";
        for (const std::uint32_t id : ids)
            out += account_text(profile, *profile.find_account(id), store);
    }
    return out;
}

TEST_F(Clients, list_every_account_of_the_sample_with_all_its_properties) {
    for (const std::string kind : {"hive", "reg", "sqlite"}) {
        const std::string source = sample(kind);
        const auto run = run_client("list_accounts", source, {"Outlook"});
        EXPECT_EQ(run.exit_code, 0) << kind;
        EXPECT_EQ(run.signal, 0) << kind;
        EXPECT_EQ(run.output, list_text(source)) << kind;
    }
}

TEST_F(Clients, list_every_account_of_real_profiles) {
    OLKACCT_NEED_SHARED_HIVES();
    for (const char* const name :
         {"ntuser_win7_outlook2010_pop3.dat", "ntuser_win10_outlook16_no_mail.dat",
          "outlook16_x64_1pop.hive"}) {
        const auto source = shared_hive("profiles/" + std::string(name)).string();
        const auto run = run_client("list_accounts", source);
        EXPECT_EQ(run.exit_code, 0) << name;
        EXPECT_EQ(run.output, list_text(source)) << name;
    }
}

// How often a client that reads each account once for each of its categories is asked for its
// session.
int expected_loans(const std::string& source) {
    const auto contents = Source::open(source)->read();
    const Profile& profile = contents->profiles.at(0);
    int loans = 0;
    for (const Category category : all_categories)
        for (const std::uint32_t id : accounts::enumerate(profile, category, std::nullopt)) {
            const Account& account = *profile.find_account(id);
            if (account.categories.contains(Category::mail) &&
                !get_property(profile, account, delivery_store))
                ++loans;
            if (account.is_exchange && !get_property(profile, account, identity)) ++loans;
        }
    return loans;
}

TEST_F(Clients, find_their_session_free_after_every_call) {
    for (const std::string kind : {"hive", "reg", "sqlite"}) {
        const std::string source = sample(kind);
        const auto run = run_client("lend_session", source, {"Outlook"});
        EXPECT_EQ(run.exit_code, 0) << run.output;
        EXPECT_EQ(run.signal, 0);
        const int loans = expected_loans(source);
        EXPECT_GT(loans, 3);
        const std::string end = "lent " + std::to_string(loans) +
                                " times, handed off 1 times, held by nobody else\n"
                                "released with 0 references left\n";
        EXPECT_TRUE(run.output.ends_with(end)) << run.output;
    }
}

// Of the second account, a data file that another program adds and deletes again, and of an order.
TEST_F(Clients, hear_what_another_program_does) {
    for (const std::string kind : {"hive", "reg", "sqlite"}) {
        const std::string source = sample(kind);
        const auto contents = Source::open(source)->read();
        const Profile& profile = contents->profiles.at(0);
        const std::string first = std::to_string(profile.accounts.at(0).id);
        const std::string added = std::to_string(*profile.next_account_id);
        ChildResult heard;
        setenv("OLKACCT_SOURCE", source.c_str(), 1);
        const auto listening = folder_ / ("listening." + kind);
        std::thread listener([&] {
            heard = run_program({"/bin/sh", "-c", "exec \"$0\" Outlook 6 | tee \"$1\"",
                                 std::string(CLIENTS) + "hear_changes", listening.string()},
                                {.address_space = UINT64_MAX, .seconds = 60});
        });
        while (!fs::exists(listening) || fs::file_size(listening) == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        std::size_t told = fs::file_size(listening);
        // Each step is heard before the next one: what two steps do might else be told as one.
        const auto step = [&](const std::vector<std::string>& words) {
            std::vector<std::string> line = {"Outlook"};
            line.insert(line.end(), words.begin(), words.end());
            const auto run = run_client("edit_accounts", source, line);
            EXPECT_EQ(run.exit_code, 0) << run.output;
            for (int i = 0; i < 2000 && fs::file_size(listening) == told; ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            told = fs::file_size(listening);
        };
        step({"rename", first, "Renamed"});
        step({"add", "Archive"});
        step({"reverse"});
        step({"delete", added});
        step({"rename", first, "Again"});
        listener.join();
        EXPECT_EQ(heard.output, "listening\nchanged " + first + " Renamed\ncreated " + added +
                                    " Archive\norder changed 0\npredeleted " + added +
                                    " Archive\ndeleted " + added + "\nchanged " + first +
                                    " Again\nall as told\n")
            << kind;
    }
}

TEST_F(Clients, say_what_failed_and_end_with_1) {
    const auto run = run_client("list_accounts", (folder_ / "missing.reg").string());
    EXPECT_EQ(run.exit_code, 1);
    EXPECT_EQ(run.output, "logon failed: 0x80040111\n");
}

bool may_be_included(const std::string& target) {
    static const std::vector<std::string> headers = {"<olkacct/acctmgmt.h>",
                                                     "<olkacct/accteditor.h>",
                                                     "<olkacct/accthelper.h>",
                                                     "<olkacct/mapi.h>",
                                                     "<objbase.h>",
                                                     "\"client.h\""};
    return std::ranges::find(headers, target) != headers.end() ||
           target.find_first_of("./\"") == std::string::npos;  // the C++ standard library
}

TEST(ClientSources, include_the_public_headers_and_the_standard_library_only) {
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(source_dir() / "tests/clients")) {
        const auto& path = entry.path();
        if (!entry.is_regular_file() || path.filename() == "clients_test.cc") continue;
        if (path.extension() != ".cc" && path.extension() != ".h") continue;
        ++files;
        std::ifstream stream(path);
        for (std::string line; std::getline(stream, line);) {
            if (!line.starts_with("#include ")) continue;
            EXPECT_TRUE(may_be_included(line.substr(9))) << path << ": " << line;
        }
    }
    EXPECT_GE(files, 2);
}

}  // namespace
}  // namespace olkacct::test

// Our SQLite store beside raw SQLite that holds the same bytes, one blob an account. Usage:
// olkacct_sqlite [folder for the databases]
#include <sqlite3.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "measure.h"
#include "registry/sqlite/key_content.h"
#include "registry/sqlite/sqlite_store.h"
#include "report.h"

namespace olkacct::bench {
namespace {

using registry::KeyId;

constexpr int many = 100000;
constexpr int fewer = 10000;
constexpr const char16_t* list_path =
    u"Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\Outlook\\"
    u"9375CFF0413111d3B88A00104B2A6676";

template <class T>
T must(Result<T> outcome) {
    if (!outcome) throw std::runtime_error(outcome.error().what + " " + outcome.error().where);
    if constexpr (!std::is_void_v<T>) return *std::move(outcome);
}

std::u16string hexadecimal(int number) {
    char text[9];
    std::snprintf(text, sizeof text, "%08x", static_cast<unsigned>(number));
    return {text, text + 8};
}

RegistryValue text_value(std::u16string name, std::u16string_view text) {
    RegistryValue out{std::move(name), registry_type::sz, {}};
    for (const char16_t unit : std::u16string(text) + u'\0') {
        out.data.push_back(static_cast<std::byte>(unit & 0xFF));
        out.data.push_back(static_cast<std::byte>(unit >> 8));
    }
    return out;
}

// An account of about the size and shape of a POP3 account of Outlook.
std::vector<RegistryValue> account(int number) {
    const std::u16string id = hexadecimal(number);
    std::vector<RegistryValue> out = {
        text_value(u"Account Name", id + u"@mail.example.org"),
        text_value(u"Display Name", u"Jane Doe " + id),
        text_value(u"Email", id + u"@mail.example.org"),
        text_value(u"POP3 Server", u"pop.mail.example.org"),
        text_value(u"POP3 User", id),
        text_value(u"SMTP Server", u"smtp.mail.example.org"),
        text_value(u"clsid", u"{ED475411-B0D6-11D2-8C3B-00104B2A6676}"),
    };
    for (const char16_t* name : {u"POP3 Port", u"SMTP Port", u"POP3 Use SSL", u"SMTP Use SSL",
                                 u"SMTP Use Auth", u"LastChangeVer", u"Mini UID", u"SMTP Secure",
                                 u"Leave on Server", u"Delivery Flags", u"POP3 Timeout"}) {
        out.push_back({name, registry_type::dword, std::vector<std::byte>(4, std::byte{1})});
    }
    for (const char16_t* name : {u"Preferences UID", u"Service UID", u"XP Provider UID"}) {
        out.push_back({name, registry_type::binary, std::vector<std::byte>(16, std::byte{7})});
    }
    out.push_back({u"Delivery Store EntryID", registry_type::binary,
                   std::vector<std::byte>(220, std::byte{3})});
    return out;
}

class Raw {
  public:
    explicit Raw(const std::string& path, const char* schema) {
        check(sqlite3_open(path.c_str(), &database_));
        run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL");
        run(schema);
    }
    Raw(const Raw&) = delete;
    Raw& operator=(const Raw&) = delete;
    ~Raw() {
        for (sqlite3_stmt* statement : statements_) sqlite3_finalize(statement);
        sqlite3_close(database_);
    }

    void run(const char* sql) { check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr)); }
    sqlite3_stmt* prepare(const char* sql) {
        sqlite3_stmt* statement = nullptr;
        check(sqlite3_prepare_v2(database_, sql, -1, &statement, nullptr));
        statements_.push_back(statement);
        return statement;
    }
    void step(sqlite3_stmt* statement) {
        if (sqlite3_step(statement) != SQLITE_DONE) {
            throw std::runtime_error(std::string("raw SQLite: ") + sqlite3_errmsg(database_));
        }
        sqlite3_reset(statement);
    }

  private:
    static void check(int code) {
        if (code != SQLITE_OK) throw std::runtime_error(sqlite3_errstr(code));
    }
    sqlite3* database_ = nullptr;
    std::vector<sqlite3_stmt*> statements_;
};

void bind_blob(sqlite3_stmt* statement, int at, const std::vector<std::byte>& bytes) {
    sqlite3_bind_blob(statement, at, bytes.data(), static_cast<int>(bytes.size()),
                      SQLITE_TRANSIENT);
}

constexpr const char* blob_schema =
    "CREATE TABLE accounts(id INTEGER PRIMARY KEY, data BLOB NOT NULL)";
constexpr const char* row_schema =
    "CREATE TABLE vals(account INTEGER, name BLOB, position INTEGER, type INTEGER, data BLOB, "
    "PRIMARY KEY(account, name)) WITHOUT ROWID";

// A new file for each use.
class Files {
  public:
    explicit Files(std::filesystem::path folder) : folder_(std::move(folder)) {
        std::filesystem::create_directories(folder_);
    }
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;
    ~Files() { std::filesystem::remove_all(folder_); }
    std::string next() { return (folder_ / (std::to_string(++count_) + ".db")).string(); }

  private:
    std::filesystem::path folder_;
    int count_ = 0;
};

KeyId make_list(registry::WriteTransaction& writer) {
    KeyId key = writer.root();
    std::u16string_view rest = list_path;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(u'\\'), rest.size());
        key = must(writer.create_key(key, rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return key;
}

std::shared_ptr<registry::Store> create_ours(Files& files, int accounts) {
    auto store = must(registry::open_sqlite_store(files.next(), {.create = true}));
    const auto writer = must(store->begin_write());
    const KeyId list = make_list(*writer);
    for (int i = 1; i <= accounts; ++i) {
        const KeyId key = must(writer->create_key(list, hexadecimal(i)));
        for (RegistryValue& value : account(i)) must(writer->set_value(key, std::move(value)));
    }
    must(writer->commit());
    return store;
}

std::unique_ptr<Raw> create_blobs(Files& files, int accounts) {
    auto raw = std::make_unique<Raw>(files.next(), blob_schema);
    sqlite3_stmt* insert = raw->prepare("INSERT INTO accounts VALUES(?,?)");
    raw->run("BEGIN IMMEDIATE");
    for (int i = 1; i <= accounts; ++i) {
        sqlite3_bind_int(insert, 1, i);
        bind_blob(insert, 2, registry::pack_values(account(i)));
        raw->step(insert);
    }
    raw->run("COMMIT");
    return raw;
}

std::unique_ptr<Raw> create_rows(Files& files, int accounts) {
    auto raw = std::make_unique<Raw>(files.next(), row_schema);
    sqlite3_stmt* insert = raw->prepare("INSERT INTO vals VALUES(?,?,?,?,?)");
    raw->run("BEGIN IMMEDIATE");
    for (int i = 1; i <= accounts; ++i) {
        int position = 0;
        for (const RegistryValue& value : account(i)) {
            sqlite3_bind_int(insert, 1, i);
            bind_blob(insert, 2, registry::fold_name(value.name));
            sqlite3_bind_int(insert, 3, ++position);
            sqlite3_bind_int64(insert, 4, value.type);
            bind_blob(insert, 5, value.data);
            raw->step(insert);
        }
    }
    raw->run("COMMIT");
    return raw;
}

// Of the uncounted first pair too, whose number is no small one.
int account_of(std::size_t repetition) { return static_cast<int>(repetition % fewer) + 1; }

void compare_commits(Files& files, Report& report) {
    const auto store = create_ours(files, fewer);
    const auto raw = create_blobs(files, fewer);
    sqlite3_stmt* read = raw->prepare("SELECT data FROM accounts WHERE id=?");
    sqlite3_stmt* update = raw->prepare("UPDATE accounts SET data=? WHERE id=?");
    constexpr int repetitions = 300;
    const auto measured = measure_pairs(
        Clock::elapsed, repetitions,
        [&](std::size_t i) {
            const auto writer = must(store->begin_write());
            const KeyId list = *must(find_path(*writer, writer->root(), list_path));
            const KeyId key = *must(writer->find(list, hexadecimal(account_of(i))));
            must(writer->set_value(key, text_value(u"POP3 Server", u"new.mail.example.net")));
            must(writer->set_value(
                key, {u"LastChangeVer", registry_type::dword, std::vector<std::byte>(4)}));
            must(writer->commit());
        },
        [&](std::size_t i) {
            const int id = account_of(i);
            raw->run("BEGIN IMMEDIATE");
            sqlite3_bind_int(read, 1, id);
            sqlite3_step(read);
            const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(read, 0));
            std::vector<std::byte> blob(data, data + sqlite3_column_bytes(read, 0));
            sqlite3_reset(read);
            blob[30] = std::byte{'x'};
            bind_blob(update, 1, blob);
            sqlite3_bind_int(update, 2, id);
            raw->step(update);
            raw->run("COMMIT");
        });
    constexpr double most = 1.5;
    report.slower("SQLite: one durable SaveChanges", measured, most);
}

void compare_creation(Files& files, Report& report) {
    for (const int accounts : {fewer, many}) {
        const auto measured = measure_pairs(
            Clock::elapsed, accounts == many ? 3 : 7,
            [&](std::size_t) { create_ours(files, accounts); },
            [&](std::size_t) { create_blobs(files, accounts); });
        constexpr double most = 2.5;
        report.slower("SQLite: creating " + std::to_string(accounts) + " accounts", measured, most);
        if (accounts == fewer) {
            const auto rows = measure_pairs(
                Clock::elapsed, 3, [&](std::size_t) { create_rows(files, accounts); },
                [&](std::size_t) { create_blobs(files, accounts); });
            report.slower("  the same with a row for each value, not ours", rows, 0);
        }
    }
    // In processor time: how fast the disk takes 150 MB is not the question.
    const auto growth = measure_pairs(
        Clock::processor, 3, [&](std::size_t) { create_ours(files, many); },
        [&](std::size_t) {
            for (int i = 0; i < many / fewer; ++i) create_ours(files, fewer);
        });
    constexpr double most_growth = 1.3;
    report.slower("SQLite: 100,000 accounts at once / ten times 10,000", growth, most_growth);
}

std::size_t read_blobs(sqlite3_stmt* select) {
    std::size_t bytes = 0;
    while (sqlite3_step(select) == SQLITE_ROW) {
        const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(select, 0));
        const std::vector<std::byte> blob(data, data + sqlite3_column_bytes(select, 0));
        bytes += blob.size();
    }
    sqlite3_reset(select);
    return bytes;
}

void compare_listing(Files& files, Report& report) {
    const auto store = create_ours(files, fewer);
    const auto blobs = create_blobs(files, fewer);
    const auto rows = create_rows(files, fewer);
    std::size_t values = 0;
    std::size_t bytes = 0;
    const auto list_ours = [&](std::size_t) {
        const auto reader = must(store->begin_read());
        const KeyId list = *must(find_path(*reader, reader->root(), list_path));
        for (const auto& key : must(reader->subkeys(list))) {
            values += must(reader->values(key.id)).size();
        }
    };
    sqlite3_stmt* one = blobs->prepare("SELECT data FROM accounts WHERE id=?");
    sqlite3_stmt* all = blobs->prepare("SELECT data FROM accounts ORDER BY id");
    sqlite3_stmt* each = rows->prepare("SELECT data FROM vals WHERE account=? ORDER BY position");
    constexpr int repetitions = 21;
    const auto by_id = measure_pairs(Clock::elapsed, repetitions, list_ours, [&](std::size_t) {
        blobs->run("BEGIN");
        for (int i = 1; i <= fewer; ++i) {
            sqlite3_bind_int(one, 1, i);
            bytes += read_blobs(one);
        }
        blobs->run("COMMIT");
    });
    const auto in_one_scan = measure_pairs(Clock::elapsed, repetitions, list_ours,
                                           [&](std::size_t) { bytes += read_blobs(all); });
    const auto by_row = measure_pairs(
        Clock::elapsed, repetitions,
        [&](std::size_t) {
            rows->run("BEGIN");
            for (int i = 1; i <= fewer; ++i) {
                sqlite3_bind_int(each, 1, i);
                bytes += read_blobs(each);
            }
            rows->run("COMMIT");
        },
        [&](std::size_t) {
            blobs->run("BEGIN");
            for (int i = 1; i <= fewer; ++i) {
                sqlite3_bind_int(one, 1, i);
                bytes += read_blobs(one);
            }
            blobs->run("COMMIT");
        });
    constexpr double most = 2.5;
    report.slower("SQLite: listing 10,000 accounts, all values", by_id, most);
    report.slower("  against the blobs in one scan, not decoded", in_one_scan, 0);
    report.slower("  a row for each value, not ours, not decoded", by_row, 0);
    if (values == 0 || bytes == 0) throw std::runtime_error("nothing was read");
}

int run(const std::filesystem::path& folder) {
    Files files(folder / ("olkacct-sqlite-" + std::to_string(::getpid())));
    Report report;
    compare_commits(files, report);
    compare_creation(files, report);
    compare_listing(files, report);
    return report.missed() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace olkacct::bench

int main(int count, char** arguments) {
    try {
        return olkacct::bench::run(count > 1 ? arguments[1] : ".");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "olkacct_sqlite: %s\n", error.what());
        return 2;
    }
}

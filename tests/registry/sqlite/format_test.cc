// The file: what is refused, how versions follow each other, and what damage does.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>

#include "registry/sqlite/key_content.h"
#include "registry/sqlite/scratch_database.h"
#include "support/store_access.h"
#include "support/store_walk.h"

namespace olkacct::testing_support {
namespace {

using registry::open_sqlite_store;

void run_sql(const std::string& path, const char* sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database);
    sqlite3_close(database);
}

Error refusal(const std::string& path, const registry::SqliteOptions& options = {}) {
    const auto opened = open_sqlite_store(path, options);
    EXPECT_FALSE(opened.has_value());
    return opened ? Error{} : opened.error();
}

TEST(SqliteFormat, refuses_what_is_no_database_of_ours) {
    const test::TempDir folder;
    const std::string path = (folder / "x.db").string();
    EXPECT_EQ(refusal(path).code, ErrorCode::source_not_found);
    EXPECT_FALSE(std::filesystem::exists(path));

    std::ofstream(path) << "";
    EXPECT_EQ(refusal(path).code, ErrorCode::unknown_source_kind);

    std::ofstream(path) << std::string(5000, 'x');
    EXPECT_EQ(refusal(path).code, ErrorCode::unknown_source_kind);
    EXPECT_EQ(refusal(path, {.create = true}).code, ErrorCode::unknown_source_kind);

    std::filesystem::remove(path);
    run_sql(path, "CREATE TABLE t(x)");
    EXPECT_NE(refusal(path).what.find("another program"), std::string::npos);
    EXPECT_NE(refusal(path, {.create = true}).what.find("another program"), std::string::npos);
    EXPECT_EQ(refusal(folder.path().string()).code, ErrorCode::unknown_source_kind);
}

TEST(SqliteFormat, refuses_a_database_of_a_newer_version) {
    const ScratchDatabase scratch;
    ASSERT_TRUE(scratch.open());
    run_sql(scratch.path, "PRAGMA user_version=99");
    const Error error = refusal(scratch.path);
    EXPECT_EQ(error.code, ErrorCode::unknown_source_kind);
    EXPECT_NE(error.what.find("version 99"), std::string::npos);
}

TEST(SqliteFormat, leads_an_old_database_through_every_version_once) {
    const ScratchDatabase scratch;
    const Content content{.subkeys = {{.name = u"A", .values = {text_value(u"v", u"x")}}}};
    write_all(*scratch.open(), content);

    const char* const steps[] = {registry::schema_steps()[0],
                                 "CREATE TABLE second(x); INSERT INTO second VALUES(1)",
                                 "INSERT INTO second SELECT x + 1 FROM second"};
    for (int times = 0; times < 2; ++times) {
        const auto store = scratch.open({.steps = steps});
        EXPECT_EQ(read_all(*store), content);
    }
    auto connection = registry::Connection::open(scratch.path, {});
    ASSERT_TRUE(connection.has_value());
    EXPECT_EQ((*connection)->number("PRAGMA user_version"), 3U);
    EXPECT_EQ((*connection)->number("SELECT sum(x) FROM second"), 3U);
    EXPECT_EQ(refusal(scratch.path).code, ErrorCode::unknown_source_kind) << "it is newer now";
}

TEST(SqliteFormat, leaves_the_old_version_when_a_step_fails) {
    const ScratchDatabase scratch;
    write_all(*scratch.open(), {.values = {text_value(u"v", u"x")}});
    const char* const steps[] = {registry::schema_steps()[0], "CREATE TABLE second(x); NONSENSE"};
    EXPECT_FALSE(open_sqlite_store(scratch.path, {.steps = steps}).has_value());
    EXPECT_EQ(read_all(*scratch.open({})).values.size(), 1U);
    auto connection = registry::Connection::open(scratch.path, {});
    ASSERT_TRUE(connection.has_value());
    EXPECT_EQ((*connection)->number("SELECT count(*) FROM sqlite_schema WHERE name='second'"), 0U);
}

TEST(SqliteFormat, is_a_write_ahead_database_with_the_mark_of_the_program) {
    const ScratchDatabase scratch;
    ASSERT_TRUE(scratch.open());
    auto connection = registry::Connection::open(scratch.path, {});
    ASSERT_TRUE(connection.has_value());
    EXPECT_EQ((*connection)->number("PRAGMA application_id"), 0x6F6C6B61U);
    EXPECT_EQ((*connection)->number("PRAGMA user_version"), 1U);
    constexpr std::size_t write_version_at = 18;
    EXPECT_EQ(test::read_file(scratch.path)[write_version_at], std::byte{2}) << "write-ahead log";
    EXPECT_EQ((*connection)->number("PRAGMA synchronous"), 2U);
}

TEST(SqliteFormat, packs_values_into_the_documented_bytes) {
    const std::vector<RegistryValue> values = {value(u"ab", registry_type::dword, "1234"),
                                               value(u"\u0416", 300, ""),
                                               value(u"", 0xFFFFFFFF, "x")};
    const auto packed = registry::pack_values(values);
    EXPECT_EQ(packed, bytes(std::string("\x04"
                                        "ab\x04\x04"
                                        "1234"
                                        "\x03\x16\x04\xAC\x02\x00"
                                        "\x00\xFF\xFF\xFF\xFF\x0F\x01x",
                                        23)));
    EXPECT_EQ(registry::unpack_values(packed), values);
    EXPECT_EQ(registry::unpack_value(packed, u"\u0436")->value().type, 300U);
    EXPECT_FALSE(registry::unpack_value(packed, u"zz")->has_value());
    for (std::size_t length = 1; length < packed.size(); ++length) {
        const auto cut = registry::unpack_values(std::span(packed).first(length));
        EXPECT_TRUE(!cut || cut->size() < values.size()) << length;
    }
}

TEST(SqliteFormat, orders_folded_names_as_windows_orders_names) {
    const std::u16string names[] = {u"", u"a", u"AB", u"b", u"_", u"\u00E9", u"\u0100", u"\uFFFF"};
    for (const auto& left : names) {
        for (const auto& right : names) {
            EXPECT_EQ(registry::fold_name(left) < registry::fold_name(right),
                      base::compare_names(left, right) < 0);
        }
    }
}

// Whatever a byte is changed to: an answer or an error, never a crash.
TEST(SqliteFormat, survives_damage_at_any_place) {
    const ScratchDatabase scratch;
    write_all(*scratch.open(),
              {.values = {text_value(u"v", u"x")},
               .subkeys = {{.name = u"A", .subkeys = {{.name = u"B"}}}, {.name = u"C"}}});
    const auto sound = test::read_file(scratch.path);
    ASSERT_GT(sound.size(), 4096U);
    int refused = 0;
    for (std::size_t at = 0; at < sound.size(); at += 37) {
        auto damaged = sound;
        damaged[at] ^= std::byte{0xFF};
        test::write_file(scratch.path, damaged);
        const auto store = open_sqlite_store(scratch.path);
        const auto reader = store ? (*store)->begin_read() : tl::unexpected(store.error());
        if (!reader) {
            ++refused;
            continue;
        }
        test::walk_store(**reader);
    }
    EXPECT_GT(refused, 0);
}

TEST(SqliteFormat, says_which_row_is_damaged) {
    const ScratchDatabase scratch;
    write_all(*scratch.open(), {.values = {text_value(u"v", u"x")}});
    run_sql(scratch.path, "UPDATE keys SET content=x'FFFFFF' WHERE id=1");
    const OpenStore opened(scratch.open({}));
    const auto values = opened->values(opened->root());
    ASSERT_FALSE(values.has_value());
    EXPECT_EQ(values.error().code, ErrorCode::database_damaged);
    EXPECT_NE(values.error().where.find("row 1"), std::string::npos);
}

}  // namespace
}  // namespace olkacct::testing_support

// The SQLite store: the conformance suite, and what is particular to it.
#include "registry/sqlite/sqlite_store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>

#include "registry/open_store.h"
#include "registry/sqlite/scratch_database.h"
#include "registry/sqlite/sqlite_state.h"
#include "support/child.h"
#include "support/store_conformance.h"

namespace olkacct::testing_support {
namespace {

StoreCase sqlite_case() {
    return {.name = "sqlite",
            .make =
                [](const Content& content) {
                    auto store = make_scratch_store();
                    write_all(*store, content);
                    return store;
                },
            .capabilities = {.write = true,
                             .atomic = true,
                             .durable = true,
                             .watch = true,
                             .change_log = true,
                             .secrets = true},
            .keeps_class_names = true};
}
OLKACCT_STORE_CONFORMANCE(Sqlite, sqlite_case());

Content numbered(int count) {
    Content out;
    for (int i = 0; i < count; ++i) {
        const std::string digits = std::to_string(i);
        const std::u16string name(digits.begin(), digits.end());
        out.subkeys.push_back({.name = name,
                               .values = {text_value(u"name", name),
                                          value(u"data", registry_type::binary,
                                                std::string(1000, static_cast<char>(i)))}});
    }
    return sorted(out);
}

TEST(SqliteStore, keeps_everything_when_it_is_closed_and_opened_again) {
    const ScratchDatabase scratch;
    const Content content = numbered(20);
    write_all(*scratch.open(), content);
    EXPECT_EQ(read_all(*scratch.open({})), content);
}

TEST(SqliteStore, writes_more_than_it_holds_in_memory_in_one_transaction) {
    const auto store = make_scratch_store();
    const Content content = numbered(9000);  // 9 MB, twice what is gathered
    write_all(*store, content);
    EXPECT_EQ(read_all(*store), content);
}

TEST(SqliteStore, keeps_security_descriptors_and_shares_equal_ones) {
    const auto store = make_scratch_store();
    {
        const auto writer = begin_write(*store);
        const auto key = writer->create_key(writer->root(), u"A");
        ASSERT_TRUE(key.has_value());
        ASSERT_TRUE(writer->set_security(writer->root(), bytes("descriptor")).has_value());
        ASSERT_TRUE(writer->set_security(*key, bytes("descriptor")).has_value());
        EXPECT_EQ(writer->security(*key), bytes("descriptor"));
        ASSERT_TRUE(writer->commit().has_value());
    }
    const OpenStore opened(store);
    EXPECT_EQ(opened->security(opened->root()), bytes("descriptor"));
    const auto key = opened->find(opened->root(), u"a");
    ASSERT_TRUE(key && *key);
    EXPECT_EQ(opened->security(**key), bytes("descriptor"));
}

TEST(SqliteStore, notes_when_a_key_was_last_written) {
    const auto store = make_scratch_store();
    commit_value(*store, u"v", u"x");
    const OpenStore opened(store);
    constexpr std::uint64_t year_2020 = 132'223'104'000'000'000;
    EXPECT_GT(opened->info(opened->root())->last_written, year_2020);
}

TEST(SqliteStore, refuses_a_key_deeper_than_windows_allows) {
    const auto store = make_scratch_store();
    const auto writer = begin_write(*store);
    registry::KeyId key = writer->root();
    for (std::size_t depth = 0; depth < registry::max_key_depth; ++depth) {
        const auto created = writer->create_key(key, u"k");
        ASSERT_TRUE(created.has_value()) << depth;
        key = *created;
    }
    const auto refused = writer->create_key(key, u"k");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::limit_exceeded);
}

TEST(SqliteStore, lets_a_writer_wait_for_another_until_the_time_is_over) {
    const ScratchDatabase scratch;
    const auto store = scratch.open();
    const auto impatient = scratch.open({.busy_timeout = std::chrono::milliseconds(1)});
    auto writer = begin_write(*store);
    const auto refused = impatient->begin_write();
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::source_busy);
    std::thread other([&store] { commit_value(*store, u"other", u"x"); });
    ASSERT_TRUE(writer->set_value(writer->root(), text_value(u"mine", u"x")).has_value());
    ASSERT_TRUE(writer->commit().has_value());
    writer.reset();
    other.join();
    EXPECT_EQ(read_all(*store).values.size(), 2U);
}

TEST(SqliteStore, is_readable_by_its_owner_only) {
    const ScratchDatabase scratch;
    const auto store = scratch.open();
    commit_value(*store, u"v", u"x");
    for (const char* suffix : {"", "-wal", "-shm", ".key"}) {
        struct stat status {};
        ASSERT_EQ(::stat((scratch.path + suffix).c_str(), &status), 0) << suffix;
        EXPECT_EQ(status.st_mode & 0777U, 0600U) << suffix;
    }
}

TEST(SqliteStore, is_opened_by_scheme_and_by_its_first_bytes) {
    const ScratchDatabase scratch;
    write_all(*scratch.open(), numbered(1));
    for (const std::string& name : {"sqlite:" + scratch.path, scratch.path}) {
        const auto opened = registry::open_store(name, {}, base::system_files());
        ASSERT_TRUE(opened.has_value()) << opened.error().what;
        EXPECT_EQ(read_all(**opened), numbered(1));
    }
}

// Closing a descriptor of its own drops all of a process's locks on a file (POSIX). Another process
// that then closes the database takes the log away from under the first one.
TEST(SqliteStore, keeps_its_locks_when_the_same_file_is_opened_again_and_closed) {
    const ScratchDatabase scratch;
    const auto store = scratch.open();
    commit_value(*store, u"v", u"1");
    ASSERT_TRUE(registry::open_store(scratch.path, {}, base::system_files()).has_value());
    const std::string by_another_process =
        "sqlite3 '" + scratch.path +
        "' 'SELECT count(*) FROM keys' >/dev/null 2>&1 || python3 -c "
        "'import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); "
        "c.execute(\"select count(*) from keys\").fetchall(); c.close()' '" +
        scratch.path + "'";
    if (std::system(by_another_process.c_str()) != 0) {
        GTEST_SKIP() << "no other program that opens SQLite databases is here";
    }
    EXPECT_TRUE(std::filesystem::exists(scratch.path + "-wal"));
    commit_value(*store, u"v", u"2");
    const OpenStore other(scratch.open());
    EXPECT_EQ(other.value(u"v"), text_value(u"v", u"2"));
}

TEST(SqliteStore, is_read_where_no_file_can_be_made_beside_it) {
    const ScratchDatabase scratch;
    write_all(*scratch.open(), numbered(3));
    ASSERT_EQ(::chmod(scratch.path.c_str(), 0444), 0);
    ASSERT_EQ(::chmod(scratch.folder.path().c_str(), 0555), 0);
    const auto result = test::run_as_nobody([&scratch](std::string& out) {
        const auto store = registry::open_sqlite_store(scratch.path, {});
        if (!store) {
            out = store.error().what;
            return 1;
        }
        if (read_all(**store) != numbered(3)) {
            return 2;
        }
        const auto write = (*store)->begin_write();
        return !write && write.error().code == ErrorCode::access_denied ? 0 : 3;
    });
    ASSERT_EQ(::chmod(scratch.folder.path().c_str(), 0700), 0);
    EXPECT_EQ(result.exit_code, 0) << result.output;
}

TEST(SqliteStore, that_is_read_as_it_lies_tells_when_it_was_written_meanwhile) {
    const ScratchDatabase scratch;
    commit_value(*scratch.open(), u"v", u"1");
    registry::SqliteState state(scratch.path, {}, nullptr);
    ASSERT_TRUE(state.read_as_it_lies());
    auto connection = state.take();
    ASSERT_TRUE(connection.has_value()) << connection.error().what;
    EXPECT_TRUE((*connection)->reads_as_it_lies());
    EXPECT_TRUE(state.verify(**connection).has_value());
    {
        const auto store = scratch.open({});
        commit_value(*store, u"v", u"2");
        EXPECT_EQ(state.verify(**connection).error().code, ErrorCode::changed_while_reading);
        EXPECT_FALSE(state.read_as_it_lies()) << "its log lies beside it";
    }
    EXPECT_EQ(state.verify(**connection).error().code, ErrorCode::changed_while_reading);
    state.give_back(std::move(*connection));
}

TEST(SqliteStore, calls_a_log_index_that_cannot_grow_a_full_disk) {
    EXPECT_EQ(registry::code_of_sqlite(SQLITE_IOERR_SHMSIZE), ErrorCode::disk_full);
    EXPECT_EQ(registry::code_of_sqlite(SQLITE_IOERR_READ), ErrorCode::io_error);
}

TEST(SqliteStore, finds_its_default_place_as_the_xdg_rules_say) {
    const char* const data = std::getenv("XDG_DATA_HOME");
    const char* const home = std::getenv("HOME");
    const std::string data_before = data != nullptr ? data : "";
    const std::string home_before = home != nullptr ? home : "";
    ::setenv("HOME", "/home/u", 1);
    ::setenv("XDG_DATA_HOME", "/data", 1);
    EXPECT_EQ(registry::default_database_path(), "/data/olkacct/profiles.db");
    ::setenv("XDG_DATA_HOME", "relative", 1);
    EXPECT_EQ(registry::default_database_path(), "/home/u/.local/share/olkacct/profiles.db");
    ::unsetenv("XDG_DATA_HOME");
    EXPECT_EQ(registry::default_database_path(), "/home/u/.local/share/olkacct/profiles.db");
    ::unsetenv("HOME");
    EXPECT_EQ(registry::default_database_path(), "");
    ::setenv("HOME", home_before.c_str(), 1);
    if (data != nullptr) ::setenv("XDG_DATA_HOME", data_before.c_str(), 1);
}

}  // namespace
}  // namespace olkacct::testing_support

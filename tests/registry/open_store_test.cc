// Choosing the kind of store by scheme or by the first bytes.
#include "registry/open_store.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/memory_files.h"
#include "support/fault_layer.h"
#include "support/hive_builder.h"
#include "support/temp_dir.h"

namespace olkacct::registry {
namespace {

std::vector<std::byte> bytes(std::string_view text) {
    std::vector<std::byte> data;
    for (const char character : text) {
        data.push_back(static_cast<std::byte>(character));
    }
    return data;
}

class OpenStore : public testing::Test {
  protected:
    OpenStore() {
        files_->put("NTUSER.DAT", test::HiveBuilder().file());
        files_->put("C:\\NTUSER.DAT", test::HiveBuilder().file());
        files_->put("a:b/ntuser", test::HiveBuilder().file());
        files_->put("note:1.dat", test::HiveBuilder().file());
        files_->put("user.reg", bytes("REGEDIT4\r\n\r\n[HKEY_CURRENT_USER\\A]\r\n"));
        files_->put("text", bytes("hello"));
        files_->put("empty", {});
    }

    Result<std::shared_ptr<Store>> open(std::string_view path) {
        return open_store(path, {}, files_);
    }
    ErrorCode failure(std::string_view path) {
        const auto store = open(path);
        return store ? ErrorCode::ok : store.error().code;
    }

    std::shared_ptr<base::MemoryFiles> files_ = std::make_shared<base::MemoryFiles>();
};

TEST_F(OpenStore, tells_a_hive_by_its_first_bytes) {
    const auto store = open("NTUSER.DAT");
    ASSERT_TRUE(store.has_value()) << store.error().what;
    EXPECT_TRUE((*store)->begin_read().has_value());
    EXPECT_EQ((*store)->name(), "NTUSER.DAT");
}

TEST_F(OpenStore, tells_an_export_by_its_first_bytes) {
    for (const std::string_view path : {"user.reg", "reg:user.reg"}) {
        const auto store = open(path);
        ASSERT_TRUE(store.has_value()) << store.error().what;
        const auto transaction = (*store)->begin_read();
        ASSERT_TRUE(transaction.has_value()) << transaction.error().what;
        EXPECT_TRUE((*transaction)->find((*transaction)->root(), u"a")->has_value());
    }
}

TEST_F(OpenStore, takes_a_scheme_at_its_word) {
    EXPECT_EQ(failure("hive:NTUSER.DAT"), ErrorCode::ok);
    const auto store = open("hive:text");
    ASSERT_TRUE(store.has_value());
    const auto transaction = (*store)->begin_read();
    ASSERT_FALSE(transaction.has_value());
    EXPECT_EQ(transaction.error().code, ErrorCode::not_a_hive);
}

TEST_F(OpenStore, does_not_take_drives_and_odd_file_names_for_schemes) {
    EXPECT_EQ(failure("C:\\NTUSER.DAT"), ErrorCode::ok);
    EXPECT_EQ(failure("a:b/ntuser"), ErrorCode::ok);
    EXPECT_EQ(failure("note:1.dat"), ErrorCode::ok) << "a file that is there";
}

TEST_F(OpenStore, refuses_an_unknown_scheme_and_names_the_known_ones) {
    const auto store = open("ftp:NTUSER.DAT");
    ASSERT_FALSE(store.has_value());
    EXPECT_EQ(store.error().code, ErrorCode::unknown_source_kind);
    EXPECT_NE(store.error().what.find("hive:"), std::string::npos);
}

TEST_F(OpenStore, refuses_files_of_another_kind) {
    EXPECT_EQ(failure("text"), ErrorCode::unknown_source_kind);
    EXPECT_EQ(failure("empty"), ErrorCode::unknown_source_kind);
}

TEST_F(OpenStore, says_that_a_file_is_not_there) {
    EXPECT_EQ(failure("nothing"), ErrorCode::source_not_found);
    EXPECT_EQ(failure("hive:nothing"), ErrorCode::source_not_found);
    EXPECT_EQ(failure("./nothing:here"), ErrorCode::source_not_found);
    EXPECT_EQ(failure(""), ErrorCode::source_not_found);
    EXPECT_EQ(failure("hive:"), ErrorCode::source_not_found);
}

TEST(CreateStore, makes_the_kind_that_the_scheme_or_the_ending_says) {
    const test::TempDir folder;
    const auto files = base::system_files();
    const std::pair<const char*, const char*> cases[] = {
        {"a.reg", "\xFF\xFE"},          {"a.db", "SQLite format 3"}, {"a.sqlite", "SQLite"},
        {"NTUSER.DAT", "regf"},         {"reg:b.hive", "\xFF\xFE"},  {"hive:c.db", "regf"},
        {"sqlite:d.reg", "SQLite for"},
    };
    for (const auto& [name, head] : cases) {
        const std::string text = name;
        const std::size_t colon = text.find(':') + 1;
        const std::string path = (folder / text.substr(colon)).string();
        const std::string url = text.substr(0, colon) + path;
        EXPECT_EQ(path_of(url), path);
        const auto made = create_store(url, files);
        ASSERT_TRUE(made.has_value()) << name << ": " << made.error().what;
        EXPECT_TRUE((*made)->begin_read().has_value()) << name;
        const auto content = test::read_file(path);
        const auto expected = bytes(head);
        ASSERT_GE(content.size(), expected.size());
        EXPECT_TRUE(std::equal(expected.begin(), expected.end(), content.begin())) << name;

        const auto again = create_store(url, files);
        ASSERT_FALSE(again.has_value()) << name;
        EXPECT_EQ(again.error().code, ErrorCode::already_exists) << name;
        EXPECT_EQ(test::read_file(path), content) << name;
    }
    EXPECT_EQ(create_store((folder / "none/a.reg").string(), files).error().code,
              ErrorCode::source_not_found);
    EXPECT_EQ(create_store((folder / "none/a.db").string(), files).error().code,
              ErrorCode::source_not_found);
}

TEST(CreateStore, leaves_nothing_in_the_way_when_it_fails) {
    const test::TempDir folder;
    for (const char* name : {"a.reg", "NTUSER.DAT"}) {
        const std::string path = (folder / name).string();
        const auto files = std::make_shared<test::FaultLayer>(base::system_files());
        files->only = test::FileCallKind::write;
        files->fails_at = 1;
        files->code = ErrorCode::disk_full;
        const auto failed = create_store(path, files);
        ASSERT_FALSE(failed.has_value()) << name;
        EXPECT_EQ(failed.error().code, ErrorCode::disk_full);
        EXPECT_FALSE(std::filesystem::exists(path)) << name;
        EXPECT_TRUE(create_store(path, base::system_files()).has_value()) << name;
    }
    // The key of its secrets cannot be made.
    const std::string database = (folder / "a.db").string();
    std::filesystem::create_directory(database + ".key");
    EXPECT_FALSE(create_store(database, base::system_files()).has_value());
    EXPECT_FALSE(std::filesystem::exists(database));
    EXPECT_FALSE(std::filesystem::exists(database + "-wal"));
    EXPECT_TRUE(std::filesystem::exists(database + ".key")) << "it was there before";
}

}  // namespace
}  // namespace olkacct::registry

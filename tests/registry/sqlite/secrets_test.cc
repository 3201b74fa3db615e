// Secrets: where the key lies, what is refused, and that no plain text reaches a file or a message.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <thread>

#include "registry/own_secret.h"
#include "registry/sqlite/key_file.h"
#include "registry/sqlite/scratch_database.h"
#include "registry/sqlite/secret_box.h"
#include "support/store_access.h"

namespace olkacct::testing_support {
namespace {

const Secret secret(u"Caf\u00E9 Hunter2!");
constexpr std::u16string_view plain = u"Hunter2!";

std::string key_path(const ScratchDatabase& scratch) {
    return registry::key_file_path(scratch.path);
}

bool holds(const std::vector<std::byte>& bytes, std::u16string_view text) {
    const std::u16string narrow_source(text);
    const std::string narrow(narrow_source.begin(), narrow_source.end());
    const auto wide = text_value(u"", text).data;
    const auto as_bytes = testing_support::bytes(narrow);
    const auto found = [&bytes](const auto& first, const auto& last) {
        return std::search(bytes.begin(), bytes.end(), first, last) != bytes.end();
    };
    return found(as_bytes.begin(), as_bytes.end()) || found(wide.begin(), wide.end() - 2);
}

ErrorCode refusal(registry::Store& store) {
    const auto refused = store.protect(u"POP3 Password", secret);
    if (refused) {
        ADD_FAILURE() << "it was protected";
        return ErrorCode::ok;
    }
    EXPECT_EQ(refused.error().what.find("Hunter"), std::string::npos);
    EXPECT_NE(refused.error().where.find(".key"), std::string::npos);
    return refused.error().code;
}

TEST(SqliteSecrets, come_back_under_the_same_key_and_name) {
    const ScratchDatabase scratch;
    const auto sealed = scratch.open()->protect(u"POP3 Password", secret);
    ASSERT_TRUE(sealed.has_value());
    EXPECT_TRUE(registry::is_own_secret(*sealed));
    const auto key = registry::read_key_file(key_path(scratch));
    ASSERT_TRUE(key.has_value());
    const auto opened = registry::open_secret(*key, u"pop3 password", *sealed);
    ASSERT_TRUE(opened.has_value());
    EXPECT_TRUE(opened->reveal() == secret.reveal());
}

TEST(SqliteSecrets, are_opened_by_the_store_that_protected_them) {
    const ScratchDatabase scratch;
    const auto store = scratch.open();
    const auto sealed = store->protect(u"S001f67f1", secret);
    ASSERT_TRUE(sealed.has_value());
    const auto opened = store->unprotect(u"S001f67f1", *sealed);
    ASSERT_TRUE(opened.has_value());
    EXPECT_TRUE(opened->reveal() == secret.reveal());
    const auto of_another_name = store->unprotect(u"S001f67f2", *sealed);
    ASSERT_FALSE(of_another_name.has_value());
    EXPECT_EQ(of_another_name.error().code, ErrorCode::secrets_not_supported);
    EXPECT_FALSE(store->unprotect(u"S001f67f1", bytes("foreign")).has_value());
}

TEST(SqliteSecrets, are_never_protected_twice_the_same_way) {
    const auto store = make_scratch_store();
    EXPECT_NE(*store->protect(u"POP3 Password", secret), *store->protect(u"POP3 Password", secret));
}

TEST(SqliteSecrets, open_for_no_other_value_no_other_key_and_not_when_changed) {
    const ScratchDatabase scratch;
    const auto sealed = scratch.open()->protect(u"POP3 Password", secret);
    const auto key = registry::read_key_file(key_path(scratch));
    ASSERT_TRUE(sealed && key);
    EXPECT_FALSE(registry::open_secret(*key, u"IMAP Password", *sealed).has_value());
    auto other = *key;
    other.bytes[0] ^= std::byte{1};
    EXPECT_FALSE(registry::open_secret(other, u"POP3 Password", *sealed).has_value());
    for (std::size_t at = 0; at < sealed->size(); ++at) {
        auto changed = *sealed;
        changed[at] ^= std::byte{1};
        EXPECT_FALSE(registry::open_secret(*key, u"POP3 Password", changed).has_value()) << at;
    }
    for (std::size_t length = 0; length < sealed->size(); ++length) {
        const auto cut = std::span(*sealed).first(length);
        EXPECT_FALSE(registry::open_secret(*key, u"POP3 Password", cut).has_value()) << length;
    }
}

TEST(SqliteSecrets, leave_no_plain_text_in_any_file) {
    const ScratchDatabase scratch;
    const auto store = scratch.open();
    const auto sealed = store->protect(u"POP3 Password", secret);
    ASSERT_TRUE(sealed.has_value());
    const auto writer = begin_write(*store);
    ASSERT_TRUE(
        writer->set_value(writer->root(), {u"POP3 Password", registry_type::binary, *sealed})
            .has_value());
    ASSERT_TRUE(writer->set_value(writer->root(), text_value(u"seen", u"Marker")).has_value());
    ASSERT_TRUE(writer->commit().has_value());
    bool marker_seen = false;
    for (const auto& entry : std::filesystem::directory_iterator(scratch.folder.path())) {
        const auto content = test::read_file(entry.path());
        EXPECT_FALSE(holds(content, plain)) << entry.path();
        marker_seen = marker_seen || holds(content, u"Marker");
    }
    EXPECT_TRUE(marker_seen) << "the search finds nothing at all";
}

TEST(SqliteSecrets, have_a_key_file_that_only_its_owner_reads) {
    const ScratchDatabase scratch;
    const auto store = scratch.open();
    struct stat status {};
    ASSERT_EQ(::stat(key_path(scratch).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(status.st_size, 32);
}

TEST(SqliteSecrets, are_refused_while_others_may_read_the_key) {
    const ScratchDatabase scratch;
    const auto store = scratch.open();
    for (const mode_t mode : {0640U, 0604U, 0660U}) {
        ASSERT_EQ(::chmod(key_path(scratch).c_str(), mode), 0);
        EXPECT_EQ(refusal(*store), ErrorCode::access_denied) << mode;
    }
    ASSERT_EQ(::chmod(key_path(scratch).c_str(), 0600), 0);
    EXPECT_TRUE(store->protect(u"POP3 Password", secret).has_value());
}

TEST(SqliteSecrets, are_refused_when_the_key_is_missing_another_or_none) {
    const ScratchDatabase scratch;
    const auto store = scratch.open();
    std::filesystem::rename(key_path(scratch), scratch.path + ".away");
    EXPECT_EQ(refusal(*store), ErrorCode::secrets_not_supported);
    EXPECT_FALSE(std::filesystem::exists(key_path(scratch))) << "a second key was made";

    ASSERT_TRUE(registry::make_key_file(key_path(scratch)).has_value());
    EXPECT_EQ(refusal(*store), ErrorCode::secrets_not_supported);

    std::ofstream(key_path(scratch), std::ios::trunc) << "short";
    EXPECT_EQ(refusal(*store), ErrorCode::unknown_source_kind);

    std::filesystem::remove(key_path(scratch));
    std::filesystem::create_symlink(scratch.path + ".away", key_path(scratch));
    EXPECT_EQ(refusal(*store), ErrorCode::access_denied);
}

TEST(SqliteSecrets, make_one_key_when_several_processes_begin_at_once) {
    const test::TempDir folder;
    const std::string path = (folder / "k").string();
    std::vector<std::thread> makers;
    std::vector<std::array<std::byte, 16>> ids(8);
    for (auto& id : ids) {
        makers.emplace_back([&id, &path] {
            if (const auto key = registry::make_key_file(path)) id = key->id();
        });
    }
    for (auto& maker : makers) maker.join();
    EXPECT_EQ(ids, std::vector(8, registry::read_key_file(path)->id()));
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(SqliteSecrets, of_others_are_kept_as_they_are) {
    const auto store = make_scratch_store();
    const auto foreign = value(u"POP3 Password", registry_type::binary, {"\x02\x01\x00zz", 5});
    const auto writer = begin_write(*store);
    ASSERT_TRUE(writer->set_value(writer->root(), foreign).has_value());
    ASSERT_TRUE(writer->commit().has_value());
    EXPECT_EQ(OpenStore(store).value(u"POP3 Password"), foreign);
}

}  // namespace
}  // namespace olkacct::testing_support

// Changing exports: what stays, where new keys go, what is refused.
#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>

#include "olkacct/text.h"
#include "registry/regfile/regfile_store.h"
#include "registry/regfile/regfile_text.h"
#include "support/crash_files.h"
#include "support/store_access.h"

namespace olkacct::testing_support {
namespace {

constexpr std::string_view header = "Windows Registry Editor Version 5.00\r\n\r\n";

using Change = std::function<void(registry::WriteTransaction&)>;

std::shared_ptr<registry::Store> impatient_store(std::shared_ptr<base::FileSystem> files) {
    registry::RegfileOptions options;
    options.files = std::move(files);
    options.lock_attempts = 2;
    return *registry::open_regfile_store("a.reg", options);
}

// The text after the change, without the header. In UTF-8, which is easier to read here.
std::string changed(std::string_view lines, const Change& change) {
    const auto files = std::make_shared<test::CrashFiles>(
        test::FileContents{{"a.reg", bytes(std::string(header) + std::string(lines))}});
    const auto writer = begin_write(*impatient_store(files));
    if (!writer) return "";
    change(*writer);
    const auto done = writer->commit();
    EXPECT_TRUE(done.has_value()) << done.error().what;
    const auto content = files->contents().at("a.reg");
    EXPECT_EQ(files->contents().size(), 1U) << "something was left beside the file";
    std::string text(reinterpret_cast<const char*>(content.data()), content.size());
    EXPECT_TRUE(text.starts_with(header));
    return text.substr(header.size());
}

registry::KeyId key_at(registry::WriteTransaction& writer, std::u16string_view path) {
    const auto key = find_path(writer, writer.root(), path);
    if (!key || !*key) throw std::runtime_error("no such key: " + to_utf8(path));
    return **key;
}

constexpr std::string_view two_keys =
    "; a comment\r\n[HKEY_CURRENT_USER\\A]\r\n\"x\"=dword:1\r\n; inside A\r\n\r\n"
    "[HKEY_LOCAL_MACHINE\\M]\r\n\"m\"=hex:1,2\r\n\r\n"
    "[HKEY_CURRENT_USER\\C]\r\n \"y\" = \"z\"\r\n\r\n[HKEY_USERS\\S-1-5-21-7\\Q]\r\n";

TEST(RegfileUpdate, keeps_every_line_of_what_did_not_change) {
    EXPECT_EQ(changed(two_keys, [](auto&) {}), two_keys);
    std::string expected(two_keys);
    const std::string old_line = " \"y\" = \"z\"";
    expected.replace(expected.find(old_line), old_line.size(), "\"y\"=\"new\"");
    EXPECT_EQ(changed(two_keys,
                      [](auto& writer) {
                          (void)writer.set_value(key_at(writer, u"C"), text_value(u"Y", u"new"));
                      }),
              expected);
}

TEST(RegfileUpdate, puts_a_new_key_behind_the_one_before_it) {
    std::string expected(two_keys);
    const std::string machine = "[HKEY_LOCAL_MACHINE";
    expected.insert(expected.find(machine),
                    "[HKEY_CURRENT_USER\\B]\r\n\"v\"=\"x\"\r\n\r\n"
                    "[HKEY_CURRENT_USER\\B\\below]\r\n\r\n");
    EXPECT_EQ(changed(two_keys,
                      [](auto& writer) {
                          const auto key = writer.create_key(writer.root(), u"B");
                          (void)writer.set_value(*key, text_value(u"v", u"x"));
                          (void)writer.create_key(*key, u"below");
                      }),
              expected);
}

TEST(RegfileUpdate, ends_the_last_line_before_a_new_key) {
    EXPECT_EQ(changed("[HKEY_CURRENT_USER\\A]\r\n@=\"\"",
                      [](auto& writer) { (void)writer.create_key(writer.root(), u"B"); }),
              "[HKEY_CURRENT_USER\\A]\r\n@=\"\"\r\n[HKEY_CURRENT_USER\\B]\r\n\r\n");
}

TEST(RegfileUpdate, takes_out_a_deleted_key_with_all_its_blocks) {
    EXPECT_EQ(changed("[HKEY_CURRENT_USER\\A\\B]\r\n\r\n[HKEY_CURRENT_USER\\C]\r\n\r\n"
                      "[HKEY_CURRENT_USER\\a\\b]\r\n\"v\"=\"x\"\r\n\r\n"
                      "[HKEY_CURRENT_USER\\A\\B\\D]\r\n\r\n",
                      [](auto& writer) { (void)writer.delete_key(key_at(writer, u"A")); }),
              "[HKEY_CURRENT_USER\\C]\r\n\r\n");
}

TEST(RegfileUpdate, keeps_a_key_that_only_stood_in_the_paths_of_others) {
    EXPECT_EQ(changed("[HKEY_CURRENT_USER\\A\\B]\r\n\r\n",
                      [](auto& writer) { (void)writer.delete_key(key_at(writer, u"A\\B")); }),
              "[HKEY_CURRENT_USER\\A]\r\n\r\n");
}

TEST(RegfileUpdate, writes_a_key_with_two_blocks_once) {
    EXPECT_EQ(changed("[HKEY_CURRENT_USER\\A]\r\n\"x\"=\"1\"\r\n\r\n"
                      "[HKEY_CURRENT_USER\\B]\r\n\r\n"
                      "[HKEY_CURRENT_USER\\A]\r\n\"x\"=\"2\"\r\n\"y\"=\"3\"\r\n\r\n",
                      [](auto& writer) {
                          (void)writer.set_value(key_at(writer, u"A"), text_value(u"y", u"4"));
                      }),
              "[HKEY_CURRENT_USER\\A]\r\n\"x\"=\"2\"\r\n\"y\"=\"4\"\r\n\r\n"
              "[HKEY_CURRENT_USER\\B]\r\n\r\n");
}

TEST(RegfileUpdate, names_new_keys_below_the_user_of_the_file) {
    EXPECT_EQ(changed("[HKEY_USERS\\S-1-5-21-7\\A]\r\n\r\n",
                      [](auto& writer) { (void)writer.create_key(writer.root(), u"B"); }),
              "[HKEY_USERS\\S-1-5-21-7\\A]\r\n\r\n[HKEY_USERS\\S-1-5-21-7\\B]\r\n\r\n");
    EXPECT_EQ(changed("[\\A]\r\n\r\n",
                      [](auto& writer) { (void)writer.create_key(writer.root(), u"B"); }),
              "[\\A]\r\n\r\n[\\B]\r\n\r\n");
}

TEST(RegfileUpdate, changes_keys_outside_the_filter_that_reading_uses) {
    const auto files = std::make_shared<test::CrashFiles>(
        test::FileContents{{"a.reg", bytes(std::string(header) + std::string(two_keys))}});
    registry::RegfileOptions options;
    options.files = files;
    options.keep.keys = {u"A"};
    const auto store = *registry::open_regfile_store("a.reg", options);
    commit_value(*store, u"v", u"x");
    const auto content = files->contents().at("a.reg");
    const std::string after(reinterpret_cast<const char*>(content.data()), content.size());
    EXPECT_NE(after.find("\"y\" = \"z\""), std::string::npos);
    EXPECT_NE(after.find("[HKEY_CURRENT_USER]\r\n\"v\"=\"x\""), std::string::npos);
}

Error refusal_of(const std::vector<std::byte>& content) {
    const auto files = std::make_shared<test::CrashFiles>(test::FileContents{{"a.reg", content}});
    const auto store = impatient_store(files);
    EXPECT_TRUE(store->begin_read().has_value());
    const auto begun = store->begin_write();
    EXPECT_FALSE(begun.has_value());
    EXPECT_EQ(files->contents().at("a.reg"), content);
    return begun ? Error{} : begun.error();
}

TEST(RegfileUpdate, refuses_the_dialects_and_scripts_that_it_cannot_keep) {
    for (const std::string& content :
         {std::string("REGEDIT4\n\n[HKEY_CURRENT_USER\\A]\n"),
          std::string("WINE REGISTRY Version 2\n\n[A] 1\n"),
          std::string(header) + "[-HKEY_CURRENT_USER\\A]\r\n",
          std::string(header) + "[HKEY_CURRENT_USER\\A]\r\n\"x\"=-\r\n",
          std::string(header) + "[HKEY_CURRENT_USER\\A]\r\n\"x\"=\"\xE9\"\r\n"}) {
        EXPECT_EQ(refusal_of(bytes(content)).code, ErrorCode::not_supported_by_store) << content;
    }
}

TEST(RegfileUpdate, refuses_a_name_that_has_no_form_and_leaves_the_file) {
    const auto content = bytes(std::string(header) + "[HKEY_CURRENT_USER\\A]\r\n");
    const auto files = std::make_shared<test::CrashFiles>(test::FileContents{{"a.reg", content}});
    const auto writer = begin_write(*impatient_store(files));
    ASSERT_TRUE(writer->create_key(writer->root(), u"a\nb").has_value());
    const auto done = writer->commit();
    ASSERT_FALSE(done.has_value());
    EXPECT_EQ(done.error().code, ErrorCode::not_supported_by_store);
    EXPECT_EQ(files->contents().at("a.reg"), content);
}

TEST(RegfileUpdate, is_busy_while_another_program_holds_the_lock) {
    const auto files =
        std::make_shared<test::CrashFiles>(test::FileContents{{"a.reg", utf16le(as_export({}))}});
    const auto foreign = files->open_for_writing("a.reg");
    ASSERT_EQ((*foreign)->lock_exclusive(), base::LockOutcome::locked);
    const auto begun = impatient_store(files)->begin_write();
    ASSERT_FALSE(begun.has_value());
    EXPECT_EQ(begun.error().code, ErrorCode::source_busy);
    EXPECT_GT(files->pauses(), 0);
}

TEST(RegfileUpdate, makes_a_new_export_and_no_second_one) {
    test::CrashFiles files;
    ASSERT_TRUE(registry::create_regfile("a.reg", files).has_value());
    const auto made = files.contents().at("a.reg");
    EXPECT_EQ(made, utf16le(u"Windows Registry Editor Version 5.00\r\n\r\n"));
    const auto again = registry::create_regfile("a.reg", files);
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().code, ErrorCode::already_exists);
}

}  // namespace
}  // namespace olkacct::testing_support

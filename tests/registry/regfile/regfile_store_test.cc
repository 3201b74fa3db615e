// The store over exports: the conformance suite, and when it reads its file anew.
#include "registry/regfile/regfile_store.h"

#include <gtest/gtest.h>

#include "base/memory_files.h"
#include "registry/regfile/regfile_text.h"
#include "registry/regfile/regfile_writer.h"
#include "support/crash_files.h"
#include "support/store_conformance.h"
#include "support/store_in_folder.h"

namespace olkacct::testing_support {
namespace {

using registry::open_regfile_store;
using registry::RegfileOptions;

std::shared_ptr<registry::Store> store_of(const std::shared_ptr<base::FileSystem>& files) {
    RegfileOptions options;
    options.files = files;
    return *open_regfile_store("a.reg", options);
}

std::shared_ptr<base::MemoryFiles> files_with(std::vector<std::byte> content) {
    auto files = std::make_shared<base::MemoryFiles>();
    files->put("a.reg", std::move(content));
    return files;
}

// A store in files that can be written; few attempts at a lock, since the suite makes writers meet.
std::shared_ptr<registry::Store> writable_store(std::vector<std::byte> content) {
    RegfileOptions options;
    options.files =
        std::make_shared<test::CrashFiles>(test::FileContents{{"a.reg", std::move(content)}});
    options.lock_attempts = 2;
    return *open_regfile_store("a.reg", options);
}

constexpr registry::Capabilities regfile_capabilities{
    .write = true, .atomic = true, .durable = true};

StoreCase utf16_case() {
    return {
        .name = "utf16",
        .make = [](const Content& content) { return writable_store(utf16le(as_export(content))); },
        .capabilities = regfile_capabilities};
}
StoreCase utf8_case() {
    return {.name = "utf8",
            .make =
                [](const Content& content) {
                    return writable_store(bytes(to_wtf8(as_export(content))));
                },
            .capabilities = regfile_capabilities};
}
// What is read was written by us.
StoreCase written_case() {
    return {.name = "written",
            .make =
                [](const Content& content) {
                    auto store = writable_store(utf16le(registry::export_header()));
                    write_all(*store, content);
                    return store;
                },
            .capabilities = regfile_capabilities};
}
// In a file of the system, which can be watched.
StoreCase file_case() {
    StoreCase made = utf16_case();
    made.name = "file";
    made.make = [](const Content& content) {
        return open_in_folder(utf16le(as_export(content)), "a.reg", [](const std::string& path) {
            RegfileOptions options;
            options.lock_attempts = 2;
            return *open_regfile_store(path, options);
        });
    };
    made.capabilities.watch = true;
    return made;
}
OLKACCT_STORE_CONFORMANCE(RegfileFile, file_case());
OLKACCT_WRITABLE_STORE_CONFORMANCE(Regfile, utf16_case());
OLKACCT_WRITABLE_STORE_CONFORMANCE(RegfileUtf8, utf8_case());
OLKACCT_WRITABLE_STORE_CONFORMANCE(RegfileWritten, written_case());

// Counts how often a file is read from, and can seem to change at every look.
class WatchedFiles final : public base::FileSystem {
  public:
    struct File final : base::RandomAccessFile {
        explicit File(WatchedFiles& owner, std::unique_ptr<RandomAccessFile> real)
            : owner_(owner), real_(std::move(real)) {}
        Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> out) override {
            ++owner_.reads;
            if (owner_.fails) {
                return fail(ErrorCode::io_error, "made to fail", "a.reg");
            }
            return real_->read_at(offset, out);
        }
        Result<base::FileIdentity> identity() override {
            return real_->identity().map([this](base::FileIdentity identity) {
                if (owner_.changes > 0) {
                    identity.modified += owner_.changes--;
                }
                return identity;
            });
        }
        base::LockOutcome lock_shared() override { return real_->lock_shared(); }
        WatchedFiles& owner_;
        std::unique_ptr<RandomAccessFile> real_;
    };

    explicit WatchedFiles(std::shared_ptr<base::MemoryFiles> real) : real_(std::move(real)) {}
    Result<std::unique_ptr<base::RandomAccessFile>> open(const std::string& path) override {
        auto file = real_->open(path);
        if (!file) {
            return file;
        }
        return std::make_unique<File>(*this, std::move(*file));
    }
    Result<std::vector<std::string>> siblings(const std::string& path) override {
        return real_->siblings(path);
    }

    int reads = 0;
    int changes = 0;  // how often the identity will still be another one
    bool fails = false;

  private:
    std::shared_ptr<base::MemoryFiles> real_;
};

Content one_key(std::u16string name) { return {.subkeys = {{.name = std::move(name)}}}; }

TEST(RegfileStore, reads_an_unchanged_file_once) {
    const auto files =
        std::make_shared<WatchedFiles>(files_with(utf16le(as_export(one_key(u"A")))));
    const auto store = store_of(files);
    EXPECT_EQ(read_all(*store), one_key(u"A"));
    const int reads = files->reads;
    EXPECT_GT(reads, 0);
    EXPECT_EQ(read_all(*store), one_key(u"A"));
    EXPECT_EQ(files->reads, reads);
}

TEST(RegfileStore, reads_a_changed_file_anew_and_leaves_open_snapshots_alone) {
    const auto files = files_with(utf16le(as_export(one_key(u"A"))));
    const auto store = store_of(files);
    const OpenStore before(store);
    files->put("a.reg", utf16le(as_export(one_key(u"B"))));
    EXPECT_EQ(read_all(*store), one_key(u"B"));
    EXPECT_EQ(read_all(*before.transaction, before->root()), one_key(u"A"));
    EXPECT_TRUE(before->verify().has_value());
}

TEST(RegfileStore, begins_again_when_the_file_changes_while_it_is_parsed) {
    const auto files =
        std::make_shared<WatchedFiles>(files_with(utf16le(as_export(one_key(u"A")))));
    files->changes = 2;
    EXPECT_EQ(read_all(*store_of(files)), one_key(u"A"));
    EXPECT_EQ(files->changes, 0);
}

TEST(RegfileStore, gives_up_on_a_file_that_never_stops_changing) {
    const auto files =
        std::make_shared<WatchedFiles>(files_with(utf16le(as_export(one_key(u"A")))));
    files->changes = 1000;
    const auto begun = store_of(files)->begin_read();
    ASSERT_FALSE(begun.has_value());
    EXPECT_EQ(begun.error().code, ErrorCode::changed_while_reading);
    EXPECT_EQ(begun.error().where, "a.reg");
}

TEST(RegfileStore, passes_on_a_failure_to_read) {
    const auto files =
        std::make_shared<WatchedFiles>(files_with(utf16le(as_export(one_key(u"A")))));
    files->fails = true;
    const auto begun = store_of(files)->begin_read();
    ASSERT_FALSE(begun.has_value());
    EXPECT_EQ(begun.error().code, ErrorCode::io_error);
}

TEST(RegfileStore, says_when_the_file_is_missing_or_no_export) {
    const auto missing = store_of(std::make_shared<base::MemoryFiles>())->begin_read();
    ASSERT_FALSE(missing.has_value());
    EXPECT_EQ(missing.error().code, ErrorCode::source_not_found);
    const auto other = store_of(files_with(bytes("regf")))->begin_read();
    ASSERT_FALSE(other.has_value());
    EXPECT_EQ(other.error().code, ErrorCode::unknown_source_kind);
}

TEST(RegfileStore, hands_the_warnings_of_the_file_to_every_transaction) {
    const auto store = store_of(files_with(bytes("REGEDIT4\n[HKEY_LOCAL_MACHINE\\A]\n")));
    for (int i = 0; i < 2; ++i) {
        const OpenStore opened(store);
        ASSERT_EQ(opened->warnings().size(), 1U);
        EXPECT_EQ(opened->warnings()[0].where, "a.reg, line 2");
    }
}

TEST(RegfileStore, keeps_the_time_and_class_of_a_wine_key) {
    const OpenStore opened(store_of(files_with(
        bytes("WINE REGISTRY Version 2\n\n[A] 1600000000\n#class=\"C\"\n[B] 1\n#time=1d2\n"))));
    const auto a = find_path(*opened.transaction, opened->root(), u"A");
    const auto b = find_path(*opened.transaction, opened->root(), u"B");
    ASSERT_TRUE(a && *a && b && *b);
    EXPECT_EQ(opened->info(**a)->last_written, 132444736000000000U);
    EXPECT_EQ(opened->info(**a)->class_name, u"C");
    EXPECT_EQ(opened->info(**b)->last_written, 0x1D2U);
}

}  // namespace
}  // namespace olkacct::testing_support

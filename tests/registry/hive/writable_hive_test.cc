// The commit protocol: what is written in which order, and what a hive must be for it.
#include "registry/hive/writable_hive.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "registry/hive/sample_hive.h"
#include "support/base_block.h"
#include "support/child.h"
#include "support/crash_files.h"
#include "support/fault_layer.h"
#include "support/log_builder.h"
#include "support/temp_dir.h"

namespace olkacct::registry::hive {
namespace {

using test::CrashFiles;
using test::FileContents;
using Kind = test::FileOperationKind;

constexpr std::uint32_t sequence = 40;

// A hive, and the page that setting a number in it changes.
struct Change {
    Bytes before;
    Bytes after;
    PendingPages pages;

    explicit Change(const test::HiveOptions& options = {}) {
        Sample sample(options);
        sample.builder.set_dword(sample.c, u"number", 1);
        before = sample.builder.file(sequence, sequence);
        sample.builder.set_dword(sample.c, u"number", 2);
        after = sample.builder.file(sequence, sequence);
        pages.bins_size = test::get32(after, 40);
        for (std::uint32_t at = 0; at < pages.bins_size; at += page_size) {
            const auto now = std::span(after).subspan(base_block_size + at, page_size);
            const auto then = std::span(before).subspan(base_block_size + at, page_size);
            if (!std::ranges::equal(now, then)) std::ranges::copy(now, pages.pages[at].begin());
        }
    }
};

const test::HiveOptions windows_7{.minor_version = 3, .list_kind = test::ListKind::lf};

Result<void> commit(const std::shared_ptr<base::FileSystem>& files, const PendingPages& pages,
                    const std::string& hive = sample_path) {
    auto opened = WritableHive::open(hive, {.files = files});
    if (!opened) return tl::unexpected(opened.error());
    return (*opened)->commit(pages);
}

ErrorCode open_code(const FileContents& contents) {
    const auto opened =
        WritableHive::open(sample_path, {.files = std::make_shared<CrashFiles>(contents)});
    return opened ? ErrorCode::ok : opened.error().code;
}

// What is on the disk of a hive whose header says this.
Bytes with_field(Bytes file, std::size_t offset, std::uint32_t number) {
    test::put32(file, offset, number);
    test::seal_base_block(file);
    return file;
}

std::string sketch(const std::vector<test::FileOperation>& operations) {
    std::string text;
    for (const auto& operation : operations) {
        const std::string name =
            operation.path == sample_path ? "hive" : operation.path.substr(sample_path.size());
        const std::string at = operation.offset == 0 ? " 0" : " pages";
        switch (operation.kind) {
            case Kind::write:
                text += "write " + name + at;
                break;
            case Kind::resize:
                text += "resize " + name;
                break;
            case Kind::allocate:
                text += "allocate " + std::to_string(operation.size);
                break;
            case Kind::sync:
                text += "sync " + name;
                break;
            case Kind::create:
                text += "create " + name;
                break;
            case Kind::sync_folder:
                text += "sync folder";
                break;
            default:
                text += "?";
                break;
        }
        text += "; ";
    }
    return text;
}

TEST(HiveCommit, waits_for_the_log_before_the_header_and_for_the_header_before_the_pages) {
    const Change change;
    auto files = std::make_shared<CrashFiles>(
        FileContents{{sample_path, change.before}, {sample_log1, {}}, {sample_log2, {}}});
    ASSERT_TRUE(commit(files, change.pages));
    EXPECT_EQ(sketch(files->operations()),
              "write hive 0; sync hive; sync .LOG2; write .LOG1 0; sync .LOG1; write hive 0; "
              "sync hive; write hive pages; sync hive; write hive 0; ");
    files->forget_operations();
    ASSERT_TRUE(commit(files, change.pages));
    EXPECT_EQ(sketch(files->operations()),
              "write hive 0; sync hive; write .LOG1 0; sync .LOG1; write hive 0; "
              "sync hive; write hive pages; sync hive; write hive 0; ")
        << "four syncs from the second commit on";
}

TEST(HiveCommit, writes_the_log_that_windows_would) {
    const Change change;
    auto files = std::make_shared<CrashFiles>(
        FileContents{{sample_path, change.before}, {sample_log1, {}}, {sample_log2, {}}});
    ASSERT_TRUE(commit(files, change.pages));
    const std::vector<Bytes> bins = {
        Bytes(change.before.begin() + base_block_size, change.before.end()),
        Bytes(change.after.begin() + base_block_size, change.after.end())};
    auto expected = test::new_format_log(change.before, sequence, bins);
    expected.resize(expected.size() + page_size);
    EXPECT_EQ(files->contents().at(sample_log1), expected);
    const auto after = files->contents().at(sample_path);
    auto wanted = change.after;
    test::set_sequences(wanted, sequence + 1, sequence + 1);
    EXPECT_EQ(after, wanted);
}

TEST(HiveCommit, writes_the_log_of_windows_7_for_its_hives) {
    const Change change(windows_7);
    auto files = std::make_shared<CrashFiles>(
        FileContents{{sample_path, change.before}, {sample_log1, {}}, {sample_log2, {}}});
    ASSERT_TRUE(commit(files, change.pages));
    const Bytes log = files->contents().at(sample_log1);
    const Bytes hive = files->contents().at(sample_path);
    const auto written = test::get_number(log, 12, 8);
    EXPECT_GT(written, test::get_number(change.before, 12, 8));
    EXPECT_EQ(test::get_number(hive, 12, 8), written);
    EXPECT_EQ(test::get_number(hive, base_block_size + 20, 8), written);
    auto head = change.before;
    test::put64(head, 12, written);
    Bytes before(change.before.begin() + base_block_size, change.before.end());
    Bytes after(change.after.begin() + base_block_size, change.after.end());
    test::put64(after, 20, written);
    EXPECT_EQ(log, test::old_format_log(head, sequence + 1, before, after));
}

TEST(HiveCommit, keeps_to_the_format_of_the_logs_that_are_there) {
    const auto type_after = [](const test::HiveOptions& options, const Bytes& log) {
        const Change change(options);
        auto files = std::make_shared<CrashFiles>(
            FileContents{{sample_path, change.before}, {sample_log2, log}});
        EXPECT_TRUE(commit(files, change.pages));
        return test::get32(files->contents().at(sample_log1), 28);
    };
    const auto log_of_type = [](std::uint32_t type) {
        auto log = Change().before;
        log.resize(1024);
        test::set_sequences(log, 3, 3);
        return with_field(log, 28, type);
    };
    EXPECT_EQ(type_after(windows_7, {}), log_type_old);
    EXPECT_EQ(type_after(windows_7, log_of_type(6)), log_type_new);
    EXPECT_EQ(type_after({}, {}), log_type_new);
    EXPECT_EQ(type_after({}, log_of_type(1)), log_type_old);
    EXPECT_EQ(type_after({}, log_of_type(2)), log_type_old);
}

TEST(HiveCommit, makes_room_in_steps_before_anything_else_is_written) {
    Change change;
    change.pages.bins_size += page_size;
    change.pages.pages[change.pages.bins_size - page_size] = {};
    auto files = std::make_shared<CrashFiles>(
        FileContents{{sample_path, change.before}, {sample_log1, {}}, {sample_log2, {}}});
    ASSERT_TRUE(commit(files, change.pages));
    EXPECT_TRUE(
        sketch(files->operations()).starts_with("allocate 262144; write hive 0; sync hive"));
    EXPECT_EQ(files->contents().at(sample_path).size(), 262144U);
}

TEST(HiveCommit, reads_and_writes_only_what_changed) {
    const Change change;
    auto large = change.before;
    large.resize(20U << 20U);
    auto files = std::make_shared<CrashFiles>(
        FileContents{{sample_path, large}, {sample_log1, {}}, {sample_log2, {}}});
    ASSERT_TRUE(commit(files, change.pages));
    std::size_t written = 0;
    for (const auto& operation : files->operations()) written += operation.data.size();
    EXPECT_LT(written, 40000U);
    EXPECT_LT(files->bytes_read(), 40000U);
}

TEST(HiveCommit, makes_missing_logs_like_the_hive) {
    const test::TempDir folder;
    const Change change;
    const auto hive = folder.write("NTUSER.DAT", change.before).string();
    ASSERT_EQ(::chmod(hive.c_str(), 0640), 0);
    ASSERT_TRUE(commit(base::system_files(), change.pages, hive));
    for (const auto* suffix : {".LOG1", ".LOG2"}) {
        struct stat status {};
        ASSERT_EQ(::stat((hive + suffix).c_str(), &status), 0) << suffix;
        EXPECT_EQ(status.st_mode & 07777, 0640U);
    }
    EXPECT_EQ(std::filesystem::file_size(hive + ".LOG2"), 0U);
    EXPECT_GT(std::filesystem::file_size(hive + ".LOG1"), 4096U);
}

TEST(HiveCommit, is_done_once) {
    const Change change;
    auto files = std::make_shared<CrashFiles>(FileContents{{sample_path, change.before}});
    auto hive = WritableHive::open(sample_path, {.files = files}).value();
    EXPECT_TRUE(hive->commit({}));
    EXPECT_TRUE(files->operations().empty()) << "there was nothing to do";
    ASSERT_TRUE(hive->commit(change.pages));
    const auto again = hive->commit(change.pages);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::reopen_needed);
}

TEST(HiveCommit, sees_that_a_program_without_locks_wrote) {
    const Change change;
    auto files = std::make_shared<CrashFiles>(FileContents{{sample_path, change.before}});
    auto hive = WritableHive::open(sample_path, {.files = files}).value();
    const auto foreign = with_field(change.before, 176, 7);
    files->put(sample_path, foreign);
    const auto refused = hive->commit(change.pages);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_EQ(files->contents(), (FileContents{{sample_path, foreign}}));
}

TEST(HiveCommit, sees_that_another_file_took_the_name) {
    const Change change;
    auto files = std::make_shared<CrashFiles>(
        FileContents{{sample_path, change.before}, {"folder/other", change.after}});
    auto hive = WritableHive::open(sample_path, {.files = files}).value();
    ASSERT_TRUE(files->rename("folder/other", sample_path));
    const auto refused = hive->commit(change.pages);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
    EXPECT_EQ(files->contents(), (FileContents{{sample_path, change.after}}));
}

TEST(HiveCommit, waits_for_a_lock_for_a_while_and_keeps_readers_out) {
    const Change change;
    auto files = std::make_shared<CrashFiles>(FileContents{{sample_path, change.before}});
    auto reader = store_on(files)->begin_read().value();
    const auto refused = WritableHive::open(sample_path, {.files = files});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::source_busy);
    EXPECT_GT(files->pauses(), 10);
    reader.reset();
    const auto writer = WritableHive::open(sample_path, {.files = files});
    ASSERT_TRUE(writer);
    EXPECT_EQ(WritableHive::open(sample_path, {.files = files}).error().code,
              ErrorCode::source_busy);
    EXPECT_EQ(store_on(files)->begin_read().error().code, ErrorCode::source_busy);
}

TEST(HiveCommit, refuses_hives_that_only_reading_may_touch) {
    const Bytes sound = Change().before;
    EXPECT_EQ(open_code({{sample_path, sound}}), ErrorCode::ok);
    EXPECT_EQ(open_code({{sample_path, with_field(sound, 24, 6)}}),
              ErrorCode::unsupported_hive_version);
    EXPECT_EQ(open_code({{sample_path, with_field(sound, 24, 2)}}),
              ErrorCode::unsupported_hive_version);
    EXPECT_EQ(open_code({{sample_path, with_field(sound, 44, 8)}}),
              ErrorCode::unsupported_hive_version);
    EXPECT_EQ(open_code({{sample_path, with_field(sound, 144, 1)}}), ErrorCode::logs_unusable)
        << "Windows has transactions open";
    EXPECT_EQ(open_code({{sample_path, with_field(sound, 36, 4)}}), ErrorCode::hive_damaged)
        << "the root was guessed";
    EXPECT_EQ(open_code({{sample_path, Bytes(sound.begin(), sound.end() - 1)}}),
              ErrorCode::hive_damaged)
        << "the end is missing";
    auto dirty = sound;
    test::set_sequences(dirty, sequence + 1, sequence);
    EXPECT_EQ(open_code({{sample_path, dirty}}), ErrorCode::logs_unusable);
    EXPECT_EQ(open_code({{sample_path, dirty}, {sample_log1, {}}}), ErrorCode::logs_unusable);
    EXPECT_EQ(open_code({}), ErrorCode::source_not_found);
}

TEST(HiveCommit, refuses_pages_that_do_not_fit) {
    const Change change;
    auto files = std::make_shared<CrashFiles>(FileContents{{sample_path, change.before}});
    auto outside = change.pages;
    outside.pages[outside.bins_size] = {};
    auto crooked = change.pages;
    crooked.pages[512] = {};
    auto smaller = change.pages;
    smaller.bins_size -= page_size;
    auto endless = change.pages;
    endless.bins_size = 100U << 20U;
    for (std::uint32_t at = 0; at < endless.bins_size; at += page_size) endless.pages[at] = {};
    for (const auto* pages : {&outside, &crooked, &smaller}) {
        EXPECT_EQ(commit(files, *pages).error().code, ErrorCode::unexpected);
    }
    EXPECT_EQ(commit(files, endless).error().code, ErrorCode::limit_exceeded);
    EXPECT_EQ(files->contents(), (FileContents{{sample_path, change.before}}));
}

TEST(HiveCommit, leaves_everything_as_it_was_when_the_disk_is_full) {
    Change change;
    change.pages.bins_size += page_size;
    change.pages.pages[change.pages.bins_size - page_size] = {};
    using Call = test::FileCallKind;
    for (const auto& [kind, number] :
         {std::pair(Call::allocate, 1U), {Call::create, 1U}, {Call::create, 2U}}) {
        const FileContents before = {{sample_path, change.before}};
        auto below = std::make_shared<CrashFiles>(before);
        auto files = std::make_shared<test::FaultLayer>(below);
        files->only = kind;
        files->fails_at = number;
        files->code = ErrorCode::disk_full;
        EXPECT_EQ(commit(files, change.pages).error().code, ErrorCode::disk_full);
        EXPECT_EQ(below->contents(), before);
    }
}

// What is refused by the system's own files, each with all bytes of the folder as before.
class HiveCommitOnDisk : public testing::Test {
  protected:
    HiveCommitOnDisk() : hive_(folder_.write("NTUSER.DAT", change_.before).string()) {
        before_ = contents();
    }
    ~HiveCommitOnDisk() override { ::chmod(folder_.path().c_str(), 0700); }

    FileContents contents() const {
        FileContents files;
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
            if (!entry.is_symlink()) files[entry.path()] = test::read_file(entry.path());
        }
        return files;
    }
    ErrorCode code_as_nobody() const {
        const auto result = test::run_as_nobody([&](std::string& output) {
            const auto done = commit(base::system_files(), change_.pages, hive_);
            output = std::to_string(static_cast<int>(done ? ErrorCode::ok : done.error().code));
            return 0;
        });
        return static_cast<ErrorCode>(std::stoi("0" + result.output));
    }
    void allow(unsigned folder_mode, unsigned hive_mode, bool own) const {
        if (::geteuid() == 0 && own) {
            ASSERT_EQ(::chown(hive_.c_str(), test::nobody, test::nobody), 0);
        }
        ASSERT_EQ(::chmod(folder_.path().c_str(), folder_mode), 0);
        ASSERT_EQ(::chmod(hive_.c_str(), hive_mode), 0);
    }

    Change change_;
    test::TempDir folder_;
    std::string hive_;
    FileContents before_;
};

TEST_F(HiveCommitOnDisk, refuses_a_file_that_is_read_only) {
    allow(0777, 0444, true);
    EXPECT_EQ(code_as_nobody(), ErrorCode::access_denied);
    EXPECT_EQ(contents(), before_);
}

TEST_F(HiveCommitOnDisk, refuses_a_file_of_another_user) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can be somebody else";
    allow(0777, 0644, false);
    EXPECT_EQ(code_as_nobody(), ErrorCode::access_denied);
    EXPECT_EQ(contents(), before_);
}

TEST_F(HiveCommitOnDisk, refuses_a_folder_that_may_not_get_the_logs) {
    allow(0555, 0644, true);
    EXPECT_EQ(code_as_nobody(), ErrorCode::access_denied);
    EXPECT_EQ(contents(), before_);
}

TEST_F(HiveCommitOnDisk, writes_where_the_user_may) {
    allow(0777, 0644, true);
    EXPECT_EQ(code_as_nobody(), ErrorCode::ok);
    EXPECT_NE(contents(), before_);
}

TEST_F(HiveCommitOnDisk, refuses_a_symbolic_link) {
    const auto link = (folder_ / "link.dat").string();
    std::filesystem::create_symlink(hive_, link);
    const auto refused = commit(base::system_files(), change_.pages, link);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::not_supported_by_store);
    EXPECT_EQ(contents(), before_);
}

TEST_F(HiveCommitOnDisk, refuses_a_log_that_is_a_symbolic_link) {
    const auto target = folder_.write("target", "precious");
    before_ = contents();
    std::filesystem::create_symlink(target, hive_ + ".LOG1");
    const auto refused = commit(base::system_files(), change_.pages, hive_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::not_supported_by_store);
    std::filesystem::remove(hive_ + ".LOG1");
    EXPECT_EQ(contents(), before_);
}

TEST_F(HiveCommitOnDisk, refuses_while_another_program_holds_a_lock) {
    const auto other = base::system_files()->open(hive_).value();
    ASSERT_EQ(other->lock_shared(), base::LockOutcome::locked);
    const auto refused = commit(base::system_files(), change_.pages, hive_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::source_busy);
    EXPECT_EQ(contents(), before_);
}

}  // namespace
}  // namespace olkacct::registry::hive

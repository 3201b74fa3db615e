// Files of the system and in memory.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "base/memory_files.h"
#include "base/replace_file.h"
#include "support/child.h"
#include "support/crash_files.h"
#include "support/fault_layer.h"
#include "support/temp_dir.h"

namespace olkacct::base {
namespace {

using test::ascii_bytes;

TEST(SystemFiles, read_at_an_offset_and_short_at_the_end) {
    const test::TempDir folder;
    const auto path = folder.write("file", "0123456789").string();
    const auto file = system_files()->open(path);
    ASSERT_TRUE(file);
    std::vector<std::byte> out(6);
    EXPECT_EQ((*file)->read_at(2, out).value(), 6U);
    EXPECT_EQ(out, ascii_bytes("234567"));
    EXPECT_EQ((*file)->read_at(7, out).value(), 3U);
    EXPECT_EQ((*file)->read_at(100, out).value(), 0U);
}

TEST(SystemFiles, refuse_what_is_missing_or_no_file_with_its_path) {
    const test::TempDir folder;
    const std::string missing = (folder / "missing").string();
    const auto none = system_files()->open(missing);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::source_not_found);
    EXPECT_EQ(none.error().where, missing);

    const auto directory = system_files()->open(folder.path().string());
    ASSERT_FALSE(directory);
    EXPECT_EQ(directory.error().code, ErrorCode::unknown_source_kind);

    const std::string pipe = (folder / "pipe").string();
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    const auto fifo = system_files()->open(pipe);
    ASSERT_FALSE(fifo) << "and it did not wait for a writer";
    EXPECT_EQ(fifo.error().code, ErrorCode::unknown_source_kind);
}

TEST(SystemFiles, tell_that_a_writer_holds_the_lock) {
    const test::TempDir folder;
    const auto path = folder.write("file", "content").string();
    const auto file = system_files()->open(path);
    ASSERT_TRUE(file);
    const int writer = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    ASSERT_GE(writer, 0);
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    ASSERT_EQ(::fcntl(writer, F_OFD_SETLK, &lock), 0);
    EXPECT_EQ((*file)->lock_shared(), LockOutcome::held_by_other);
    ::close(writer);
    EXPECT_EQ((*file)->lock_shared(), LockOutcome::locked);
}

TEST(SystemFiles, tell_one_state_of_a_file_from_another) {
    const test::TempDir folder;
    const auto path = folder.write("file", "content").string();
    const auto file = system_files()->open(path);
    ASSERT_TRUE(file);
    const auto before = (*file)->identity().value();
    EXPECT_EQ(before, (*file)->identity().value());
    folder.write("file", "longer content");
    EXPECT_NE(before, (*file)->identity().value());
}

TEST(SystemFiles, list_what_lies_beside_a_file) {
    const test::TempDir folder;
    folder.write("one", "");
    const auto path = folder.write("two", "").string();
    auto names = system_files()->siblings(path).value();
    std::sort(names.begin(), names.end());
    EXPECT_EQ(names, (std::vector<std::string>{"one", "two"}));
}

ErrorCode code_of(const auto& result) { return result ? ErrorCode::ok : result.error().code; }

TEST(SystemFiles, write_grow_and_cut_what_they_open_for_writing) {
    const test::TempDir folder;
    const auto path = folder.write("file", "0123456789");
    const auto file = system_files()->open_for_writing(path.string()).value();
    ASSERT_TRUE(file->write_at(8, ascii_bytes("abcd")));
    EXPECT_EQ(test::read_file(path), ascii_bytes("01234567abcd"));
    ASSERT_TRUE(file->resize(4));
    ASSERT_TRUE(file->allocate(6));
    EXPECT_EQ(test::read_file(path), ascii_bytes(std::string("0123\0\0", 6)));
    ASSERT_TRUE(file->allocate(2)) << "which is there already";
    EXPECT_EQ(file->identity()->size, 6U);
    EXPECT_TRUE(file->sync());
    std::vector<std::byte> out(4);
    EXPECT_EQ(file->read_at(0, out).value(), 4U);
    EXPECT_EQ(out, ascii_bytes("0123"));
}

TEST(SystemFiles, write_neither_a_folder_nor_a_pipe_nor_through_a_symbolic_link) {
    const test::TempDir folder;
    const auto path = folder.write("file", "content");
    std::filesystem::create_symlink(path, folder / "link");
    ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
    for (const auto* name : {"pipe", "."}) {
        EXPECT_EQ(code_of(system_files()->open_for_writing((folder / name).string())),
                  ErrorCode::unknown_source_kind)
            << name;
    }
    EXPECT_EQ(code_of(system_files()->open_for_writing((folder / "link").string())),
              ErrorCode::not_supported_by_store);
    EXPECT_EQ(code_of(system_files()->open_for_writing((folder / "none").string())),
              ErrorCode::source_not_found);
}

TEST(SystemFiles, create_only_what_is_not_there) {
    const test::TempDir folder;
    const auto path = folder.write("file", "content");
    std::filesystem::create_symlink(folder / "nowhere", folder / "link");
    for (const auto* name : {"file", "link"}) {
        EXPECT_EQ(code_of(system_files()->create((folder / name).string(), {})),
                  ErrorCode::already_exists)
            << name;
    }
    EXPECT_EQ(test::read_file(path), ascii_bytes("content"));
    EXPECT_FALSE(std::filesystem::exists(folder / "nowhere"));
    EXPECT_EQ(code_of(system_files()->create((folder / "no" / "file").string(), {})),
              ErrorCode::source_not_found);
}

TEST(SystemFiles, create_with_the_mode_that_is_asked_for_or_that_of_another_file) {
    const test::TempDir folder;
    const auto model = folder.write("model", "").string();
    ASSERT_EQ(::chmod(model.c_str(), 0640), 0);
    const auto mode_of = [&](const std::string& name, const CreateOptions& options) {
        EXPECT_TRUE(system_files()->create((folder / name).string(), options));
        struct stat status {};
        ::stat((folder / name).c_str(), &status);
        return status.st_mode & 07777;
    };
    EXPECT_EQ(mode_of("plain", {}), 0600U);
    EXPECT_EQ(mode_of("open", {.mode = 0644}), 0644U);
    EXPECT_EQ(mode_of("alike", {.like = model}), 0640U);
    EXPECT_EQ(mode_of("unlike", {.like = model + ".none"}), 0600U);
}

TEST(SystemFiles, give_what_they_create_to_the_owner_of_the_model) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root gives files away";
    const test::TempDir folder;
    const auto model = folder.write("model", "").string();
    ASSERT_EQ(::chown(model.c_str(), test::nobody, test::nobody), 0);
    ASSERT_TRUE(system_files()->create((folder / "new").string(), {.like = model}));
    struct stat status {};
    ASSERT_EQ(::stat((folder / "new").c_str(), &status), 0);
    EXPECT_EQ(status.st_uid, test::nobody);
    EXPECT_EQ(status.st_gid, test::nobody);
}

TEST(SystemFiles, keep_readers_and_writers_apart_by_locks) {
    const test::TempDir folder;
    const auto path = folder.write("file", "content").string();
    const auto reader = [&] { return system_files()->open(path).value(); };
    const auto writer = [&] { return system_files()->open_for_writing(path).value(); };
    auto first = reader();
    auto second = reader();
    EXPECT_EQ(first->lock_shared(), LockOutcome::locked);
    EXPECT_EQ(second->lock_shared(), LockOutcome::locked) << "readers share";
    auto one = writer();
    EXPECT_EQ(one->lock_exclusive(), LockOutcome::held_by_other);
    first.reset();
    second.reset();
    EXPECT_EQ(one->lock_exclusive(), LockOutcome::locked);
    EXPECT_EQ(writer()->lock_exclusive(), LockOutcome::held_by_other);
    EXPECT_EQ(reader()->lock_shared(), LockOutcome::held_by_other);
    const auto elsewhere = test::run_work(
        [&](std::string&) { return reader()->lock_shared() == LockOutcome::held_by_other ? 0 : 1; },
        test::no_limits);
    EXPECT_EQ(elsewhere.exit_code, 0) << "in another process";
    one.reset();
    EXPECT_EQ(reader()->lock_shared(), LockOutcome::locked);
}

TEST(SystemFiles, rename_and_remove) {
    const test::TempDir folder;
    const auto from = folder.write("from", "new").string();
    const auto to = folder.write("to", "old").string();
    ASSERT_TRUE(system_files()->rename(from, to));
    ASSERT_TRUE(system_files()->sync_folder(to));
    EXPECT_EQ(test::read_file(to), ascii_bytes("new"));
    EXPECT_EQ(code_of(system_files()->rename(from, to)), ErrorCode::source_not_found);
    ASSERT_TRUE(system_files()->remove(to));
    EXPECT_EQ(code_of(system_files()->remove(to)), ErrorCode::source_not_found);
    EXPECT_EQ(code_of(system_files()->sync_folder((folder / "no" / "file").string())),
              ErrorCode::source_not_found);
}

TEST(SystemFiles, deny_what_the_user_may_not_do) {
    const test::TempDir folder;
    const auto path = folder.write("file", "content").string();
    ASSERT_EQ(::chmod(path.c_str(), 0444), 0);
    ASSERT_EQ(::chmod(folder.path().c_str(), 0555), 0);
    const auto codes = test::run_as_nobody([&](std::string& output) {
        const auto say = [&](const auto& result) {
            output += std::to_string(static_cast<int>(code_of(result))) + " ";
        };
        say(system_files()->open(path));
        say(system_files()->open_for_writing(path));
        say(system_files()->create(path + ".new", {}));
        say(system_files()->rename(path, path + "2"));
        say(system_files()->remove(path));
        say(replace_file(*system_files(), path, ascii_bytes("new")));
        return 0;
    });
    const auto denied = std::to_string(static_cast<int>(ErrorCode::access_denied)) + " ";
    EXPECT_EQ(codes.output, "0 " + denied + denied + denied + denied + denied);
    ASSERT_EQ(::chmod(folder.path().c_str(), 0700), 0);
    EXPECT_EQ(test::read_file(path), ascii_bytes("content"));
}

TEST(ReplaceFile, keeps_the_mode_and_takes_the_place_of_what_a_killed_process_left) {
    const test::TempDir folder;
    const auto path = folder.write("file", "old");
    ASSERT_EQ(::chmod(path.c_str(), 0640), 0);
    folder.write("file.olkacct-new", "of a process that was killed");
    ASSERT_TRUE(replace_file(*system_files(), path.string(), ascii_bytes("new")));
    EXPECT_EQ(test::read_file(path), ascii_bytes("new"));
    struct stat status {};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777, 0640U);
    EXPECT_EQ(system_files()->siblings(path.string())->size(), 1U);
}

TEST(ReplaceFile, changes_nothing_and_leaves_nothing_behind_when_a_call_fails) {
    for (std::size_t call = 1;; ++call) {
        const test::FileContents before = {{"folder/file", ascii_bytes("old")}};
        auto below = std::make_shared<test::CrashFiles>(before);
        test::FaultLayer files(below);
        files.fails_at = call;
        files.code = ErrorCode::disk_full;
        const auto done = replace_file(files, "folder/file", ascii_bytes("new"));
        if (!files.has_failed()) {
            EXPECT_TRUE(done);
            EXPECT_EQ(call, 6U) << "create, write, sync, rename and the folder's sync were tried";
            return;
        }
        ASSERT_FALSE(done) << "call " << call;
        EXPECT_EQ(done.error().code, ErrorCode::disk_full);
        if (files.calls().back().kind == test::FileCallKind::sync_folder) continue;
        EXPECT_EQ(below->contents(), before) << "call " << call;
    }
}

TEST(MemoryFiles, behave_like_files_of_the_system) {
    MemoryFiles files;
    files.put("folder/a", ascii_bytes("abc"));
    files.put("folder/b", {});
    files.put("other/c", {});
    const auto file = files.open("folder/a");
    ASSERT_TRUE(file);
    std::vector<std::byte> out(2);
    EXPECT_EQ((*file)->read_at(1, out).value(), 2U);
    EXPECT_EQ(out, ascii_bytes("bc"));
    const auto before = (*file)->identity().value();
    files.put("folder/a", ascii_bytes("xyz"));
    EXPECT_NE((*file)->identity().value(), before);
    EXPECT_EQ(files.siblings("folder/a").value(), (std::vector<std::string>{"a", "b"}));
    files.remove("folder/a");
    EXPECT_EQ((*file)->read_at(0, out).value(), 2U) << "an open file outlives its name";
    EXPECT_EQ(files.open("folder/a").error().code, ErrorCode::source_not_found);
}

TEST(ReadWhole, refuses_a_file_beyond_its_limit) {
    MemoryFiles files;
    files.put("a", ascii_bytes("12345"));
    auto file = files.open("a").value();
    EXPECT_EQ(read_whole(*file, 5, "a").value(), ascii_bytes("12345"));
    const auto refused = read_whole(*file, 4, "a");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::limit_exceeded);
    EXPECT_EQ(refused.error().where, "a");
}

}  // namespace
}  // namespace olkacct::base

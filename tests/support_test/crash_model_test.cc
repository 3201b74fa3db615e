// The crash model makes the states that it promises, and only those.
#include "support/crash_model.h"

#include <gtest/gtest.h>

#include <set>

#include "base/replace_file.h"
#include "support/crash_files.h"
#include "support/fault_layer.h"

namespace olkacct::test {
namespace {

std::string text_of(const FileContents& files, const std::string& path) {
    const auto found = files.find(path);
    if (found == files.end()) return "(none)";
    std::string text;
    for (const auto byte : found->second) text += static_cast<char>(byte);
    return text;
}

std::set<std::string> states_of(const FileContents& initial,
                                std::span<const FileOperation> operations, const std::string& path,
                                std::size_t from = 0) {
    std::set<std::string> texts;
    for_each_crash_state(initial, operations, [&](const CrashState& state) {
        if (state.done >= from) texts.insert(text_of(state.files, path));
    });
    return texts;
}

FileOperation write_of(const std::string& path, std::uint64_t offset, std::string_view text) {
    return {.kind = FileOperationKind::write,
            .path = path,
            .offset = offset,
            .data = ascii_bytes(text)};
}
FileOperation sync_of(const std::string& path) {
    return {.kind = FileOperationKind::sync, .path = path};
}

TEST(CrashModel, loses_any_subset_of_the_writes_since_the_last_sync) {
    const std::vector<FileOperation> operations = {write_of("a", 0, "1"), sync_of("a"),
                                                   write_of("a", 1, "2"), write_of("a", 2, "3")};
    const FileContents initial = {{"a", ascii_bytes("...")}};
    EXPECT_EQ(states_of(initial, operations, "a"),
              (std::set<std::string>{"...", "1..", "12.", "1.3", "123"}));
    EXPECT_EQ(states_of(initial, operations, "a", 2),
              (std::set<std::string>{"1..", "12.", "1.3", "123"}));
}

TEST(CrashModel, syncs_one_file_and_not_the_other) {
    const std::vector<FileOperation> operations = {write_of("a", 0, "1"), write_of("b", 0, "1"),
                                                   sync_of("a")};
    const FileContents initial = {{"a", ascii_bytes(".")}, {"b", ascii_bytes(".")}};
    EXPECT_EQ(states_of(initial, operations, "a", 3), (std::set<std::string>{"1"}));
    EXPECT_EQ(states_of(initial, operations, "b", 3), (std::set<std::string>{".", "1"}));
}

TEST(CrashModel, tears_a_write_at_every_sector_on_either_side) {
    const std::vector<FileOperation> operations = {write_of("a", 0, std::string(1500, 'n'))};
    const std::string o(512, 'o');
    const std::string n(512, 'n');
    const std::string o_end(476, 'o');
    const std::string n_end(476, 'n');
    EXPECT_EQ(states_of({{"a", ascii_bytes(std::string(1500, 'o'))}}, operations, "a"),
              (std::set<std::string>{o + o + o_end, n + n + n_end, n + o + o_end, o + n + n_end,
                                     n + n + o_end, o + o + n_end}));
}

TEST(CrashModel, leaves_open_whether_names_changed_until_the_folder_is_synced) {
    const std::vector<FileOperation> operations = {
        {.kind = FileOperationKind::create, .path = "d/new"},
        write_of("d/new", 0, "n"),
        sync_of("d/new"),
        {.kind = FileOperationKind::rename, .path = "d/new", .other = "d/a"},
        {.kind = FileOperationKind::sync_folder, .path = "d/a"},
    };
    const FileContents initial = {{"d/a", ascii_bytes("o")}};
    EXPECT_EQ(states_of(initial, operations, "d/a"), (std::set<std::string>{"o", "n"}));
    EXPECT_EQ(states_of(initial, operations, "d/a", 5), (std::set<std::string>{"n"}));
    EXPECT_EQ(states_of(initial, operations, "d/new", 4), (std::set<std::string>{"(none)", "n"}));
}

TEST(CrashModel, lets_no_later_sync_save_what_a_failed_one_lost) {
    const std::vector<FileOperation> operations = {
        write_of("a", 0, "1"),
        {.kind = FileOperationKind::failed_sync, .path = "a"},
        write_of("a", 5000, "2"),
        sync_of("a"),
    };
    const FileContents initial = {{"a", ascii_bytes(".")}};
    const std::string tail = std::string(4999, '\0') + "2";
    EXPECT_EQ(states_of(initial, operations, "a", 4),
              (std::set<std::string>{"." + tail, "1" + tail}));

    auto again = operations;
    again[2] = write_of("a", 1, "2");
    EXPECT_EQ(states_of(initial, again, "a", 4), (std::set<std::string>{"12"}))
        << "the block was written to again";
}

TEST(CrashModel, visits_the_points_that_are_asked_for) {
    const std::vector<FileOperation> operations = {write_of("a", 0, "1"), write_of("a", 0, "2")};
    std::set<std::size_t> points;
    for_each_crash_state({{"a", ascii_bytes(".")}}, operations,
                         [&](const CrashState& state) { points.insert(state.done); },
                         {.also_at = {1}});
    EXPECT_EQ(points, (std::set<std::size_t>{1, 2}));
}

TEST(CrashModel, samples_when_too_much_is_in_doubt) {
    std::vector<FileOperation> operations;
    for (std::uint64_t i = 0; i < 40; ++i) operations.push_back(write_of("a", i, "n"));
    const auto states = states_of({{"a", ascii_bytes(std::string(40, 'o'))}}, operations, "a");
    EXPECT_TRUE(states.contains(std::string(40, 'o')));
    EXPECT_TRUE(states.contains(std::string(40, 'n')));
    EXPECT_TRUE(states.contains(std::string(7, 'n') + std::string(33, 'o')));
    EXPECT_GT(states.size(), 100U);
    EXPECT_LT(states.size(), 200U);
}

TEST(CrashFiles, record_a_replacement_of_which_every_state_is_old_or_new) {
    const FileContents initial = {{"d/a", ascii_bytes("old")}};
    CrashFiles files(initial);
    ASSERT_TRUE(base::replace_file(files, "d/a", ascii_bytes("new")));
    EXPECT_EQ(text_of(files.contents(), "d/a"), "new");
    EXPECT_EQ(states_of(initial, files.operations(), "d/a"), (std::set<std::string>{"old", "new"}));
    EXPECT_EQ(states_of(initial, files.operations(), "d/a", files.operations().size()),
              (std::set<std::string>{"new"}));
}

TEST(CrashFiles, lock_as_open_files_do) {
    CrashFiles files(FileContents{{"a", {}}});
    auto reader = files.open("a").value();
    auto writer = files.open_for_writing("a").value();
    EXPECT_EQ(reader->lock_shared(), base::LockOutcome::locked);
    EXPECT_EQ(writer->lock_exclusive(), base::LockOutcome::held_by_other);
    reader.reset();
    EXPECT_EQ(writer->lock_exclusive(), base::LockOutcome::locked);
    EXPECT_EQ(files.open("a").value()->lock_shared(), base::LockOutcome::held_by_other);
    EXPECT_EQ(files.open_for_writing("a").value()->lock_exclusive(),
              base::LockOutcome::held_by_other);
    writer.reset();
    EXPECT_EQ(files.open("a").value()->lock_shared(), base::LockOutcome::locked);
}

TEST(FaultLayer, fails_one_call_and_goes_on) {
    auto below = std::make_shared<CrashFiles>(FileContents{{"a", {}}});
    FaultLayer files(below);
    files.fails_at = 2;
    files.code = ErrorCode::disk_full;
    auto file = files.open_for_writing("a").value();
    const auto failed = file->write_at(0, ascii_bytes("1234"));
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::disk_full);
    EXPECT_EQ(text_of(below->contents(), "a"), "12") << "half of it was written";
    EXPECT_TRUE(file->write_at(0, ascii_bytes("5678")));
    EXPECT_TRUE(files.has_failed());
    EXPECT_EQ(files.calls().size(), 3U);
}

}  // namespace
}  // namespace olkacct::test

// Bulk repair over a thousand hives: planned, done, read again, taken back; memory does not grow
// with the number of files.
#include <gtest/gtest.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "olkacct/property.h"
#include "olkacct/source.h"
#include "olkacct/text.h"
#include "scan1000/hives_cache.h"
#include "support/temp_dir.h"

extern char** environ;

namespace olkacct::test {
namespace {

constexpr std::uint32_t all_hives = 1000;
constexpr std::size_t few = 25;

std::size_t many() { return std::getenv("OLKACCT_LONG") != nullptr ? all_hives : 100; }

struct Outcome {
    int exit_code = -1;
    double seconds = 0;
    std::size_t peak_bytes = 0;
    std::string messages;
};

// The command with its journal in `folder`. What it prints goes nowhere, its messages are kept.
Outcome run(const TempDir& folder, std::vector<std::string> arguments) {
    const char* const command = std::getenv("OLKACCT_COMMAND");
    EXPECT_NE(command, nullptr) << "the test runner names the command";
    arguments.insert(arguments.begin(), command != nullptr ? command : "/bin/false");
    std::vector<char*> words;
    for (std::string& argument : arguments) {
        words.push_back(argument.data());
    }
    words.push_back(nullptr);
    ::setenv("XDG_STATE_HOME", (folder / "state").c_str(), 1);
    const std::string messages = (folder / "messages").string();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, messages.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0600);
    Outcome done;
    pid_t child = 0;
    int status = 0;
    rusage usage{};
    const auto start = std::chrono::steady_clock::now();
    EXPECT_EQ(posix_spawn(&child, words[0], &actions, nullptr, words.data(), environ), 0);
    EXPECT_EQ(wait4(child, &status, 0, &usage), child);
    done.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    posix_spawn_file_actions_destroy(&actions);
    done.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    done.peak_bytes = static_cast<std::size_t>(usage.ru_maxrss) * 1024;
    std::ifstream in(messages);
    done.messages.assign(std::istreambuf_iterator<char>(in), {});
    return done;
}

struct Hives {
    TempDir folder;
    std::filesystem::path copies = folder / "hives";
    std::vector<std::string> names;
    std::filesystem::path originals;
};

std::vector<Profile> profiles_in(const std::filesystem::path& path) {
    auto contents = Source::open(path.string())->read();
    EXPECT_TRUE(contents.has_value()) << path;
    return contents ? std::move(contents->profiles) : std::vector<Profile>();
}

// How many mail addresses end with the domain.
std::size_t count_addresses(const std::filesystem::path& path, std::string_view domain) {
    std::size_t count = 0;
    for (const Profile& profile : profiles_in(path)) {
        for (const Account& account : profile.accounts) {
            const RegistryValue* email = account.find_value(u"Email");
            count += email != nullptr && to_utf8(decode_string(*email)).ends_with(domain) ? 1U : 0U;
        }
    }
    return count;
}

// Copies, with the logs beside them: the cache is for reading.
std::unique_ptr<Hives> copy_hives(const std::filesystem::path& originals, std::size_t count) {
    auto hives = std::make_unique<Hives>();
    hives->originals = originals;
    std::filesystem::create_directory(hives->copies);
    for (const auto& entry : std::filesystem::directory_iterator(originals)) {
        const std::string name = entry.path().filename().string();
        if (name.find(".LOG") == std::string::npos) {
            hives->names.push_back(name);
        }
    }
    std::sort(hives->names.begin(), hives->names.end());
    hives->names.resize(count);
    for (const std::string& name : hives->names) {
        for (const char* log : {"", ".LOG1", ".LOG2"}) {
            if (std::filesystem::exists(originals / (name + log))) {
                std::filesystem::copy_file(originals / (name + log), hives->copies / (name + log));
            }
        }
    }
    return hives;
}

void expect_renamed(const Hives& hives) {
    for (const std::string& name : hives.names) {
        const std::size_t addresses = count_addresses(hives.originals / name, ".example");
        EXPECT_GT(addresses, 0U) << name;
        EXPECT_EQ(count_addresses(hives.copies / name, ".example"), 0U) << name;
        EXPECT_EQ(count_addresses(hives.copies / name, ".example.net"), addresses) << name;
    }
}

std::vector<std::string> rename_company(const Hives& hives) {
    return {"replace", "--from", "example", "--to", "example.net", hives.copies.string()};
}

void expect_same_values(const std::vector<Profile>& left, const std::vector<Profile>& right,
                        const std::string& name) {
    ASSERT_EQ(left.size(), right.size()) << name;
    for (std::size_t i = 0; i < left.size(); ++i) {
        EXPECT_GT(right[i].last_change_ver, left[i].last_change_ver) << name;
        EXPECT_EQ(left[i].next_account_id, right[i].next_account_id) << name;
        ASSERT_EQ(left[i].accounts.size(), right[i].accounts.size()) << name;
        for (std::size_t k = 0; k < left[i].accounts.size(); ++k) {
            EXPECT_TRUE(left[i].accounts[k].values == right[i].accounts[k].values) << name;
        }
    }
}

void report(const char* what, std::size_t count, const Outcome& done) {
    std::printf("%-8s %5zu hives  %7.1f files/s  peak %5.1f MiB\n", what, count,
                static_cast<double>(count) / done.seconds,
                static_cast<double>(done.peak_bytes) / (1 << 20));
}

struct Peaks {
    std::size_t plan = 0;
    std::size_t apply = 0;
    std::size_t undo = 0;
};

// Plans, does, reads and takes back the renaming of every domain.
Peaks repair(std::size_t count) {
    const auto hives = copy_hives(cached_hives(all_hives, false).folder, count);
    const std::vector<std::string> rename = rename_company(*hives);
    std::vector<std::string> plan = rename;
    plan.push_back("--dry-run");
    const Outcome planned = run(hives->folder, plan);
    EXPECT_EQ(planned.exit_code, 0) << planned.messages;
    EXPECT_EQ(read_file(hives->copies / hives->names[0]),
              read_file(hives->originals / hives->names[0]));

    const Outcome done = run(hives->folder, rename);
    EXPECT_EQ(done.exit_code, 0) << done.messages;
    const std::string summary = std::to_string(count) + " changed and read back";
    EXPECT_NE(done.messages.find(summary), std::string::npos) << done.messages;
    expect_renamed(*hives);

    const Outcome undone = run(hives->folder, {"undo"});
    EXPECT_EQ(undone.exit_code, 0) << undone.messages;
    for (const std::string& name : hives->names) {
        expect_same_values(profiles_in(hives->originals / name), profiles_in(hives->copies / name),
                           name);
    }
    report("plan", count, planned);
    report("apply", count, done);
    report("undo", count, undone);
    return {planned.peak_bytes, done.peak_bytes, undone.peak_bytes};
}

TEST(BulkRepair, changes_a_thousand_hives_and_takes_it_back_in_the_memory_of_a_few) {
    const Peaks at_few = repair(few);
    const Peaks at_many = repair(many());
    // Hives differ in size, and allocators in what they keep: a little room.
    constexpr std::size_t room = std::size_t{8} << 20;
    EXPECT_LT(at_many.plan, at_few.plan + room);
    EXPECT_LT(at_many.apply, at_few.apply + room);
    EXPECT_LT(at_many.undo, at_few.undo + room);
}

TEST(BulkRepair, recovers_hives_that_were_not_closed_cleanly_before_it_changes_them) {
    constexpr std::uint32_t dirty_hives = 100;
    const auto hives = copy_hives(cached_hives(dirty_hives, true).folder, dirty_hives);
    const Outcome done = run(hives->folder, rename_company(*hives));
    EXPECT_EQ(done.exit_code, 0) << done.messages;
    // The originals are read with what their logs hold.
    expect_renamed(*hives);
}

}  // namespace
}  // namespace olkacct::test
